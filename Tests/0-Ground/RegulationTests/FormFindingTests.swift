import Regulation
import Testing

@Suite("Forms of procedures")
struct FormFindingTests {
    /// A procedure with a form of every kind, put behind the sound profile's own.
    static let procedure = """
          filing:
            name: { zh: 备案, en: Filing }
            articles: ["1"]
            openers: [clerk]
            about: nothing
            form:
              title: { zh: 名称, en: Title, kind: text, required: true, limit: 80 }
              day: { zh: 变动之日, en: Since, kind: date, required: true, starts: correction-answer }
              type:
                zh: 类型
                en: Type
                kind: choice
                options:
                  one: { zh: 一, en: One }
              collector: { zh: 采集单位, en: Collector, kind: body, amendable: true, article: "2" }
            steps:
              talk:
                name: { zh: 协商, en: Talks }
                role: clerk
                seat: opener
                acts: [settle, escalate]
                article: "1"
              office:
                name: { zh: 备案, en: Filing }
                role: clerk
                seat: city-authority
                acts: [approve, settle]
                article: "1"

        """

    static let sound = ProfileFindingTests.sound.replacing("rules:\n", with: procedure + "rules:\n")

    @Test("A form is read with its order, its bounds and the article of each field")
    func read() throws {
        #expect(try ProfileFindingTests.findings(Self.sound) == [])
        let parent = try ProfileFiles.text("national-2025.yaml")
        let library = ProfileLibrary.read(
            [("national.yaml", parent), ("little.yaml", Self.sound)], digest: ProfileFiles.digest)
        let filing = try #require(library["little"]?.procedure("filing"))
        #expect(filing.form.map(\.id) == ["title", "day", "type", "collector"])
        #expect(filing.form.map(\.limit) == [80, 1, 1, 1])
        #expect(
            filing.form.map { $0.article?.description } == ["little#1", "little#1", "little#1", "little#2"])
        #expect(filing.form.map(\.isRequired) == [true, true, false, false])
        #expect(filing.form[1].starts == "correction-answer")
        #expect(filing.form[2].options.map(\.id) == ["one"])
        #expect(filing.form[3].isAmendable)
    }

    @Test("A local procedure that writes no form keeps the parent's, resting on its own article")
    func inherited() throws {
        let library = try ProfileFiles.library()
        let local = try #require(library["guiyang-2017"]?.procedure("data-correction"))
        #expect(local.about == .entry)
        #expect(local.form.first?.id == "concern")
        #expect(local.form.first?.article?.description == "guiyang-2017#16")
    }

    @Test("Every procedure of every profile can be opened, but for those with pages of their own")
    func operable() throws {
        for profile in try ProfileFiles.library().profiles.values {
            for procedure in profile.procedures.values {
                let hasOwn = [
                    "data-standard", "entry-maintenance", "entry-review", "quality-correction",
                    "quality-rules", "sharing-conditional", "sharing-unconditional",
                ]
                .contains(procedure.id)
                #expect(procedure.form.isEmpty == hasOwn, "\(profile.id) \(procedure.id)")
            }
        }
    }

    static let breaks: [(from: String, to: String, code: Finding.Code)] = [
        ("about: nothing", "about: something", .unknownValue),
        ("limit: 80", "limit: 501", .wrongType),
        ("limit: 80", "size: 80", .unknownKey),
        ("kind: text, required", "kind: number, required", .unknownValue),
        ("  title: {", "  note: {", .wrongType),
        ("starts: correction-answer", "starts: never", .deadlineUnknown),
        ("kind: text, required: true", "kind: text, required: true, starts: report", .wrongType),
        ("        options:\n          one: { zh: 一, en: One }\n", "", .missingKey),
        ("kind: choice", "kind: text", .unknownKey),
        ("acts: [approve, settle]", "acts: [approve, escalate]", .escalationUnending),
        ("acts: [settle, escalate]", "acts: [settle]", .wrongType),
        ("seat: opener\n        acts", "seat: provider\n        acts", .seatUnfilled),
        ("amendable: true, article: \"2\"", "amendable: true, article: \"9\"", .articleMissing),
    ]

    @Test("Each fault of a form gives exactly its finding", arguments: breaks)
    func broken(from: String, to: String, code: Finding.Code) throws {
        #expect(Self.sound.contains(from), "\(from)")
        let text = Self.sound.replacing(from, with: to, maxReplacements: 1)
        #expect(try ProfileFindingTests.findings(text).map(\.code) == [code], "\(to)")
    }

    @Test("A procedure that nobody can open is warned of, and a required field needs an article")
    func missing() throws {
        let start = try #require(Self.sound.range(of: "    form:\n"))
        let end = try #require(Self.sound.range(of: "    steps:\n      talk:"))
        var text = Self.sound
        text.removeSubrange(start.lowerBound..<end.lowerBound)
        let findings = try ProfileFindingTests.findings(text)
        #expect(findings.map(\.code) == [.formMissing])
        #expect(findings.first?.severity == .warning)
        let unfounded = Self.sound.replacing(
            "articles: [\"1\"]\n    openers: [clerk]\n    about",
            with: "articles: []\n    openers: [clerk]\n    about")
        #expect(
            try ProfileFindingTests.findings(unfounded).map(\.code) == [.fieldUnfounded, .fieldUnfounded])
    }
}
