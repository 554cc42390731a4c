import Cases
import Exchange
import Parties
import Platform
import Regulation
import TestCity
import Testing

@Suite("Who opens a case")
struct OpenerTests {
    /// What the profiles say of the openers of their procedures.
    static let openers: [(profile: String, procedure: String, role: String, may: Bool)] = [
        ("zhuzhou-2020", "sharing-conditional", "data-staff", true),
        ("zhuzhou-2020", "sharing-conditional", "system-staff", false),
        ("zhuzhou-2020", "entry-review", "department-head", false),
        ("zhuzhou-2020", "internal-channel", "system-staff", true),
        ("zhuzhou-2020", "sharing-dispute", "department-head", true),
        ("taijiang-2022", "data-correction", "quality-staff", true),
        ("jingzhou-2024", "data-correction", "department-head", false),
    ]

    @Test("A case is opened by the roles that the regulation names, for their own body", arguments: openers)
    func named(profile: String, procedure: String, role: String, may: Bool) async throws {
        let city = try await TestCity.open(profile: profile)
        let (cases, store) = (city.platform.cases, city.platform.store)
        let provider = try await city.actor("police.data-staff").body
        let actor = try await city.add("social.someone", beside: "social.data-staff", roles: [role])
        let open = {
            try await store.write { session in
                try cases.open(
                    procedure: procedure, subject: "matter:1", title: "事项", provider: provider, by: actor,
                    in: session)
            }
        }
        #expect((cases.mayOpen(procedure, actor) == .allowed) == may)
        #expect(cases.mayOpen(procedure, for: provider.id, actor) != .allowed, "for another body never")
        if may {
            #expect(try await open().opener == actor.id)
        } else {
            let refusal = await #expect(throws: Refusal.self) { try await open() }
            #expect(refusal?.code == CasesCodes.procedureNotYours)
            let article = try #require(city.platform.profile.procedure(procedure)?.articles.first)
            #expect(refusal?.reasons.first?.article == article)
            #expect(try await cases.list(CaseFilter(.opened), for: actor).isEmpty)
        }
        await city.close()
    }

    @Test("What the regulation has no procedure for is opened by nobody")
    func unknown() async throws {
        let city = try await TestCity.open()
        let reason = city.platform.cases.mayOpen("tea", try await city.actor("police.data-staff")).reasons
            .first
        #expect(reason?.code == CasesCodes.procedureUnknown)
        #expect(reason?.article != nil)
        await city.close()
    }

    @Test("System staff do not apply where the regulation names data staff alone")
    func applying() async throws {
        let city = try await TestCity.open()
        let entry = try await city.publish(.persons())
        let (system, _) = try await city.system(of: "social.system-staff", name: "待遇系统")
        let staff = try await city.actor("social.system-staff")
        #expect(city.platform.exchange.mayApply(for: entry, staff) != .allowed)
        let refusal = await #expect(throws: Refusal.self) {
            try await city.platform.exchange.apply(
                .example(fields: ["name"]), entryCode: entry.code ?? "", system: system.id, by: staff)
        }
        #expect(refusal?.code == CasesCodes.procedureNotYours)
        #expect(refusal?.reasons.first?.article?.description == "zhuzhou-2020#18")
        await city.close()
    }
}
