import Cases
import Catalogue
import Foundation
import Intake
import Ledger
import Parties
import Protection
import Regulation
import TestCity
import Testing

@testable import Exchange

@Suite("A grant under a later version of its entry")
struct TighteningTests {
    /// A grant of the social office whose provider lifted the mask of the name.
    private func lifted(_ engine: TestEngine = .sqlite, sensitivity: Sensitivity.ID = .internal) async throws
        -> CallTests.Scene
    {
        let city = try await TestCity.open(engine)
        var content = EntryContent.persons()
        content.sensitivity = sensitivity
        let entry = try await city.publish(content)
        let file = city.folder + "/persons.csv"
        try Data(CallTests.Scene.rows.utf8).write(to: URL(fileURLWithPath: file))
        _ = try await city.platform.intake.deliver(
            file: file, to: entry, by: try await city.actor("police.data-staff"), options: DeliveryOptions())
        let (system, key) = try await city.system(of: "social.system-staff", name: "待遇系统")
        let applicant = try await city.actor("social.data-staff")
        let application = try await city.platform.exchange.apply(
            .example(fields: ["name", "phone"]), entryCode: entry.code ?? "", system: system.id, by: applicant
        )
        try await city.platform.decide(
            application.caseID, Decision(.approve), by: try await city.actor("social.department-head"))
        let file2 = try await city.platform.decide(
            application.caseID,
            Decision(
                .approve,
                amendment:
                    #"[{"field":"name","transform":"none"},{"field":"phone","transform":"mask:phone"}]"#),
            by: try await city.actor("police.department-head"))
        try await city.approveAll(file2)
        let decided = try await city.platform.exchange.application(application.id, for: applicant)
        let grant = try await city.platform.exchange.grant(decided.grant ?? "", for: applicant)
        let token = try await city.platform.parties.issueToken(keyID: key.id, secret: key.secret)
        return CallTests.Scene(
            city: city, entry: entry, grant: grant,
            caller: try await city.platform.parties.verify(token.token))
    }

    private func items(_ scene: CallTests.Scene) async throws -> [String: String] {
        let answer = try await scene.query(CallRequest(key: CallTests.person))
        return try #require(answer["items"] as? [String: String])
    }

    @Test(
        "What the provider lifted stays lifted until the entry's mask changes, and then the stricter holds",
        arguments: TestEngine.available)
    func mask(engine: TestEngine) async throws {
        let scene = try await lifted(engine)
        #expect(try await items(scene) == ["name": "欧阳建国", "phone": "138****8000"])
        _ = try await scene.city.republish(scene.entry) { $0.abstract = "新的摘要" }
        #expect(try await items(scene) == ["name": "欧阳建国", "phone": "138****8000"])
        _ = try await scene.city.republish(scene.entry) { content in
            for index in content.items.indices where ["name", "phone"].contains(content.items[index].field) {
                content.items[index].mask = .all
            }
        }
        let hidden = try await items(scene)
        #expect(hidden.count == 2)
        #expect(hidden.values.allSatisfy { $0.allSatisfy { $0 == "*" } }, "\(hidden)")
        // A weaker mask afterwards does not weaken what was granted.
        _ = try await scene.city.republish(scene.entry) { content in
            for index in content.items.indices { content.items[index].mask = nil }
        }
        #expect(try await items(scene)["phone"] == "138****8000")
        await scene.city.close()
    }

    @Test("A raised sensitivity puts back the masks that a review had lifted")
    func sensitivity() async throws {
        let scene = try await lifted(sensitivity: .public)
        #expect(try await items(scene)["name"] == "欧阳建国")
        _ = try await scene.city.republish(scene.entry) { $0.sensitivity = .internal }
        #expect(try await items(scene)["name"] == "欧阳**")
        await scene.city.close()
    }

    @Test("An item that the entry has no more does not leave; the grant's others do")
    func dropped() async throws {
        let scene = try await lifted()
        _ = try await scene.city.republish(scene.entry) { content in
            content.items.removeAll { $0.field == "name" }
        }
        #expect(try await items(scene) == ["phone": "138****8000"])
        let refusal = await #expect(throws: Refusal.self) {
            try await scene.query(CallRequest(key: CallTests.person, items: ["name"]))
        }
        #expect(refusal?.code == ExchangeCodes.itemNotGranted)
        // Another item under the old name is not what was granted.
        _ = try await scene.city.republish(scene.entry) {
            $0.items.append(Item(number: 0, field: "name", name: "曾用名", type: .characters, length: 50))
        }
        #expect(try await items(scene) == ["phone": "138****8000"])
        _ = try await scene.city.republish(scene.entry) { content in
            content.items.removeAll { $0.field == "phone" }
        }
        let empty = await #expect(throws: Refusal.self) { try await items(scene) }
        #expect(empty?.code == ExchangeCodes.itemNotGranted)
        await scene.city.close()
    }

    @Test("Calls end when the entry is no longer shared, and when it is retired", arguments: [true, false])
    func ended(retires: Bool) async throws {
        let scene = try await lifted()
        if retires {
            try await scene.city.platform.catalogue.retire(
                scene.entry.id, reason: "业务已划转", by: try await scene.city.actor("police.department-head"))
        } else {
            _ = try await scene.city.republish(scene.entry) { $0.sharing = .none }
        }
        let refusal = await #expect(throws: Refusal.self) { try await items(scene) }
        #expect(refusal?.code == (retires ? CatalogueCodes.notInForce : ExchangeCodes.notShared))
        #expect(refusal?.reasons.first?.article != nil)
        #expect(try await scene.usages().first?.grant == scene.grant.id)
        await scene.city.close()
    }

    /// A granted transform, the mask of the entry, and what then holds.
    static let pairs: [(granted: Transform, other: Transform, stricter: Transform)] = [
        (.none, .mask(.phone), .mask(.phone)), (.mask(.phone), .mask(.phone), .mask(.phone)),
        (.mask(.all), .mask(.phone), .mask(.all)), (.mask(.phone), .mask(.all), .mask(.all)),
        (.mask(.name), .mask(.phone), .mask(.all)), (.digest, .mask(.phone), .digest),
        (.drop, .mask(.all), .drop),
    ]

    @Test("Of two transforms nothing shows that either hides", arguments: pairs)
    func stricter(granted: Transform, other: Transform, stricter: Transform) {
        #expect(granted.stricter(of: other) == stricter)
    }

    @Test("Where it is not known what a review had before it, the entry's mask holds")
    func unknown() throws {
        let granted = GrantedItem(field: "name", transform: .none)
        let now = EntryContent.persons()
        #expect(granted.tightened(from: nil, to: now)?.granted.transform == .mask(.name))
        #expect(granted.tightened(from: now, to: now)?.granted.transform == Transform.none)
        var open = now
        open.sharing = .unconditional
        #expect(granted.tightened(from: open, to: now)?.granted.transform == .mask(.name))
        #expect(granted.tightened(from: now, to: open)?.granted.transform == Transform.none)
    }
}
