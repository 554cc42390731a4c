import Cases
import Catalogue
import Exchange
import Parties
import Protection
import Regulation
import TestCity
import Testing

@Suite("Applications that ask for more than they say")
struct AttackApplicationTests {
    /// A conditional application of the social office for data of the police, opened by its data staff.
    private func apply(
        _ city: TestCity, _ items: [GrantedItem]
    ) async throws -> (application: Application, applicant: Actor) {
        let entry = try await city.publish(.persons())
        let (system, _) = try await city.system(of: "social.system-staff", name: "待遇系统")
        let applicant = try await city.actor("social.data-staff")
        var content = ApplicationContent.example(fields: [])
        content.items = items
        return (
            try await city.platform.exchange.apply(
                content, entryCode: entry.code ?? "", system: system.id, by: applicant), applicant
        )
    }

    private func both(_ city: TestCity, _ roles: Set<String>) async throws -> Actor {
        let body = try await city.actor("social.data-staff").body.id
        _ = try await city.platform.parties.addPerson(
            account: "social.both", name: "一人多岗", body: body, roles: roles, password: nil, by: nil)
        return try await city.actor("social.both")
    }

    @Test("A mask of the applicant's choice gives way to that of the entry, unless it shows less")
    func ownMask() async throws {
        let city = try await TestCity.open()
        let (application, _) = try await apply(
            city,
            [
                GrantedItem(field: "id_number", transform: .mask(.generic(keepPrefix: 17, keepSuffix: 0))),
                GrantedItem(field: "phone", transform: .mask(.all)),
                GrantedItem(field: "name", transform: .none),
            ])
        #expect(application.content.items.map(\.transform) == [.mask(.idNumber), .mask(.all), .mask(.name)])
        await city.close()
    }

    @Test("A reviewer other than the provider cannot put one mask in the place of another")
    func otherMask() async throws {
        let city = try await TestCity.open()
        let (application, _) = try await apply(city, [GrantedItem(field: "id_number", transform: .none)])
        let head = try await city.actor("social.department-head")
        let refusal = await #expect(throws: Refusal.self) {
            try await city.platform.decide(
                application.caseID,
                Decision(.approve, amendment: #"[{"field":"id_number","transform":"mask:generic:17:0"}]"#),
                by: head)
        }
        #expect(refusal?.code == ExchangeCodes.amendmentWidens)
        await city.close()
    }

    @Test("Who supplemented a case does not decide it, whoever opened it")
    func supplementer() async throws {
        let city = try await TestCity.open()
        let (application, _) = try await apply(city, [GrantedItem(field: "name", transform: .none)])
        try await city.platform.decide(
            application.caseID, Decision(.returnOnce, note: "补充依据"),
            by: try await city.actor("social.department-head"))
        let both = try await both(city, ["data-staff", "department-head"])
        try await city.platform.exchange.supplement(application.content, to: application.id, by: both)
        let refusal = await #expect(throws: Refusal.self) {
            try await city.platform.decide(application.caseID, Decision(.approve), by: both)
        }
        #expect(refusal?.code == CasesCodes.ownCase)
        await city.close()
    }

    @Test("Colleagues without a part in it neither supplement nor withdraw a case of their body")
    func colleague() async throws {
        let city = try await TestCity.open()
        let (application, _) = try await apply(city, [GrantedItem(field: "name", transform: .none)])
        let colleague = try await both(city, ["security-staff"])
        let withdrawal = await #expect(throws: Refusal.self) {
            try await city.platform.withdraw(application.caseID, by: colleague)
        }
        #expect(withdrawal?.code == CasesCodes.notOpener)
        try await city.platform.decide(
            application.caseID, Decision(.returnOnce, note: "补充依据"),
            by: try await city.actor("social.department-head"))
        let supplement = await #expect(throws: Refusal.self) {
            try await city.platform.exchange.supplement(
                application.content, to: application.id, by: colleague)
        }
        #expect(supplement?.code == CasesCodes.procedureNotYours)
        await city.close()
    }

    @Test("Every item of a wide entry can be applied for and granted")
    func wide() async throws {
        let city = try await TestCity.open()
        var content = EntryContent.persons()
        content.items += (1...150).map { number in
            Item(
                number: 0, field: "remark_number_\(number)", name: "备注\(number)", type: .characters,
                length: 20)
        }
        let entry = try await city.publish(content)
        let (system, _) = try await city.system(of: "social.system-staff", name: "待遇系统")
        let grant = try await city.share(entry, fields: entry.content.items.map(\.field), with: system)
        #expect(grant.items.count == content.items.count)
        await city.close()
    }

    @Test(
        "A county's authority sees nothing of what the city's bodies do among themselves, and ends nothing of it"
    )
    func county() async throws {
        let city = try await TestCity.open()
        let platform = city.platform
        let (application, applicant) = try await apply(city, [GrantedItem(field: "name", transform: .none)])
        try await city.approveAll(try await platform.cases.file(application.caseID, for: applicant))
        let grant = try #require(
            try await platform.exchange.application(application.id, for: applicant).grant)
        let body = try await city.actor("county-authority.county-authority-reviewer").body.id
        _ = try await platform.parties.addPerson(
            account: "county.reviewer", name: "县审核人员", body: body,
            roles: ["authority-reviewer", "data-staff"],
            password: nil, by: nil)
        let county = try await city.actor("county.reviewer")
        #expect(try await platform.exchange.applications(for: county).isEmpty)
        #expect(try await platform.exchange.grants(for: county).isEmpty)
        #expect(platform.exchange.mayReadLedger(county) != .allowed)
        await #expect(throws: Refusal.self) { try await platform.cases.file(application.caseID, for: county) }
        await #expect(throws: Refusal(ExchangeCodes.applicationNotFound)) {
            try await platform.exchange.application(application.id, for: county)
        }
        // Whom a step of the case waits for reads what it is about.
        for account in ["police.department-head", "authority.authority-reviewer", "authority.auditor"] {
            let reader = try await city.actor(account)
            #expect(try await platform.exchange.application(application.id, for: reader).id == application.id)
        }
        await #expect(throws: Refusal.self) {
            try await platform.intake.receipts(ofBody: application.body, by: county)
        }
        let refusal = await #expect(throws: Refusal.self) {
            try await platform.exchange.setState(.revoked, of: grant, reason: "试探", by: county)
        }
        #expect(refusal?.code == ExchangeCodes.grantNotFound)
        await city.close()
    }
}
