import Regulation
import Testing

@Suite("Profiles as written")
struct ProfileTests {
    @Test("Every profile of the house is read and has nothing to mend")
    func clean() throws {
        let library = try ProfileFiles.library()
        let errors = library.findings.filter { $0.severity == .error }
        #expect(errors.isEmpty, "\(errors.map(\.description).joined(separator: "\n"))")
        for finding in library.findings { print(finding) }
    }
}
