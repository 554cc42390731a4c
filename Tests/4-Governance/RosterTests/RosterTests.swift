import Notices
import Parties
import Platform
import Regulation
import Store
import TestCity
import Testing

@testable import Roster

@Suite("The roster of officers")
struct RosterTests {
    struct Day: Sendable, CustomTestStringConvertible {
        let today: String
        /// By year: the day on which the first summary came, and whether that was late.
        var handedIn: [Int: (String, Bool)] = [:]
        var registered = "2025-01-02"
        let year: Int
        let state: String
        var testDescription: String { "\(today) \(handedIn.keys.sorted()) \(state)" }
    }

    /// The 15th of December across the years.
    static let days = [
        Day(today: "2026-01-02", handedIn: [2025: ("2025-12-01", false)], year: 2026, state: "due"),
        Day(today: "2026-12-15", handedIn: [2025: ("2025-12-01", false)], year: 2026, state: "due"),
        Day(today: "2026-12-16", handedIn: [2025: ("2025-12-01", false)], year: 2026, state: "overdue"),
        Day(today: "2027-01-01", handedIn: [2025: ("2025-12-01", false)], year: 2026, state: "overdue"),
        Day(today: "2026-12-15", year: 2025, state: "overdue"),
        Day(
            today: "2026-12-20", handedIn: [2025: ("2025-12-01", false), 2026: ("2026-12-15", false)],
            year: 2026, state: "handed in 2026-12-15"),
        Day(
            today: "2026-12-20", handedIn: [2025: ("2025-12-01", false), 2026: ("2026-12-18", true)],
            year: 2026, state: "late 2026-12-18"),
        Day(today: "2027-01-01", handedIn: [2026: ("2026-12-15", false)], year: 2027, state: "due"),
        // A body registered on the last day owes the year's summary; a day later it does not.
        Day(today: "2026-12-16", registered: "2026-12-15", year: 2026, state: "overdue"),
        Day(today: "2026-12-16", registered: "2026-12-16", year: 2027, state: "due"),
        Day(today: "2026-03-02", registered: "2026-03-02", year: 2026, state: "due"),
    ]

    @Test("The summary of a year is due on 15 December, and overdue from the day after", arguments: days)
    func summaries(day: Day) throws {
        let handedIn = try day.handedIn.mapValues { (day: try #require(LocalDate($0.0)), isLate: $0.1) }
        let registered = try #require(LocalDate(day.registered))
        let today = try #require(LocalDate(day.today))
        let standing = Roster.standing(
            handedIn, due: { LocalDate(year: $0, month: 12, day: 15) }, registered: registered, today: today)
        let found = try #require(standing)
        #expect(found.year == day.year)
        #expect(found.due.description == "\(day.year)-12-15")
        let state =
            switch found.state {
            case .due: "due"
            case .overdue: "overdue"
            case .handedIn(let day, let isLate): "\(isLate ? "late" : "handed in") \(day)"
            }
        #expect(state == day.state)
    }

    static func appointment(
        _ post: String = "chief-data-officer", name: String = "王建国", since: String, replaces: Bool = false
    ) -> Appointment {
        Appointment(
            post: post, name: name, title: "分管副局长", contact: "0591-12345678", document: "台公任〔2026〕3号",
            since: LocalDate(since) ?? LocalDate(dayNumber: 0), replaces: replaces)
    }

    @Test(
        "Who was when stays on record, and a change of the chief officer alone has five days",
        arguments: TestEngine.available)
    func history(engine: TestEngine) async throws {
        let city = try await TestCity.open(engine, profile: "taijiang-2022")
        let roster = city.platform.roster
        let keeper = try await city.actor("police.data-staff")
        _ = try await roster.appoint(Self.appointment(since: "2026-03-02"), by: keeper)
        _ = try await roster.appoint(
            Self.appointment("security-staff", name: "李娜", since: "2026-03-02"), by: keeper)
        city.clock.set("2026-06-01")
        _ = try await roster.appoint(
            Self.appointment(name: "赵敏", since: "2026-05-29", replaces: true), by: keeper)
        let found = try await roster.roster(for: keeper)
        #expect(found.current.map(\.name) == ["赵敏", "李娜"])
        let former = try #require(found.officers.last)
        #expect(former.name == "王建国")
        #expect(former.contact == nil && found.current.allSatisfy { $0.contact != nil })
        let kept = try await city.platform.store.read { session in
            try session.all("SELECT contact FROM roster_officer WHERE id = ?", [.text(former.id)]) {
                try $0.bytes("contact")
            }
        }
        #expect(kept == [[]], "how they were reached is gone from the store itself")
        #expect((former.since.description, former.until?.description) == ("2026-03-02", "2026-05-29"))
        #expect(
            found.vacancies.map(\.role) == ["department-head", "data-staff", "system-staff", "quality-staff"])
        let changes = found.changes.reversed().map {
            "\($0.name) \($0.kind.rawValue) \($0.day) \($0.due?.description ?? "-") \($0.article?.description ?? "")"
        }
        #expect(
            changes == [
                "王建国 appointed 2026-03-02 2026-03-09 taijiang-2022#C-3.1",
                "李娜 appointed 2026-03-02 - taijiang-2022#C-annex",
                // 3 June is a working day: five days on from 29 May.
                "王建国 left 2026-05-29 2026-06-03 taijiang-2022#C-3.1",
                "赵敏 appointed 2026-05-29 2026-06-03 taijiang-2022#C-3.1",
            ])
        #expect(found.overdue(on: city.platform.today).map(\.name) == ["王建国"])
        // What left does not come back and is not changed.
        await #expect(throws: Refusal(RosterCodes.leftAlready)) {
            try await roster.end(former.id, on: city.platform.today, by: keeper)
        }
        await #expect(throws: Refusal(RosterCodes.leftAlready)) {
            try await roster.correct(former.id, title: "局长", contact: "1", by: keeper)
        }
        await city.close()
    }

    @Test(
        "Contacts are sealed in the store, and seen by the own body and the authority alone",
        arguments: TestEngine.available)
    func contacts(engine: TestEngine) async throws {
        let city = try await TestCity.open(engine, profile: "taijiang-2022")
        let roster = city.platform.roster
        let keeper = try await city.actor("police.data-staff")
        _ = try await roster.appoint(Self.appointment(since: "2026-03-02"), by: keeper)
        let police = keeper.body.id
        let auditing = try await city.platform.parties.addBody(
            name: "区审计局", creditCode: TestCity.creditCode(90, division: "350103"), kind: .department,
            division: "350103", level: .county, by: nil)
        _ = try await city.platform.parties.addPerson(
            account: "audit.auditor", name: "审计员", body: auditing.id, roles: ["auditor"], password: nil,
            by: nil)
        for (account, contact) in [
            ("police.system-staff", "0591-12345678"),
            ("authority.county-authority-reviewer", "0591-12345678"), ("audit.auditor", nil),
        ] {
            let seen = try await roster.roster(of: police, for: try await city.actor(account))
            #expect(seen.current.map(\.contact) == [contact], "\(account)")
        }
        for account in ["social.data-staff", "government.city-government-reviewer"] {
            let refusal = await #expect(throws: Refusal.self) {
                try await roster.roster(of: police, for: try await city.actor(account))
            }
            #expect(refusal?.code == RosterCodes.notVisible, "\(account)")
        }
        let stored = try await city.platform.store.read { session in
            try session.all("SELECT contact FROM roster_officer", []) { try $0.bytes("contact") }
        }
        #expect(stored.count == 1)
        #expect(!String(decoding: stored[0], as: UTF8.self).contains("12345678"))
        await city.close()
    }

    @Test(
        "Who is in office is on the roster however many came after and left",
        arguments: TestEngine.available)
    func long(engine: TestEngine) async throws {
        let city = try await TestCity.open(engine, profile: "taijiang-2022")
        let keeper = try await city.actor("police.data-staff")
        _ = try await city.platform.roster.appoint(Self.appointment(since: "2026-03-02"), by: keeper)
        try await city.platform.store.write { session in
            for number in 0..<Roster.officersMax {
                try session.run(
                    """
                    INSERT INTO roster_officer (id, body, post, name, title, contact, document, since_day,
                        until_day, created_at)
                    VALUES (?, ?, 'data-staff', '李娜', '科员', ?, '', '2026-03-02', '2026-03-02', 1)
                    """, [.text("zzzz-\(number)"), .text(keeper.body.id), .bytes([1])])
            }
        }
        let found = try await city.platform.roster.roster(for: keeper)
        #expect(found.current.map(\.name) == ["王建国"])
        #expect(found.officers.count == Roster.officersMax)
        // As an earlier version left it behind.
        try await city.platform.store.write { session in
            for migration in Roster.migrations where migration.id == "roster-002" {
                try session.script(try #require(migration.additions[session.dialect]))
            }
        }
        let kept = try await city.platform.store.read { session in
            try session.number("SELECT count(*) FROM roster_officer WHERE length(contact) > 0", [])
        }
        #expect(kept == 1)
        await city.close()
    }

    @Test("What is filed says how many it leaves out, and leaves out none that fit")
    func written() {
        let posts = [
            (word: "首席数据官：", holders: ["王建国（副局长）"]), (word: "数据专员：", holders: []),
            (word: "安全专员：", holders: ["李娜（科员）", "赵敏（科员）"]),
        ]
        let whole = "首席数据官：王建国（副局长）\n数据专员：空缺\n安全专员：李娜（科员）、赵敏（科员）"
        #expect(Roster.written(posts, limit: whole.count) == whole)
        let many = [(word: "数据专员：", holders: (1...40).map { "专员\($0)" })]
        let cut = Roster.written(many, limit: 60)
        #expect(cut.count <= 60)
        let shown = cut.matches(of: /专员\d/).count
        #expect(shown > 0 && cut.hasSuffix("（另有\(40 - shown)人未列出，见平台名册）"))
    }

    @Test(
        "A year's summary is handed in a bounded number of times, and the first counts",
        arguments: TestEngine.available)
    func handIns(engine: TestEngine) async throws {
        let city = try await TestCity.open(engine, profile: "taijiang-2022")
        let roster = city.platform.roster
        let keeper = try await city.actor("police.data-staff")
        let content = SummaryContent(progress: "一", problems: "二", suggestions: "")
        _ = try await roster.handIn(content, by: keeper)
        city.clock.set("2026-12-20")
        for _ in 1..<Roster.handInsMax { _ = try await roster.handIn(content, by: keeper) }
        let refusal = await #expect(throws: Refusal.self) { try await roster.handIn(content, by: keeper) }
        #expect(refusal?.code == RosterCodes.summariesTooMany)
        #expect(refusal?.reasons.first?.article?.description == "taijiang-2022#C-3.2")
        let standing = try #require(try await roster.roster(for: keeper).summary)
        let first = try #require(LocalDate("2026-03-02"))
        #expect(standing.state == .handedIn(first, isLate: false))
        let lines = try await roster.lines(
            for: try await city.actor("authority.county-authority-reviewer"))
        #expect(lines.first { $0.body.id == keeper.body.id }?.summary == standing)
        // The year before has a bound of its own, and the social affairs one of theirs.
        let others = try await roster.handIn(content, by: try await city.actor("social.data-staff"))
        #expect(others.isLate)
        await city.close()
    }

    @Test(
        "Bodies are reminded of the summary a month ahead and once when it is overdue, each once",
        arguments: TestEngine.available)
    func reminders(engine: TestEngine) async throws {
        let city = try await TestCity.open(engine, profile: "taijiang-2022")
        let roster = city.platform.roster
        let police = try await city.actor("police.department-head")
        let authority = try await city.actor("authority.county-authority-reviewer")
        func titles(_ actor: Actor) async throws -> [String] {
            try await city.platform.notices.list(for: actor).map(\.title.zh)
        }
        city.clock.set("2026-11-14")
        #expect(try await roster.remind() == 0)
        city.clock.set("2026-11-15")
        // Two nodes look at the same time.
        async let one = roster.remind()
        async let other = roster.remind()
        // Police, social, and the civil affairs of the county.
        #expect(try await one + other == 3)
        #expect(try await roster.remind() == 0)
        #expect(try await titles(police) == ["请在 2026-12-15 前报送2026年度总结"])
        #expect(try await titles(authority) == [])
        _ = try await roster.handIn(
            SummaryContent(progress: "已建制度", problems: "人手不足", suggestions: ""),
            by: try await city.actor("social.data-staff"))
        city.clock.set("2026-12-16")
        #expect(try await roster.remind() == 2, "who handed in is left alone")
        #expect(try await titles(police).first == "2026年度总结逾期未报送")
        #expect(
            try await titles(authority).sorted() == [
                "2026年度总结逾期未报送", "2026年度总结逾期未报送", "已报送2026年度总结",
            ])
        let late = try await roster.handIn(
            SummaryContent(progress: "已建制度", problems: "人手不足", suggestions: ""),
            by: try await city.actor("police.data-staff"))
        #expect(late.isLate)
        #expect(try await roster.remind() == 0)
        await city.close()
    }

    @Test("A change that is not reported in time is told to the body and the authority, once")
    func lateChange() async throws {
        let city = try await TestCity.open(profile: "taijiang-2022")
        let roster = city.platform.roster
        let keeper = try await city.actor("police.data-staff")
        _ = try await roster.appoint(Self.appointment(since: "2026-03-02"), by: keeper)
        city.clock.set("2026-03-09")
        #expect(try await roster.remind() == 0)
        city.clock.set("2026-03-10")
        #expect(try await roster.remind() == 1)
        #expect(try await roster.remind() == 0)
        let told = try await city.platform.notices.list(
            for: try await city.actor("authority.county-authority-reviewer"))
        #expect(told.map(\.title.zh) == ["首席数据官变动逾期未报送"])
        #expect(told.first?.article?.description == "taijiang-2022#C-3.1")
        await city.close()
    }

    @Test("No body beyond a page is left out of a sweep or of the list", arguments: TestEngine.available)
    func crowd(engine: TestEngine) async throws {
        let city = try await TestCity.open(engine, profile: "taijiang-2022")
        let roster = city.platform.roster
        let keeper = try await city.actor("police.data-staff")
        try await city.crowd(Parties.listMax, like: "police.data-staff")
        _ = try await roster.appoint(Self.appointment(since: "2026-03-02"), by: keeper)
        city.clock.set("2026-03-10")
        #expect(try await roster.remind() == 1, "the late change of a body on the second page")
        #expect(try await roster.remind() == 0)
        let lines = try await roster.lines(
            for: try await city.actor("authority.county-authority-reviewer"))
        #expect(lines.count == Parties.listMax + 7)
        let own = try #require(lines.first { $0.body.id == keeper.body.id })
        #expect((own.officers, own.pending, own.overdue) == (1, 1, 1))
        await city.close()
    }

    @Test("A sweep sends a bounded number of reminders, and the next ones go on from there")
    func bounded() async throws {
        let city = try await TestCity.open(profile: "taijiang-2022")
        let roster = city.platform.roster
        try await city.crowd(20, like: "police.data-staff")
        city.clock.set("2026-11-15")
        var sent: [Int] = []
        while sent.last != 0 { sent.append(try await roster.remind(limit: 8)) }
        #expect(sent == [8, 8, 7, 0], "20 departments beside the three of the city")
        await city.close()
    }

    @Test("Where the regulation asks for no filing and no summary, the roster asks for none")
    func silent() async throws {
        let city = try await TestCity.open(profile: "guiyang-2017")
        let roster = city.platform.roster
        let keeper = try await city.actor("police.department-head")
        _ = try await roster.appoint(
            Self.appointment("department-head", since: "2026-03-02"), by: keeper)
        city.clock.set("2026-12-20")
        let found = try await roster.roster(for: keeper)
        #expect(found.changes.map(\.state) == [.unneeded])
        #expect(found.changes.first?.due == nil)
        #expect(found.summary == nil)
        #expect(try await roster.remind() == 0)
        await #expect(throws: Refusal(RosterCodes.notFiled)) { try await roster.report(by: keeper) }
        await #expect(throws: Refusal(RosterCodes.summaryNotAsked)) {
            try await roster.handIn(
                SummaryContent(progress: "一", problems: "二", suggestions: ""), by: keeper)
        }
        let unknown = await #expect(throws: Refusal.self) {
            try await roster.appoint(
                Self.appointment("chief-data-officer", name: "", since: "2026-12-21"), by: keeper)
        }
        #expect(
            unknown?.reasons.map { "\($0.code.name) \($0.field ?? "")" } == [
                "roster-post-unknown post", "roster-field-missing name", "roster-field-malformed since",
            ])
        #expect(unknown?.reasons.allSatisfy { $0.article != nil } == true)
        await city.close()
    }
}
