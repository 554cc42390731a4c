import Regulation
import Testing

@Suite("What the regulations say")
struct ProfileFactTests {
    let library: ProfileLibrary

    init() throws {
        library = try ProfileFiles.library()
    }

    @Test("Every profile of the house is read and has nothing to mend")
    func clean() {
        let errors = library.findings.filter { $0.severity == .error }
        #expect(errors.isEmpty, "\(errors.map(\.description).joined(separator: "\n"))")
        #expect(Set(library.ids) == Set(ProfileFiles.names))
    }

    @Test("The only warnings are of regulations that set no necessary identifiers")
    func warnings() {
        let rest = library.findings.filter {
            !($0.code == .ruleUnfounded && $0.message.en.contains("necessary-identifier"))
        }
        #expect(rest.isEmpty, "\(rest.map(\.description).joined(separator: "\n"))")
    }

    @Test(
        "Each regulation has its own words",
        arguments: [
            ("zhuzhou-2020", TermID.data, "政务数据资源", "2"), ("zhuzhou-2020", .authority, "市行政审批局", "6"),
            ("zhuzhou-2020", .platformOperator, "市智慧城市发展中心", "6"), ("zhuzhou-2020", .body, "数据共享单位", "2"),
            ("zhuzhou-2020", .platform, "市政务大数据平台", "10"), ("taijiang-2022", .data, "政务数据", "3"),
            ("taijiang-2022", .authority, "区大数据管理局", "6"), ("jingzhou-2024", .data, "公共数据", "3"),
            ("jingzhou-2024", .body, "公共管理和服务机构", "3"), ("guiyang-guian-2024", .data, "公共数据", "ch1"),
            ("guiyang-2017", .authority, "市大数据行政主管部门", "4"), ("guiyang-2017", .body, "行政机关", "2"),
            ("national-2025", .authority, "政务数据共享主管部门", "8"),
        ])
    func words(id: String, term: TermID, word: String, article: String) throws {
        let profile = try #require(library[id])
        #expect(profile.word(term).zh == word)
        #expect(profile.terms[term]?.article == ArticleReference(regulation: id, article: article))
    }

    @Test(
        "Each regulation has its own sharing types",
        arguments: [
            ("zhuzhou-2020", SharingType.ID.none, "不予共享", "18", true, false),
            ("zhuzhou-2020", .conditional, "有条件共享", "18", true, true),
            ("taijiang-2022", .none, "暂不共享", "16", true, false),
            ("taijiang-2022", .conditional, "有条件共享", "16", true, true),
            ("jingzhou-2024", .none, "不予共享", "17", true, false),
            ("jingzhou-2024", .conditional, "有条件共享", "17", false, true),
            ("guiyang-2017", .unconditional, "无条件共享", "9", false, false),
            ("national-2025", .none, "不予共享", "14", true, false),
        ])
    func sharingTypes(
        id: String, type: SharingType.ID, word: String, article: String, basis: Bool, conditions: Bool
    ) throws {
        let found = try #require(library[id]?.sharingType(type))
        #expect(found.word.zh == word)
        #expect(found.article == ArticleReference(regulation: id, article: article))
        #expect(found.needsBasis == basis)
        #expect(found.needsConditions == conditions)
    }

    @Test("In Guiyang 2017 the sensitivity decides the sharing type, and secrets are not admitted")
    func sensitivity() throws {
        let guiyang = try #require(library["guiyang-2017"])
        #expect(guiyang.sensitivity(.public)?.sharing == [.unconditional])
        #expect(guiyang.sensitivity(.internal)?.sharing == [.unconditional])
        #expect(guiyang.sensitivity(.secret)?.sharing == [SharingType.ID.conditional, SharingType.ID.none])
        for profile in library.profiles.values {
            #expect(profile.sensitivity(.secret)?.admitted == false)
            #expect(profile.sensitivity(.public)?.admitted == true)
        }
    }

    @Test(
        "A catalogue entry goes the way that its regulation sets",
        arguments: [
            ("zhuzhou-2020", AdministrativeLevel.city, ["department", "city-authority"]),
            ("zhuzhou-2020", .county, ["department", "city-authority"]),
            (
                "guiyang-2017", .county,
                ["department", "county-authority", "county-government", "city-authority", "city-government"]
            ),
            (
                "guiyang-2017", .township,
                ["department", "county-authority", "county-government", "city-authority", "city-government"]
            ),
            ("guiyang-2017", .city, ["department", "city-authority", "city-government"]),
            ("jingzhou-2024", .county, ["department", "county-authority"]),
            ("jingzhou-2024", .city, ["department", "city-authority"]),
            ("taijiang-2022", .county, ["department", "county-authority"]),
            ("national-2025", .province, ["department", "city-authority"]),
        ])
    func reviewChains(id: String, level: AdministrativeLevel, steps: [String]) throws {
        let procedure = try #require(library[id]?.procedure("entry-review"))
        #expect(procedure.steps(for: level).map(\.id) == steps)
    }

    @Test("The chain of four in Guiyang rests on article 14")
    func chainOfFour() throws {
        let procedure = try #require(library["guiyang-2017"]?.procedure("entry-review"))
        let own = procedure.steps.filter { $0.article == ArticleReference("guiyang-2017#14") }
        #expect(own.map(\.seat) == [.countyAuthority, .countyGovernment, .cityAuthority, .cityGovernment])
    }

    @Test(
        "Sharing goes the way that its regulation sets",
        arguments: [
            ("zhuzhou-2020", "sharing-unconditional", ["city-authority"]),
            ("zhuzhou-2020", "sharing-conditional", ["department", "provider", "city-authority"]),
            ("taijiang-2022", "sharing-unconditional", []),
            (
                "taijiang-2022", "sharing-conditional",
                ["department", "county-authority", "provider", "city-authority"]
            ),
            ("jingzhou-2024", "sharing-unconditional", ["provider"]),
            ("jingzhou-2024", "sharing-conditional", ["department", "provider"]),
            ("guiyang-guian-2024", "sharing-unconditional", []),
            ("guiyang-2017", "sharing-unconditional", ["department", "provider"]),
        ])
    func sharingChains(id: String, procedure: String, steps: [String]) throws {
        #expect(try #require(library[id]?.procedure(procedure)).steps.map(\.id) == steps)
    }

    @Test(
        "Each limit is the one that its article sets",
        arguments: [
            ("zhuzhou-2020", "entry-full-maintenance", Deadline.Span.every(months: 6), "zhuzhou-2020#13"),
            ("guiyang-2017", "entry-full-maintenance", .every(months: 12), "guiyang-2017#15"),
            ("zhuzhou-2020", "annual-report", .yearly(month: 1, day: 5), "zhuzhou-2020#27"),
            ("guiyang-2017", "correction-answer", .within(5, .workingDays), "guiyang-2017#16"),
            ("national-2025", "correction-answer", .within(10, .workingDays), "national-2025#26"),
            ("zhuzhou-2020", "correction-answer", .within(10, .workingDays), "national-2025#26"),
            ("guiyang-2017", "complaint-answer", .within(5, .workingDays), "guiyang-2017#31"),
            ("guiyang-2017", "entry-update-law-change", .within(10, .workingDays), "guiyang-2017#15"),
            ("guiyang-2017", "entry-update-other", .within(2, .workingDays), "guiyang-2017#15"),
            ("jingzhou-2024", "entry-update-law-change", .within(10, .workingDays), "national-2025#17"),
            ("taijiang-2022", "chief-data-officer-change", .within(5, .days), "taijiang-2022#C-3.1"),
            (
                "taijiang-2022", "chief-data-officer-summary", .yearly(month: 12, day: 15),
                "taijiang-2022#C-3.2"
            ),
            ("guiyang-guian-2024", "authorised-operation-term", .within(3, .years), "guiyang-guian-2024#ch6"),
            ("zhuzhou-2020", "sharing-unconditional-answer", .within(1, .workingDays), "national-2025#21"),
            ("zhuzhou-2020", "sharing-conditional-answer", .within(10, .workingDays), "national-2025#21"),
            ("zhuzhou-2020", "data-provision", .within(20, .workingDays), "national-2025#22"),
            ("zhuzhou-2020", "entry-review-publication", .within(2, .workingDays), "national-2025#17"),
            ("national-2025", "usage-record-retention", .within(3, .years), "national-2025#29"),
        ])
    func deadlines(id: String, name: String, span: Deadline.Span, article: String) throws {
        let deadline = try #require(library[id]?.deadline(name))
        #expect(deadline.span == span)
        #expect(deadline.article.description == article)
    }

    @Test("Limits that a step names are those of the profile, prolongation and all")
    func stepDeadlines() throws {
        let step = try #require(library["zhuzhou-2020"]?.procedure("sharing-conditional")?.step("provider"))
        #expect(step.deadline?.span == .within(10, .workingDays))
        #expect(step.deadline?.prolongation?.amount == 10)
        #expect(step.deadline?.prolongation?.article == ArticleReference("national-2025#21"))
        // A return is for missing material; unconditional data is never refused.
        let short = try #require(library["zhuzhou-2020"]?.procedure("sharing-unconditional")?.steps.first)
        #expect(short.acts == [.approve, .returnOnce])
        #expect(short.deadline?.span == .within(1, .workingDays))
        let records = try #require(library["national-2025"]?.deadline("usage-record-retention"))
        #expect(records.sense == .atLeast)
    }

    @Test(
        "Each rule is founded on the nearest regulation that speaks of it",
        arguments: [
            ("zhuzhou-2020", RuleID.basisRequired, "zhuzhou-2020#18"),
            ("zhuzhou-2020", .supplementOnce, "national-2025#21"),
            ("zhuzhou-2020", .minimumNecessary, "national-2025#20"),
            ("zhuzhou-2020", .entryElements, "zhuzhou-2020#12"),
            ("taijiang-2022", .usageRecord, "taijiang-2022#19"),
            ("taijiang-2022", .noUnapprovedChange, "taijiang-2022#19"),
            ("taijiang-2022", .conditionsStated, "national-2025#15"),
            ("jingzhou-2024", .necessaryIdentifier, "jingzhou-2024#11"),
            ("guiyang-2017", .necessaryIdentifier, "guiyang-2017#18"),
            ("guiyang-2017", .noStateSecrets, "guiyang-2017#24"),
            ("guiyang-2017", .sensitivityBoundsSharing, "guiyang-2017#9"),
            ("guiyang-guian-2024", .useWithinGrant, "guiyang-guian-2024#ch4"),
            ("national-2025", .usageRecord, "national-2025#29"),
        ])
    func rules(id: String, rule: RuleID, article: String) throws {
        let profile = try #require(library[id])
        #expect(profile.article(for: rule)?.description == article)
        let reference = try #require(profile.article(for: rule))
        #expect(profile.article(reference) != nil)
    }

    @Test(
        "Each regulation stands on the day as its text says",
        arguments: [
            ("jingzhou-2024", "2024-12-01", "notYet"), ("jingzhou-2024", "2024-12-02", "inForce"),
            ("jingzhou-2024", "2026-05-31", "inForce"), ("jingzhou-2024", "2026-06-01", "endingSoon"),
            ("jingzhou-2024", "2026-12-01", "endingSoon"), ("jingzhou-2024", "2026-12-02", "ended"),
            ("zhuzhou-2020", "2020-12-13", "notYet"), ("zhuzhou-2020", "2026-12-14", "inForce"),
            ("national-2025", "2025-07-31", "notYet"), ("national-2025", "2025-08-01", "inForce"),
            ("taijiang-2022", "2022-03-06", "notYet"), ("guiyang-2017", "2017-01-01", "inForce"),
        ])
    func standing(id: String, day: String, expected: String) throws {
        let standing = try #require(library[id]).standing(on: try #require(LocalDate(day)))
        let name =
            switch standing {
            case .notYet: "notYet"
            case .inForce: "inForce"
            case .endingSoon: "endingSoon"
            case .ended: "ended"
            }
        #expect(name == expected)
        #expect(standing.holds == (expected == "inForce" || expected == "endingSoon"))
    }

    @Test("A profile's version changes with its parent's text")
    func versions() throws {
        let parent = try ProfileFiles.text("national-2025.yaml")
        let child = try ProfileFiles.text("zhuzhou-2020.yaml")
        func version(_ parent: String) -> String? {
            ProfileLibrary.read([("p", parent), ("c", child)], digest: ProfileFiles.digest)["zhuzhou-2020"]?
                .version
        }
        #expect(version(parent) == version(parent))
        #expect(version(parent) != version(parent + "# later\n"))
    }
}
