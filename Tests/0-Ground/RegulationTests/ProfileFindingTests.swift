import Regulation
import Testing

@Suite("What is found in a broken profile")
struct ProfileFindingTests {
    /// A profile without a fault; the cases break one line of it.
    static let sound = """
        id: little
        title: { zh: 小镇办法, en: Little measures }
        document: 小镇〔2026〕1号
        issuer: { zh: 小镇, en: Littleton }
        jurisdiction:
          division: "430299"
          name: { zh: 小镇, en: Littleton }
          level: city
        parent: national-2025
        validity: { from: 2026-01-01, until: 2026-12-31, article: "2" }
        utc-offset: "+08:00"
        articles:
          "1":
            label: 第一条
            heading: { zh: 目录, en: Catalogue }
            text: 目录经数据局审核。
          "2":
            label: 第二条
            heading: { zh: 施行, en: In force }
            text: 本办法自2026年1月1日起施行。
        terms:
          authority: { zh: 数据局, en: Data office, article: "1" }
        roles:
          clerk: { zh: 办事员, en: Clerk, article: "1" }
        deadlines:
          correction-answer: { within: 5 working-days, article: "1" }
          report: { yearly: 01-05, article: "1" }
          entry-update-law-change:
            within: 10 working-days
            article: "1"
            prolongation: { by: 5 working-days, article: "1" }
          usage-record-retention: { at-least: 4 years, article: "1" }
        duties:
          review: { zh: 审核, en: Review, article: "1", requirements: [A6], deadline: report }
        procedures:
          entry-review:
            name: { zh: 审核, en: Review }
            articles: ["1"]
            openers: [clerk]
            steps:
              office:
                name: { zh: 审核, en: Review }
                role: clerk
                seat: opener
                article: "1"
        rules:
          necessary-identifier: { zh: 标识, en: Identifier, article: "1" }

        """

    static func findings(_ text: String) throws -> [Finding] {
        let parent = try ProfileFiles.text("national-2025.yaml")
        let library = ProfileLibrary.read(
            [("national.yaml", parent), ("little.yaml", text)], digest: ProfileFiles.digest)
        return library.findings.filter { $0.file == "little.yaml" }
    }

    @Test("A sound profile has no finding")
    func sound() throws {
        #expect(try Self.findings(Self.sound) == [])
    }

    struct Break: CustomTestStringConvertible, Sendable {
        let from: String
        let to: String
        let code: Finding.Code
        let line: Int
        let column: Int?
        var testDescription: String { "\(code.rawValue): \(to.prefix(60))" }

        init(_ from: String, _ to: String, _ code: Finding.Code, _ line: Int, _ column: Int? = nil) {
            (self.from, self.to, self.code, self.line, self.column) = (from, to, code, line, column)
        }
    }

    @Test(
        "Each fault gives exactly its finding at its line",
        arguments: [
            // The file as text.
            Break("title: {", "title: { {", .yamlMalformed, 3),
            Break("document: 小镇", "document: &a 小镇", .yamlAlias, 3, 11),
            Break("document: 小镇〔2026〕1号", "document: *a", .yamlAlias, 3, 11),
            Break("openers: [clerk]", "openers: [&a clerk]", .yamlAlias, 39, 15),
            Break("parent: national-2025", "parent: national-2025\nid: again", .duplicateKey, 1, 1),
            // Keys and values.
            Break("parent: ", "parrent: ", .unknownKey, 9, 1),
            Break("utc-offset: \"+08:00\"\n", "", .missingKey, 1),
            Break("utc-offset: \"+08:00\"", "utc-offset: 8", .wrongType, 11, 13),
            Break("level: city", "level: town", .unknownValue, 8, 10),
            Break("\"430299\"", "\"4302\"", .wrongType, 6, 13),
            Break("from: 2026-01-01", "from: 2026-02-30", .wrongType, 10),
            Break("within: 5 working-days", "within: five days", .wrongType, 26),
            Break("yearly: 01-05", "yearly: 5 January", .wrongType, 27),
            Break("at-least: 4 years", "at-least: 4 years, within: 4 years", .missingKey, 32),
            Break("requirements: [A6]", "requirements: A6", .wrongType, 34),
            Break("seat: opener", "seat: nobody", .unknownValue, 44, 15),
            Break("role: clerk", "role: [clerk]", .wrongType, 43),
            Break("article: \"1\"\nrules", "article: \"#1\"\nrules", .badReference, 45, 18),
            Break("  authority: {", "  authorities: {", .unknownKey, 22, 3),
            Break("  clerk: {", "  The Clerk: {", .wrongType, 24, 3),
            Break("necessary-identifier:", "necessary-identifiers:", .unknownKey, 47, 3),
            Break("zh: 办事员, ", "zh: \"\", ", .wrongType, 24),
            Break("until: 2026-12-31", "until: 2026-12-31, warn-months-before: 999", .wrongType, 10),
            // The family.
            Break("parent: national-2025", "parent: nowhere", .parentMissing, 9, 9),
            Break("parent: national-2025", "parent: little", .parentCycle, 9, 9),
            // What it says.
            Break("en: Review, article: \"1\"", "en: Review, article: \"3\"", .articleMissing, 34),
            Break("articles: [\"1\"]", "articles: [national-2025#99]", .articleMissing, 38, 16),
            Break("article: \"1\" }\nroles", "article: \"2\" }\nroles", .termWordAbsent, 22, 20),
            Break("deadline: report", "deadline: reports", .deadlineUnknown, 34),
            Break("within: 5 working-days", "within: 0 working-days", .deadlineImpossible, 26),
            Break("within: 5 working-days", "within: -5 working-days", .deadlineImpossible, 26),
            Break("within: 5 working-days", "within: 11 working-days", .deadlineLaxer, 26),
            Break("within: 5 working-days", "within: 16 days", .deadlineLaxer, 26),
            Break("at-least: 4 years", "at-least: 2 years", .deadlineLaxer, 32),
            Break("yearly: 01-05", "yearly: 13-05", .deadlineImpossible, 27, 21),
            Break("yearly: 01-05", "yearly: 02-30", .deadlineImpossible, 27, 21),
            Break("yearly: 01-05", "every-months: 0", .deadlineImpossible, 27, 27),
            Break("by: 5 working-days", "by: 6 working-days", .prolongationTooLong, 31),
            Break("by: 5 working-days", "by: 0 working-days", .deadlineImpossible, 31),
            Break("until: 2026-12-31", "until: 2025-12-31", .validityReversed, 10),
            Break("openers: [clerk]", "openers: [clark]", .roleUnknown, 39, 15),
            Break("role: clerk", "role: clark", .roleUnknown, 43, 15),
            Break("requirements: [A6]", "requirements: []", .dutyWithoutRequirement, 34),
            Break("requirements: [A6]", "requirements: [A14]", .requirementUnknown, 34),
            Break("requirements: [A6]", "requirements: [A06]", .requirementUnknown, 34),
            Break(
                "rules:\n  necessary-identifier: { zh: 标识, en: Identifier, article: \"1\" }\n", "",
                .ruleUnfounded, 1),
        ])
    func broken(_ fault: Break) throws {
        let text = try #require(Self.broken(fault))
        let findings = try Self.findings(text)
        #expect(findings.map(\.code) == [fault.code], "\(findings)")
        #expect(findings.first?.line == fault.line, "\(findings)")
        if let column = fault.column { #expect(findings.first?.column == column, "\(findings)") }
    }

    /// The sound text with the first occurrence replaced; nil where it does not occur.
    private static func broken(_ fault: Break) -> String? {
        guard let range = sound.firstRange(of: fault.from) else { return nil }
        var text = sound
        text.replaceSubrange(range, with: fault.to)
        return text
    }

    @Test("A role that no procedure uses and an article that nothing cites are warned of at their lines")
    func unused() throws {
        let role = Self.sound.replacing("roles:\n", with: "roles:\n  porter: { zh: 门卫, en: Porter }\n")
        let first = try #require(try Self.findings(role).first)
        #expect(first.code == .roleUnused)
        #expect((first.line, first.column, first.severity) == (24, 3, .warning))
        let article = Self.sound.replacing(
            "terms:\n",
            with: "  \"3\":\n    label: 第三条\n    heading: { zh: 三, en: Three }\n    text: 三。\nterms:\n")
        let second = try Self.findings(article)
        #expect(second.map(\.code) == [.articleUncited])
        #expect(second.first?.line == 21)
    }

    @Test("Without a parent, everything that the platform needs must be in the file itself")
    func alone() throws {
        let findings = try Self.findings(Self.sound.replacing("parent: national-2025\n", with: ""))
        let codes = Set(findings.map(\.code))
        #expect(
            codes == [
                .termMissing, .typeMissing, .roleMissing, .procedureMissing, .ruleUnfounded,
            ])
        #expect(findings.filter { $0.code == .roleMissing }.count == Role.needed.count)
        #expect(findings.filter { $0.code == .procedureMissing }.count == 2)
    }

    @Test("One pass shows all faults of a file")
    func allAtOnce() throws {
        let text = Self.sound.replacing("level: city", with: "level: town")
            .replacing("yearly: 01-05", with: "yearly: soon").replacing("seat: opener", with: "seat: nobody")
        #expect(try Self.findings(text).map(\.line) == [8, 27, 44])
    }

    @Test("Of two files with one identifier the first stays and the second is named")
    func duplicateID() throws {
        let parent = try ProfileFiles.text("national-2025.yaml")
        let library = ProfileLibrary.read(
            [("a.yaml", parent), ("b.yaml", Self.sound), ("c.yaml", Self.sound)], digest: ProfileFiles.digest)
        #expect(library.findings.filter { $0.severity == .error }.map(\.code) == [.duplicateID])
        #expect(library.findings.first?.file == "c.yaml")
        #expect(library.files["little"] == "b.yaml")
    }

    @Test("A stricter local limit also governs the procedures that come from the parent")
    func lateBinding() throws {
        let parent = try ProfileFiles.text("national-2025.yaml")
        let library = ProfileLibrary.read(
            [("national.yaml", parent), ("little.yaml", Self.sound)], digest: ProfileFiles.digest)
        let step = try #require(library["little"]?.procedure("data-correction")?.steps.first)
        #expect(step.article == ArticleReference("national-2025#26"))
        #expect(step.deadline?.span == .within(5, .workingDays))
        let above = try #require(library["national-2025"]?.procedure("data-correction")?.steps.first)
        #expect(above.deadline?.span == .within(10, .workingDays))
    }

    @Test("A city runs only on a profile without errors, nor with any in its ancestors")
    func usable() throws {
        let parent = try ProfileFiles.text("national-2025.yaml")
        func library(_ parent: String, _ child: String) -> ProfileLibrary {
            ProfileLibrary.read([("n.yaml", parent), ("l.yaml", child)], digest: ProfileFiles.digest)
        }
        #expect(library(parent, Self.sound).isUsable("little"))
        #expect(!library(parent, Self.sound).isUsable("nobody"))
        let wrongChild = library(parent, Self.sound.replacing("role: clerk", with: "role: clark"))
        #expect(!wrongChild.isUsable("little") && wrongChild.isUsable("national-2025"))
        #expect(wrongChild.findings(of: "little").map(\.code) == [.roleUnknown])
        let wrongParent = library(
            parent.replacing("within: 20 working-days", with: "within: 0 working-days"), Self.sound)
        #expect(!wrongParent.isUsable("little") && wrongParent["little"] != nil)
    }
}
