import Regulation
import Testing

@Suite("Garbage for a profile")
struct GarbageTests {
    @Test(
        "Whatever a file holds, reading answers with findings and never with a profile",
        arguments: [
            "", " ", "\n\n", "null", "42", "- a\n- b", "a: b: c", "\"", "{", "]", "%YAML 9.9\n---\na",
            "\u{0}",
            "\u{FEFF}", "---\n---\n", "a: 1\n---\nb: 2", "? [a]\n: b", "{[a]: b}", "!!binary x",
            "<<: { a: 1 }",
            "id: \"\\uD800\"", "id: \"\\x00\"", "id: x\tz\n\t- y", "id: !!int abc", "\u{1F600}: \u{1F600}",
        ])
    func garbage(text: String) {
        let library = ProfileLibrary.read([("x.yaml", text)], digest: ProfileFiles.digest)
        #expect(library.profiles.isEmpty)
        #expect(library.findings.hasErrors)
        #expect(library.findings.allSatisfy { $0.line >= 1 && $0.column >= 1 })
    }

    @Test("An alias bomb is refused before it unfolds")
    func aliasBomb() {
        var text = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n"
        for level in 1...40 {
            let alias = "*a\(level - 1)"
            text += "a\(level): &a\(level) [\(Array(repeating: alias, count: 9).joined(separator: ","))]\n"
        }
        #expect(codes(text) == [.yamlAlias])
        #expect(codes("? &k [a]\n: 1\n? [*k, *k]\n: 2") == [.yamlAlias])
    }

    @Test(
        "Depth without end is refused",
        arguments: [
            String(repeating: "[", count: 100_000), String(repeating: "{a: ", count: 100_000),
            String(repeating: "- ", count: 100_000), String(repeating: "? ", count: 5_000),
            (0..<5_000).map { String(repeating: " ", count: $0) + "a:" }.joined(separator: "\n").prefix(
                900_000
            )
            .description,
        ])
    func depth(text: String) {
        #expect(codes(text) == [.yamlTooDeep])
    }

    @Test("A file past the limit is refused unread")
    func size() {
        #expect(codes(String(repeating: "# \n", count: 400_000)) == [.fileTooLarge])
    }

    @Test("Lists past the limit are refused, and the findings of one file are bounded")
    func lists() {
        let many = (0..<501).map { "  k\($0): x" }.joined(separator: "\n")
        #expect(codes("id: x\narticles:\n\(many)\n").contains(.missingKey))
        let wrong = (0..<499).map { "u\($0): x" }.joined(separator: "\n")
        let library = ProfileLibrary.read([("x.yaml", wrong)], digest: ProfileFiles.digest)
        #expect(library.findings.count == 200)
    }

    @Test("Profiles in a circle, and a line of parents without end, are refused")
    func circle() throws {
        let base = ProfileFindingTests.sound
        let one = base.replacing("id: little", with: "id: one").replacing("national-2025", with: "two")
        let two = base.replacing("id: little", with: "id: two").replacing("national-2025", with: "one")
        let library = ProfileLibrary.read([("1.yaml", one), ("2.yaml", two)], digest: ProfileFiles.digest)
        #expect(library.profiles.isEmpty)
        #expect(library.findings.map(\.code) == [.parentCycle, .parentCycle])
        let line = (0..<12).map { index in
            (
                file: "\(index).yaml",
                text: base.replacing("id: little", with: "id: p\(index)")
                    .replacing("national-2025", with: "p\(index + 1)")
            )
        }
        let long = ProfileLibrary.read(line, digest: ProfileFiles.digest)
        #expect(long.profiles.isEmpty)
        #expect(long.findings.contains { $0.code == .parentCycle })
    }

    @Test("More files than the limit are named, not read")
    func files() {
        let files = (0..<201).map { (file: "\($0).yaml", text: "") }
        let library = ProfileLibrary.read(files, digest: ProfileFiles.digest)
        #expect(library.findings.first?.code == .tooManyFiles)
        #expect(library.findings.count == 201)
    }

    /// Every prefix of a real file is a file that some crash may leave behind.
    @Test("Half-written profiles give findings, at whatever byte they break off")
    func prefixes() throws {
        let text = try ProfileFiles.text("national-2025.yaml")
        let scalars = Array(text.unicodeScalars)
        let whole = ProfileLibrary.read([("x.yaml", text)], digest: ProfileFiles.digest).findings.count
        for length in stride(from: 0, to: scalars.count, by: 997) {
            var half = String.UnicodeScalarView()
            half.append(contentsOf: scalars[..<length])
            let library = ProfileLibrary.read([("x.yaml", String(half))], digest: ProfileFiles.digest)
            #expect(library.findings.hasErrors || library.findings.count > whole, "\(length)")
        }
    }

    private func codes(_ text: String) -> [Finding.Code] {
        ProfileLibrary.read([("x.yaml", text)], digest: ProfileFiles.digest).findings.map(\.code)
    }
}
