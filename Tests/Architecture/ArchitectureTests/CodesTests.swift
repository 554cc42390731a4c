import Testing

@Suite("Codes, events and settings")
struct CodesTests {
    private static func codes(in text: String) -> [String] {
        text.matches(of: /\bReasonCode\(\s*"([^"]*)"/).map { String($0.output.1) }
    }

    private static func events(in text: String) -> [String] {
        text.matches(of: /\bEventKind\(\s*"([^"]*)"/).map { String($0.output.1) }
    }

    /// The names in the first column of a document's tables.
    private static func rows(of path: String) throws -> [String] {
        let file = try #require(SourceTree.file(path))
        return file.text.matches(of: /(?m)^\| `([^`]+)` \|/).map { String($0.output.1) }
    }

    @Test("docs/errors.md names every refusal once, and none that does not exist")
    func errors() throws {
        let codes = SourceTree.sources.flatMap { Self.codes(in: $0.text) }
        #expect(codes.count > 40)
        #expect(codes.count == Set(codes).count, "a code is given twice")
        #expect(try Self.rows(of: "docs/errors.md").sorted() == codes.sorted())
    }

    @Test("docs/events.md names every kind of ledger entry once, and none that does not exist")
    func ledgerEvents() throws {
        let events = SourceTree.sources.flatMap { Self.events(in: $0.text) }
        #expect(events.count > 15)
        #expect(events.count == Set(events).count, "an event is given twice")
        #expect(try Self.rows(of: "docs/events.md").sorted() == events.sorted())
    }

    @Test("Names of codes and events keep to their form", arguments: SourceTree.sources)
    func forms(_ file: ProjectFile) {
        for code in Self.codes(in: file.text) {
            #expect(code.wholeMatch(of: /[a-z][a-z0-9]*(?:-[a-z0-9]+)*/) != nil, "\(code)")
        }
        for event in Self.events(in: file.text) {
            #expect(event.wholeMatch(of: /[a-z]+(?:\.[a-z]+(?:-[a-z]+)*)+/) != nil, "\(event)")
        }
    }

    @Test("Every code and event is a literal: documents are made from them", arguments: SourceTree.sources)
    func literals(_ file: ProjectFile) {
        let code = file.swift.code
        #expect(code.matches(of: /\bReasonCode\(/).count == Self.codes(in: file.text).count)
        #expect(code.matches(of: /\bEventKind\(/).count == Self.events(in: file.text).count)
    }

    @Test("Every code and event stands in the list of its module", arguments: SourceTree.sources)
    func lists(_ file: ProjectFile) {
        let named = file.text.matches(of: /static let (\w+)(?:: \w+)? = (?:ReasonCode|EventKind)\(/)
            .map { String($0.output.1) }
        let lists = file.text.matches(of: /static let all\b[^=]*= \[([^\]]*)\]/).map(\.output.1).joined()
        let listed = Set(lists.matches(of: /\w+/).map { String($0.output) })
        for name in named {
            #expect(listed.contains(name), "\(name) of \(file.path) stands in no list `all`")
        }
    }

    @Test("docs/settings.md names every setting, and none that nothing reads")
    func settings() throws {
        let here = "Tests/Architecture/"
        let files =
            SourceTree.sources + SourceTree.scripts + SourceTree.clients
            + SourceTree.tests.filter { !$0.path.hasPrefix(here) }
        let used = Set(
            files.flatMap { file in
                file.text.matches(of: /\bYUANLIU_[A-Z][A-Z_]*\b/).map { String($0.output) }
            })
        let documented = try Self.rows(of: "docs/settings.md")
        #expect(documented.count == Set(documented).count)
        #expect(Set(documented) == used)
    }

    @Test("Every test that docs/threat-model.md names is there")
    func threats() throws {
        let model = try #require(SourceTree.file("docs/threat-model.md"))
        let named = model.lines.filter { $0.hasPrefix("| ") }
            .flatMap { $0.matches(of: /`((?:test_)?[A-Za-z][^`]+)`/).map { String($0.output.1) } }
            .filter { $0.hasPrefix("test_") || $0.contains(" ") }
        #expect(named.count > 30)
        let tests =
            SourceTree.tests.filter { !$0.path.hasPrefix("Tests/Architecture/") }.map(\.text)
            + SourceTree.clients.map(\.text)
        for name in named {
            let words = name.hasPrefix("test_") ? "def \(name)(" : "\"\(name)"
            #expect(tests.contains { $0.contains(words) }, "\(name)")
        }
    }
}
