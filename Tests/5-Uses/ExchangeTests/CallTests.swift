import Catalogue
import Exchange
import Foundation
import Intake
import Ledger
import Parties
import Regulation
import TestCity
import Testing

@Suite("Calls of the exchange")
struct CallTests {
    /// A city with 3 persons on record, a grant of the social office, and its system signed in.
    struct Scene {
        let city: TestCity
        let entry: Entry
        let grant: Grant
        let caller: SystemPrincipal

        static let rows = """
            公民身份号码,姓名,出生日期,联系电话,住址
            11010519491231002X,欧阳建国,1949-12-31,13800138000,湖南省株洲市天元区泰山路1号
            440524188001010014,李娜,1880-01-01,13912345678,湖南省株洲市荷塘区新华路2号
            110101199003070134,王芳,1990-03-07,,湖南省株洲市芦淞区建设路3号
            """

        static func open(
            _ engine: TestEngine = .sqlite, fields: [String] = ["name", "phone", "birth_date"],
            forms: Set<UseForm> = [.verify, .query]
        ) async throws -> Scene {
            let city = try await TestCity.open(engine)
            let entry = try await city.publish(.persons())
            let file = city.folder + "/persons.csv"
            try Data(rows.utf8).write(to: URL(fileURLWithPath: file))
            let receipt = try await city.platform.intake.deliver(
                file: file, to: entry, by: try await city.actor("police.data-staff"),
                options: DeliveryOptions())
            #expect(receipt.good == 3)
            let (system, key) = try await city.system(of: "social.system-staff", name: "待遇系统")
            let grant = try await city.share(entry, fields: fields, forms: forms, with: system)
            let token = try await city.platform.parties.issueToken(keyID: key.id, secret: key.secret)
            let caller = try await city.platform.parties.verify(token.token)
            return Scene(city: city, entry: entry, grant: grant, caller: caller)
        }

        func query(_ request: CallRequest) async throws -> [String: Any] {
            let answer = try await city.platform.exchange.query(request, code: entry.code ?? "", by: caller)
            return try #require(try JSONSerialization.jsonObject(with: Data(answer.body)) as? [String: Any])
        }

        func verify(_ request: CallRequest) async throws -> [String: Any] {
            let answer = try await city.platform.exchange.verify(request, code: entry.code ?? "", by: caller)
            return try #require(try JSONSerialization.jsonObject(with: Data(answer.body)) as? [String: Any])
        }

        func usages() async throws -> [UsageRecord] {
            while try await city.platform.ledger.integrate() > 0 {}
            return try await city.platform.ledger.usages(UsageFilter(entry: entry.code), limit: 200).map(
                \.content)
        }
    }

    static let person = ["id_number": "11010519491231002X"]

    @Test("A query answers the granted items, masked as granted", arguments: TestEngine.available)
    func query(engine: TestEngine) async throws {
        let scene = try await Scene.open(engine)
        let answer = try await scene.query(CallRequest(key: Self.person))
        #expect(answer["found"] as? Bool == true)
        let items = try #require(answer["items"] as? [String: String])
        #expect(items == ["name": "欧阳**", "phone": "138****8000", "birth_date": "1949-01-01"])
        await scene.city.close()
    }

    @Test("A lower-case check letter finds the same person; an unknown one is not found")
    func keys() async throws {
        let scene = try await Scene.open()
        let lower = try await scene.query(CallRequest(key: ["id_number": "11010519491231002x"]))
        #expect(lower["found"] as? Bool == true)
        let nobody = try await scene.query(CallRequest(key: ["id_number": "33010219200403064X"]))
        #expect(nobody["found"] as? Bool == false)
        await scene.city.close()
    }

    @Test(
        "Verification says match, mismatch or no record, and no value leaves", arguments: TestEngine.available
    )
    func verify(engine: TestEngine) async throws {
        let scene = try await Scene.open(engine)
        let request = CallRequest(
            key: Self.person, expected: ["name": "欧阳建国", "phone": "13900000000"])
        let answer = try await scene.verify(request)
        #expect(answer["results"] as? [String: String] == ["name": "match", "phone": "mismatch"])
        let empty = try await scene.verify(
            CallRequest(key: ["id_number": "110101199003070134"], expected: ["phone": "13800138000"]))
        #expect(empty["results"] as? [String: String] == ["phone": "no-record"])
        #expect(!"\(answer)".contains("欧阳"))
        await scene.city.close()
    }

    /// One way to leave the grant, in the order in which refusals precede one another.
    static let outside: [(what: String, code: String, request: CallRequest)] = [
        (
            "an item that was not granted", "item-not-granted",
            CallRequest(key: person, items: ["name", "address"])
        ),
        ("the key itself, not granted", "item-not-granted", CallRequest(key: person, items: ["id_number"])),
        ("SQL for an item", "item-not-granted", CallRequest(key: person, items: ["name FROM d_1; --"])),
        ("another purpose", "purpose-outside-grant", CallRequest(key: person, purpose: "营销")),
        ("a grant that is not there", "grant-missing", CallRequest(grant: "0000", key: person)),
        ("no key", "exchange-request-malformed", CallRequest(key: [:])),
        ("another key", "key-incomplete", CallRequest(key: ["name": "李娜"])),
        ("SQL for a key", "dataset-key-malformed", CallRequest(key: ["id_number": "' OR 1=1 --"])),
    ]

    @Test("What lies outside the grant is refused with its article, and recorded", arguments: outside.indices)
    func refused(index: Int) async throws {
        let scene = try await Scene.open()
        let (_, code, request) = Self.outside[index]
        let refusal = await #expect(throws: Refusal.self) { try await scene.query(request) }
        #expect(refusal?.code.name == code)
        if refusal?.code.kind == .forbidden { #expect(refusal?.reasons.first?.article != nil) }
        let usage = try #require(try await scene.usages().first)
        #expect(usage.outcome == .refused)
        #expect(usage.refusal == code)
        #expect(usage.rows == 0)
        await scene.city.close()
    }

    @Test("A form that was not granted is refused")
    func form() async throws {
        let scene = try await Scene.open(forms: [.verify])
        let refusal = await #expect(throws: Refusal.self) {
            try await scene.query(CallRequest(key: Self.person))
        }
        #expect(refusal?.code == ExchangeCodes.formNotGranted)
        await scene.city.close()
    }

    @Test("A grant ends after its last day")
    func expiry() async throws {
        let scene = try await Scene.open()
        scene.city.clock.set("2026-12-31", hour: 23)
        let token = scene.caller
        let last = try await scene.city.platform.exchange.query(
            CallRequest(key: Self.person), code: scene.entry.code ?? "", by: token)
        #expect(!last.body.isEmpty)
        scene.city.clock.set("2027-01-01", hour: 0)
        let refusal = await #expect(throws: Refusal.self) {
            try await scene.query(CallRequest(key: Self.person))
        }
        #expect(refusal?.code == ExchangeCodes.grantExpired)
        await scene.city.close()
    }

    @Test(
        "Suspension and revocation hold from the moment they are acknowledged",
        arguments: TestEngine.available)
    func revocation(engine: TestEngine) async throws {
        let scene = try await Scene.open(engine)
        _ = try await scene.query(CallRequest(key: Self.person))
        let exchange = scene.city.platform.exchange
        let provider = try await scene.city.actor("police.data-staff")
        try await exchange.setState(.suspended, of: scene.grant.id, reason: "核查", by: provider)
        let suspended = await #expect(throws: Refusal.self) {
            try await scene.query(CallRequest(key: Self.person))
        }
        #expect(suspended?.code == ExchangeCodes.grantSuspended)
        try await exchange.setState(.active, of: scene.grant.id, reason: "核查结束", by: provider)
        _ = try await scene.query(CallRequest(key: Self.person))
        try await exchange.setState(.revoked, of: scene.grant.id, reason: "超范围使用", by: provider)
        let revoked = await #expect(throws: Refusal.self) {
            try await scene.query(CallRequest(key: Self.person))
        }
        #expect(revoked?.code == ExchangeCodes.grantRevoked)
        let again = await #expect(throws: Refusal.self) {
            try await exchange.setState(.active, of: scene.grant.id, reason: "", by: provider)
        }
        #expect(again?.code == ExchangeCodes.grantRevoked)
        await scene.city.close()
    }

    @Test("A user cannot end or widen its own grant")
    func stranger() async throws {
        let scene = try await Scene.open()
        let refusal = await #expect(throws: Refusal.self) {
            try await scene.city.platform.exchange.setState(
                .suspended, of: scene.grant.id, reason: "",
                by: try await scene.city.actor("social.data-staff"))
        }
        #expect(refusal?.code == ExchangeCodes.grantNotYours)
        await scene.city.close()
    }

    @Test("A subject is found under one digest, however the caller writes it")
    func oneSubject() async throws {
        let scene = try await Scene.open()
        for written in ["11010519491231002X", "11010519491231002x", " 11010519491231002X\u{3000}"] {
            _ = try await scene.query(CallRequest(key: ["id_number": written], items: []))
        }
        let usages = try await scene.usages()
        #expect(usages.count == 3)
        #expect(Set(usages.map(\.subjectDigest)).count == 1)
        #expect(usages.allSatisfy { $0.content == "name,phone,birth_date" })
        await scene.city.close()
    }

    @Test("A verification without a value to compare does not tell whether somebody is on record")
    func nothingToCompare() async throws {
        let scene = try await Scene.open()
        let refusal = await #expect(throws: Refusal.self) {
            try await scene.verify(CallRequest(key: Self.person, expected: [:]))
        }
        #expect(refusal?.code == ExchangeCodes.requestMalformed)
        await scene.city.close()
    }

    @Test("Every access leaves the seven facts of Taijiang article 19, and no personal value")
    func usageRecord() async throws {
        let scene = try await Scene.open()
        _ = try await scene.query(CallRequest(key: Self.person, items: ["name"], person: "经办人王某"))
        let usage = try #require(try await scene.usages().first)
        #expect(usage.purpose == "核验参保人员身份")
        #expect(usage.user.contains("经办人王某"))
        #expect(usage.approver.contains("市公安局"))
        #expect(usage.content == "name")
        #expect(usage.means == "query")
        #expect(usage.medium == "interface")
        #expect(usage.at == scene.city.clock.now)
        #expect(usage.subjectDigest.count == 64)
        #expect(!"\(usage)".contains("11010519491231002X"))
        await scene.city.close()
    }
}
