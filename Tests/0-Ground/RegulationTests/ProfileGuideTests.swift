import Foundation
import Regulation
import Testing

@Suite("The guide to profiles")
struct ProfileGuideTests {
    let guide: String

    init() throws {
        let file = ProfileFiles.folder.deletingLastPathComponent().appending(path: "docs/profiles.md")
        guide = try String(contentsOf: file, encoding: .utf8)
    }

    @Test("Every finding is explained with its severity", arguments: Finding.Code.allCases)
    func findings(code: Finding.Code) {
        #expect(guide.contains("| `\(code.rawValue)` | \(code.severity.rawValue) |"))
    }

    @Test("Every term, rule, role, seat and level that a profile may use is named")
    func vocabulary() {
        let words =
            TermID.allCases.map(\.rawValue) + RuleID.allCases.map(\.rawValue) + Role.needed
            + Procedure.Seat.allCases.map(\.rawValue) + AdministrativeLevel.allCases.map(\.rawValue)
        for word in words { #expect(guide.contains("`\(word)`"), "\(word)") }
    }

    @Test("Every profile, time limit and procedure of the house is named")
    func names() throws {
        for profile in try ProfileFiles.library().profiles.values {
            #expect(guide.contains("| `\(profile.id).yaml` |"))
            for name in profile.deadlines.keys { #expect(guide.contains("`\(name)`"), "\(name)") }
            for name in profile.procedures.keys { #expect(guide.contains("`\(name)`"), "\(name)") }
        }
    }
}
