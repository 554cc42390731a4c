import Cases
import Catalogue
import Parties
import Platform
import Regulation
import TestCity
import Testing

@Suite("Cases")
struct CasesTests {
    /// The seats that a review takes, by regulation and the level of the body that submits.
    static let chains: [(profile: String, account: String, steps: [String])] = [
        ("zhuzhou-2020", "police.data-staff", ["police", "authority"]),
        ("guiyang-2017", "police.data-staff", ["police", "authority", "government"]),
        (
            "guiyang-2017", "county-civil.data-staff",
            ["county-civil", "county-authority", "county-government", "authority", "government"]
        ),
    ]

    @Test("The chain is that of the regulation and of the body's level", arguments: chains)
    func chain(profile: String, account: String, steps: [String]) async throws {
        let city = try await TestCity.open(profile: profile)
        let compiler = try await city.actor(account)
        let draft = try await city.platform.catalogue.draft(.stops(), by: compiler)
        let file = try await city.platform.catalogue.submit(draft.id, by: compiler)
        var seats: [String] = []
        for step in file.steps { seats.append(try await city.seat(of: step)) }
        #expect(seats == steps)
        #expect(try await city.approveAll(file).state == .approved)
        await city.close()
    }

    /// When the authority must answer, counted in working days across the holidays.
    static let dues: [(day: String, due: String)] = [
        ("2026-02-13", "2026-02-24"),  // over the Spring Festival, with the make-up Saturday
        ("2026-09-30", "2026-10-09"),  // over the National Day
        ("2026-03-02", "2026-03-04"),
    ]

    @Test("Publication is due within two working days (Decree 809 art. 17)", arguments: dues)
    func due(day: String, due: String) async throws {
        let city = try await TestCity.open(day: day)
        let compiler = try await city.actor("police.data-staff")
        let draft = try await city.platform.catalogue.draft(.stops(), by: compiler)
        let file = try await city.platform.catalogue.submit(draft.id, by: compiler)
        let moved = try await city.platform.decide(
            file.id, Decision(.approve), by: try await city.actor("police.department-head"))
        #expect(moved.current?.due?.date.description == due)
        #expect(moved.current?.due?.article.description == "national-2025#17")
        #expect(moved.current?.due?.isProvisional == false)
        await city.close()
    }

    @Test("A day beyond the loaded notices is provisional, never guessed in silence")
    func provisional() async throws {
        let city = try await TestCity.open(day: "2026-12-31")
        let compiler = try await city.actor("police.data-staff")
        let draft = try await city.platform.catalogue.draft(.stops(), by: compiler)
        let file = try await city.platform.catalogue.submit(draft.id, by: compiler)
        let moved = try await city.platform.decide(
            file.id, Decision(.approve), by: try await city.actor("police.department-head"))
        #expect(moved.current?.due?.isProvisional == true)
        await city.close()
    }

    @Test("What is missing is asked for once; a second return is refused", arguments: TestEngine.available)
    func returnOnce(engine: TestEngine) async throws {
        let city = try await TestCity.open(engine)
        let compiler = try await city.actor("police.data-staff")
        let head = try await city.actor("police.department-head")
        let draft = try await city.platform.catalogue.draft(.stops(), by: compiler)
        let file = try await city.platform.catalogue.submit(draft.id, by: compiler)
        let silent = await #expect(throws: Refusal.self) {
            try await city.platform.decide(file.id, Decision(.returnOnce, note: " "), by: head)
        }
        #expect(silent?.code == CasesCodes.reasonsRequired)
        let returned = try await city.platform.decide(
            file.id, Decision(.returnOnce, note: "缺少来源系统"), by: head)
        #expect(returned.state == .returned)
        #expect(returned.current?.due == nil, "the reviewer's clock stands still")
        #expect(
            try await city.platform.cases.list(CaseFilter(.waiting), for: compiler).map(\.id) == [file.id])
        let entry = try await city.platform.catalogue.entry(draft.id, for: compiler)
        var content = entry.content
        content.sourceSystem = "公交调度系统"
        _ = try await city.platform.catalogue.save(
            content, to: entry.id, revision: entry.revision, by: compiler)
        _ = try await city.platform.catalogue.submit(entry.id, by: compiler, note: "已补充")
        let again = await #expect(throws: Refusal.self) {
            try await city.platform.decide(file.id, Decision(.returnOnce, note: "还缺"), by: head)
        }
        #expect(again?.code == CasesCodes.alreadySupplemented)
        #expect(again?.reasons.first?.article?.description == "national-2025#21")
        let twice = await #expect(throws: Refusal.self) {
            try await city.platform.catalogue.submit(entry.id, by: compiler)
        }
        #expect(twice?.code == CatalogueCodes.inReview)
        #expect(twice?.reasons.first?.article != nil)
        let kinds = try await city.platform.cases.timeline(file.id, for: compiler).map(\.kind)
        #expect(kinds == [.opened, .returned, .resubmitted])
        await city.close()
    }

    @Test("Nobody acts at another's step, and nobody decides their own case")
    func whoActs() async throws {
        let city = try await TestCity.open()
        let compiler = try await city.actor("police.data-staff")
        let draft = try await city.platform.catalogue.draft(.stops(), by: compiler)
        let file = try await city.platform.catalogue.submit(draft.id, by: compiler)
        for account in ["social.department-head", "authority.authority-reviewer", "police.data-staff"] {
            let refusal = await #expect(throws: Refusal.self) {
                try await city.platform.decide(file.id, Decision(.approve), by: try await city.actor(account))
            }
            #expect(refusal?.code == CasesCodes.notYourStep)
        }
        let stranger = try await city.actor("social.department-head")
        let unseen = await #expect(throws: Refusal.self) {
            try await city.platform.cases.file(file.id, for: stranger)
        }
        #expect(unseen?.code == CasesCodes.notFound)
        let untold = await #expect(throws: Refusal.self) {
            try await city.platform.cases.timeline(file.id, for: stranger)
        }
        #expect(untold?.code == CasesCodes.notFound)
        let both = try await city.add(
            "police.both", beside: "police.data-staff", roles: ["data-staff", "department-head"])
        let other = try await city.platform.catalogue.draft(.stops(), by: both)
        let own = try await city.platform.catalogue.submit(other.id, by: both)
        let refusal = await #expect(throws: Refusal.self) {
            try await city.platform.decide(own.id, Decision(.approve), by: both)
        }
        #expect(refusal?.code == CasesCodes.ownCase)
        #expect(refusal?.reasons.first?.article == own.current?.article)
        await city.close()
    }

    @Test("A refusal gives its reasons and hands the draft back", arguments: TestEngine.available)
    func refused(engine: TestEngine) async throws {
        let city = try await TestCity.open(engine)
        let compiler = try await city.actor("police.data-staff")
        let head = try await city.actor("police.department-head")
        let draft = try await city.platform.catalogue.draft(.stops(), by: compiler)
        let file = try await city.platform.catalogue.submit(draft.id, by: compiler)
        let closed = try await city.platform.decide(file.id, Decision(.refuse, note: "重复编制"), by: head)
        #expect(closed.state == .refused)
        #expect(try await city.platform.catalogue.entry(draft.id, for: compiler).state == .draft)
        let late = await #expect(throws: Refusal.self) {
            try await city.platform.decide(file.id, Decision(.approve), by: head)
        }
        #expect(late?.code == CasesCodes.closed)
        #expect(late?.reasons.first?.article?.description == "national-2025#13")
        await city.close()
    }

    @Test("Overdue steps are seen the day after, not on the day")
    func overdue() throws {
        let day = try #require(LocalDate("2026-03-04"))
        let due = CaseDue(
            date: day, article: ArticleReference(regulation: "r", article: "1"), isProvisional: false)
        #expect(!due.isOverdue(on: day))
        #expect(due.isOverdue(on: day.adding(days: 1)))
    }
}
