import Regulation
import Testing

@Suite("Gates of projects and posts of the roster")
struct ProjectGateTests {
    struct Gate: Sendable, CustomTestStringConvertible {
        let profile: String
        let gate: ProjectGate.ID
        /// `fact article`, with `~` before what only weighs; empty where the text knows no such gate.
        let conditions: [String]
        var testDescription: String { "\(profile) \(gate)" }
    }

    static let gates = [
        Gate(
            profile: "zhuzhou-2020", gate: .approval,
            conditions: [
                "catalogue-compiled zhuzhou-2020#13", "sharing-supported zhuzhou-2020#11",
                "~body-in-order zhuzhou-2020#29",
            ]),
        Gate(
            profile: "zhuzhou-2020", gate: .funds,
            conditions: ["sharing-supported zhuzhou-2020#11", "~body-in-order national-2025#38"]),
        Gate(
            profile: "zhuzhou-2020", gate: .acceptance,
            conditions: [
                "catalogue-published zhuzhou-2020#11", "~systems-registered zhuzhou-2020#11",
                "~collection-complete zhuzhou-2020#19",
            ]),
        Gate(
            profile: "guiyang-2017", gate: .approval, conditions: ["catalogue-compiled guiyang-2017#17"]),
        Gate(profile: "guiyang-2017", gate: .acceptance, conditions: []),
        Gate(profile: "guiyang-2017", gate: .funds, conditions: ["~body-in-order national-2025#38"]),
        Gate(
            profile: "taijiang-2022", gate: .acceptance,
            conditions: [
                "catalogue-published taijiang-2022#14", "systems-registered taijiang-2022#13",
                "tests-filed taijiang-2022#22", "collection-complete taijiang-2022#14",
            ]),
        Gate(
            profile: "taijiang-2022", gate: .approval,
            conditions: ["catalogue-compiled taijiang-2022#14", "body-in-order taijiang-2022#10"]),
        Gate(profile: "jingzhou-2024", gate: .approval, conditions: []),
        Gate(profile: "jingzhou-2024", gate: .funds, conditions: ["~body-in-order national-2025#38"]),
        Gate(
            profile: "guiyang-guian-2024", gate: .acceptance,
            conditions: [
                "~catalogue-published guiyang-guian-2024#ch2", "~collection-complete guiyang-guian-2024#ch2",
            ]),
    ]

    @Test("Each regulation asks of projects what its own articles say, and no more", arguments: gates)
    func conditions(gate: Gate) throws {
        let profile = try #require(try ProfileFiles.library()[gate.profile])
        let found = profile.projectGate(gate.gate)?.conditions.map {
            "\($0.isDecisive ? "" : "~")\($0.fact.rawValue) \($0.article)"
        }
        #expect(found ?? [] == gate.conditions)
    }

    @Test("Statements are numbered in the words of the regulation, else in those of its parent")
    func numbers() throws {
        let library = try ProfileFiles.library()
        for (profile, number) in [
            ("zhuzhou-2020", "政务信息化项目审查意见〔2026〕1号"), ("guiyang-2017", "项目数据资源目录审查意见〔2026〕1号"),
            ("jingzhou-2024", "信息化项目数据审查意见〔2026〕1号"),
        ] {
            #expect(try #require(library[profile]).statementNumber(1, of: 2026).zh == number)
        }
    }

    @Test("The roster names the posts of the regulation, each with its articles and the limit of a change")
    func posts() throws {
        let library = try ProfileFiles.library()
        let found = try ["taijiang-2022", "guiyang-2017", "national-2025"].map { id in
            try #require(library[id]).posts.map { post in
                let limit = post.change.map { " \($0.text.zh)" } ?? ""
                return "\(post.role) \(post.articles.map(\.description).joined(separator: " "))\(limit)"
            }
        }
        #expect(
            found[0] == [
                "chief-data-officer taijiang-2022#C-2.1 taijiang-2022#C-annex 5日内",
                "department-head taijiang-2022#24", "data-staff taijiang-2022#C-annex taijiang-2022#24",
                "system-staff taijiang-2022#C-annex", "security-staff taijiang-2022#C-annex",
                "quality-staff taijiang-2022#C-annex",
            ])
        #expect(
            found[1] == [
                "department-head guiyang-2017#26", "security-staff guiyang-2017#27",
                "data-staff national-2025#11",
            ])
        #expect(found[2] == ["data-staff national-2025#11"])
    }

    /// A sound end of the little profile: the cases break one piece of it.
    static let sound =
        ProfileFindingTests.sound + """
            projects:
              number: { zh: "意见〔{year}〕{number}号", en: "Statement {year} No. {number}" }
              gates:
                approval:
                  zh: 立项
                  en: Approval
                  conditions:
                    catalogue-compiled: { zh: 编目, en: Catalogue, article: "1", decisive: false }
            roster:
              clerk: { articles: ["1"], change: report }

            """

    struct Break: Sendable, CustomTestStringConvertible {
        let from: String
        let to: String
        let code: Finding.Code
        var testDescription: String { to }
    }

    static let breaks = [
        Break(from: "〔{year}〕{number}号", to: "〔{year}〕", code: .wrongType),
        Break(from: "    approval:", to: "    beginning:", code: .unknownKey),
        Break(from: "catalogue-compiled:", to: "catalogue-liked:", code: .unknownKey),
        Break(from: "decisive: false", to: "decisive: maybe", code: .wrongType),
        Break(from: "article: \"1\", decisive", to: "article: \"9\", decisive", code: .articleMissing),
        Break(from: "  clerk: { articles", to: "  clark: { articles", code: .roleUnknown),
        Break(from: "articles: [\"1\"], change", to: "articles: [], change", code: .wrongType),
        Break(from: "change: report", to: "change: never", code: .deadlineUnknown),
    ]

    @Test("A fault in the gates or the roster is found where it stands", arguments: breaks)
    func faults(fault: Break) throws {
        #expect(try ProfileFindingTests.findings(Self.sound) == [])
        let range = try #require(Self.sound.ranges(of: fault.from).last)
        var text = Self.sound
        text.replaceSubrange(range, with: fault.to)
        let findings = try ProfileFindingTests.findings(text)
        #expect(findings.map(\.code).contains(fault.code), "\(findings)")
        let line = Self.sound[..<range.lowerBound].count { $0 == "\n" } + 1
        #expect(findings.contains { abs($0.line - line) <= 3 }, "\(findings)")
    }
}
