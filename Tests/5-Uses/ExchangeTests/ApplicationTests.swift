import Cases
import Catalogue
import Exchange
import Parties
import Protection
import Regulation
import TestCity
import Testing

@Suite("Applying for data")
struct ApplicationTests {
    @Test(
        "Unconditional data is obtained at once where the regulation says so", arguments: TestEngine.available
    )
    func direct(engine: TestEngine) async throws {
        let city = try await TestCity.open(engine, profile: "taijiang-2022")
        let entry = try await city.publish(.stops())
        let (system, _) = try await city.system(of: "social.system-staff", name: "待遇系统")
        let application = try await city.platform.exchange.apply(
            .example(fields: ["stop_no", "stop_name"]), entryCode: entry.code ?? "", system: system.id,
            by: try await city.actor("social.data-staff"))
        #expect(application.grant != nil)
        await city.close()
    }

    @Test("Conditional data is reviewed by the applicant's head, the provider and the authority")
    func conditional() async throws {
        let city = try await TestCity.open()
        let entry = try await city.publish(.persons())
        let (system, _) = try await city.system(of: "social.system-staff", name: "待遇系统")
        let applicant = try await city.actor("social.data-staff")
        let application = try await city.platform.exchange.apply(
            .example(fields: ["name"]), entryCode: entry.code ?? "", system: system.id, by: applicant)
        #expect(application.grant == nil)
        let file = try await city.platform.cases.file(application.caseID, for: applicant)
        var seats: [String] = []
        for step in file.steps { seats.append(try await city.seat(of: step)) }
        #expect(seats == ["social", "police", "authority"])
        try await city.approveAll(file)
        let grant = try #require(
            try await city.platform.exchange.application(application.id, for: applicant).grant)
        let issued = try await city.platform.exchange.grant(grant, for: applicant)
        #expect(issued.items == [GrantedItem(field: "name", transform: .mask(.name))])
        #expect(issued.purpose == "核验参保人员身份")
        #expect(issued.approver.contains("市公安局"))
        await city.close()
    }

    @Test("The provider's answer is due in ten working days, across the holidays")
    func deadline() async throws {
        let city = try await TestCity.open(day: "2026-02-13")
        let entry = try await city.publish(.persons())
        let (system, _) = try await city.system(of: "social.system-staff", name: "待遇系统")
        let applicant = try await city.actor("social.data-staff")
        let application = try await city.platform.exchange.apply(
            .example(fields: ["name"]), entryCode: entry.code ?? "", system: system.id, by: applicant)
        let moved = try await city.platform.decide(
            application.caseID, Decision(.approve), by: try await city.actor("social.department-head"))
        #expect(moved.current?.due?.date.description == "2026-03-05")
        #expect(moved.current?.due?.article.description == "national-2025#21")
        await city.close()
    }

    @Test("A reviewer narrows, and never widens")
    func amendment() async throws {
        let city = try await TestCity.open()
        let entry = try await city.publish(.persons())
        let (system, _) = try await city.system(of: "social.system-staff", name: "待遇系统")
        let applicant = try await city.actor("social.data-staff")
        let application = try await city.platform.exchange.apply(
            .example(fields: ["name", "phone"]), entryCode: entry.code ?? "", system: system.id, by: applicant
        )
        let head = try await city.actor("social.department-head")
        let wider = await #expect(throws: Refusal.self) {
            try await city.platform.decide(
                application.caseID,
                Decision(.approve, amendment: #"[{"field":"address","transform":"none"}]"#), by: head)
        }
        #expect(wider?.code == ExchangeCodes.amendmentWidens)
        let unmasked = await #expect(throws: Refusal.self) {
            try await city.platform.decide(
                application.caseID, Decision(.approve, amendment: #"[{"field":"name","transform":"none"}]"#),
                by: head)
        }
        #expect(unmasked?.code == ExchangeCodes.amendmentWidens)
        let file = try await city.platform.decide(
            application.caseID, Decision(.approve, amendment: #"[{"field":"name","transform":"mask:name"}]"#),
            by: head)
        try await city.approveAll(file)
        let decided = try await city.platform.exchange.application(application.id, for: applicant)
        let grant = try await city.platform.exchange.grant(decided.grant ?? "", for: applicant)
        #expect(grant.items.map(\.field) == ["name"])
        await city.close()
    }

    @Test("Data that is not shared cannot be applied for; the refusal names the article and the basis")
    func notShared() async throws {
        let city = try await TestCity.open(profile: "taijiang-2022")
        let entry = try await city.publish(.persons(sharing: .none, basis: "《个人信息保护法》第二十八条"))
        let (system, _) = try await city.system(of: "social.system-staff", name: "待遇系统")
        let refusal = await #expect(throws: Refusal.self) {
            try await city.platform.exchange.apply(
                .example(fields: ["name"]), entryCode: entry.code ?? "", system: system.id,
                by: try await city.actor("social.data-staff"))
        }
        let reason = try #require(refusal?.reasons.first)
        #expect(reason.code == ExchangeCodes.notShared)
        #expect(reason.article != nil)
        #expect(reason.detail?.zh.contains("第二十八条") == true)
        await city.close()
    }

    /// One way to apply wrongly.
    static let faults: [(what: String, code: String, change: @Sendable (inout ApplicationContent) -> Void)] =
        [
            ("no basis", "application-element-missing", { $0.basis = " " }),
            ("no purpose", "application-element-missing", { $0.purpose = "" }),
            ("no form", "application-element-missing", { $0.forms = [] }),
            ("no items", "application-element-missing", { $0.items = [] }),
            (
                "an item that is not in the entry", "application-item-unknown",
                {
                    $0.items = [GrantedItem(field: "password", transform: .none)]
                }
            ),
            ("an end in the past", "application-element-missing", { $0.until = LocalDate(dayNumber: 0) }),
            ("four years", "application-over-limit", { $0.until = $0.until.adding(months: 48) }),
            (
                "a scene over 2,000 characters", "application-over-limit",
                { $0.scene = String(repeating: "景", count: 2_001) }
            ),
            (
                "301 items", "application-over-limit",
                { $0.items = (1...301).map { GrantedItem(field: "f\($0)", transform: .none) } }
            ),
        ]

    @Test(
        "What is missing is refused with its article, what is beyond the platform's limits without one",
        arguments: faults.indices)
    func missing(index: Int) async throws {
        let city = try await TestCity.open()
        let entry = try await city.publish(.persons())
        let (system, _) = try await city.system(of: "social.system-staff", name: "待遇系统")
        var content = ApplicationContent.example(fields: ["name"])
        Self.faults[index].change(&content)
        let wrong = content
        let refusal = await #expect(throws: Refusal.self) {
            try await city.platform.exchange.apply(
                wrong, entryCode: entry.code ?? "", system: system.id,
                by: try await city.actor("social.data-staff"))
        }
        #expect(refusal?.code.name == Self.faults[index].code)
        #expect(
            refusal?.reasons.allSatisfy { ($0.article == nil) == ($0.code == ExchangeCodes.overLimit) }
                == true)
        await city.close()
    }

    @Test("An applicant may ask for less than the entry's mask shows, never for a weaker mask")
    func ownMask() async throws {
        let city = try await TestCity.open()
        let entry = try await city.publish(.persons())
        let (system, _) = try await city.system(of: "social.system-staff", name: "待遇系统")
        var content = ApplicationContent.example(fields: ["phone", "name"])
        content.items = [
            GrantedItem(field: "phone", transform: .mask(.generic(keepPrefix: 10, keepSuffix: 0))),
            GrantedItem(field: "name", transform: .digest),
        ]
        let application = try await city.platform.exchange.apply(
            content, entryCode: entry.code ?? "", system: system.id,
            by: try await city.actor("social.data-staff"))
        #expect(application.content.items.map(\.transform) == [.mask(.phone), .digest])
        await city.close()
    }

    @Test("Many items fit the ledger, from the application to the grant")
    func manyItems() async throws {
        let city = try await TestCity.open()
        var wide = EntryContent.persons()
        wide.items += (1...120).map {
            Item(
                number: 0, field: "a_rather_long_name_of_an_item_\($0)", name: "信息项\($0)",
                type: .characters, length: 10)
        }
        let entry = try await city.publish(wide)
        let (system, _) = try await city.system(of: "social.system-staff", name: "待遇系统")
        let grant = try await city.share(
            entry, fields: entry.content.items.map(\.field), forms: [.query], with: system)
        #expect(grant.items.count == 125)
        await city.close()
    }

    @Test("A system of another body cannot be named, and a body does not apply for its own data")
    func strangers() async throws {
        let city = try await TestCity.open()
        let entry = try await city.publish(.persons())
        let (foreign, _) = try await city.system(of: "police.system-staff", name: "人口系统")
        let other = await #expect(throws: Refusal.self) {
            try await city.platform.exchange.apply(
                .example(fields: ["name"]), entryCode: entry.code ?? "", system: foreign.id,
                by: try await city.actor("social.data-staff"))
        }
        #expect(other?.code == ExchangeCodes.systemUnknown)
        #expect(other?.reasons.first?.article != nil)
        let own = await #expect(throws: Refusal.self) {
            try await city.platform.exchange.apply(
                .example(fields: ["name"]), entryCode: entry.code ?? "", system: foreign.id,
                by: try await city.actor("police.data-staff"))
        }
        #expect(own?.code == ExchangeCodes.ownEntry)
        #expect(own?.reasons.first?.article != nil)
        await city.close()
    }
}
