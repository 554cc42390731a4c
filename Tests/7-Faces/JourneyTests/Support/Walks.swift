import Foundation
import HTTPTypes
import NIOCore
import Parties
import TestCity
import Testing

@testable import Server

/// Stretches of the spine, walked by HTTP as people and systems would.
extension City {
    /// A complete entry of persons, shared conditionally.
    static let persons: JSON = [
        "name": "户籍人口基本信息", "abstract": "本市户籍人口的姓名、身份证号码、住址和联系电话", "classification": "101001",
        "format": "3:MySQL", "sharing": "conditional", "sharingConditions": "仅限履行法定职责的部门按批准的用途使用",
        "sharingBasis": "《中华人民共和国居民身份证法》第十九条", "opening": "none", "updateCycle": "daily",
        "sensitivity": "internal", "grade": "general-3", "sourceBusiness": "户籍登记",
        "sourceSystem": "人口信息管理系统", "usageRequirements": "不得用于批准用途之外",
        "legalBasis": "《中华人民共和国户口登记条例》", "secrecyAssessed": true, "personalInformationAssessed": true,
        "items": [
            [
                "field": "id_number", "name": "公民身份号码", "type": "C", "length": 18, "isRequired": true,
                "isKey": true,
                "identifier": "citizen-id", "mask": "id-number",
            ],
            ["field": "name", "name": "姓名", "type": "C", "length": 50, "isRequired": true, "mask": "name"],
            ["field": "birth_date", "name": "出生日期", "type": "D", "mask": "birth-date"],
            [
                "field": "phone", "name": "联系电话", "type": "C", "length": 20, "identifier": "mobile-phone",
                "mask": "phone",
            ],
            ["field": "address", "name": "住址", "type": "C", "length": 200, "mask": "address"],
        ],
    ]

    /// Five rows, the last two of them problems: a wrong check letter, and no name.
    static let rows = """
        公民身份号码,姓名,出生日期,联系电话,住址
        11010519491231002X,欧阳建国,1949-12-31,13800138000,湖南省株洲市天元区泰山路1号
        440524188001010014,李娜,1880-01-01,13912345678,湖南省株洲市荷塘区新华路2号
        110101199003070134,王芳,1990-03-07,,湖南省株洲市芦淞区建设路3号
        110101199003070135,赵六,1990-03-07,,湖南省株洲市石峰区响石路4号
        11010519491231002X,,1949-12-31,13800138000,湖南省株洲市天元区泰山路1号
        """

    /// Who acts at the steps of a case, by account, one after the other as each approves.
    @discardableResult
    func approve(_ caseID: String) async throws -> [String] {
        var accounts: [String] = []
        var file = try await platform.cases.file(
            caseID, for: try await test.actor("authority.auditor"))
        while file.state == .open, let step = file.current {
            let holder = try await test.holder(of: step)
            guard case .person(let person) = holder.identity else { break }
            accounts.append(person.account)
            let token = try await signIn(person.account)
            let decided = try await call(
                "decideCase", ["case": caseID], json: ["act": "approve"], token: token)
            #expect(decided.status == 200)
            file = try await platform.cases.file(caseID, for: try await test.actor("authority.auditor"))
        }
        return accounts
    }

    /// Compiles, submits and publishes the entry of persons; answers its id and code.
    func publishPersons(by account: String = "police.data-staff") async throws -> (id: String, code: String) {
        let token = try await signIn(account)
        let id = try await call("draftEntry", json: Self.persons, token: token)["id"].text
        let file = try await call("submitEntry", ["entry": id], json: [:], token: token)
        try await approve(try file["id"].text)
        let entry = try await call("readEntry", ["entry": id], token: token)
        return (id, try entry["code"].text)
    }

    /// A system of the social office with a key of its own.
    func socialSystem() async throws -> (id: String, key: String, secret: String) {
        let token = try await signIn("social.system-staff")
        let body = try await call("readSelf", token: token)["body"]["id"].text
        let system = try await call("addSystem", ["body": body], json: ["name": "待遇资格认证系统"], token: token)
        let id = try system["id"].text
        let key = try await call("createKey", ["system": id], json: [:], token: token)
        return (id, try key["id"].text, try key["secret"].text)
    }

    /// A token of a system.
    func token(_ key: String, _ secret: String) async throws -> String {
        let reply = try await call(
            "issueToken", json: ["client_id": .string(key), "client_secret": .string(secret)])
        return try reply["access_token"].text
    }

    /// An application for `fields` of the entry.
    static func application(
        entry: String, system: String, fields: [String], forms: [String] = ["verify", "query"],
        until: String = "2026-12-31"
    ) -> JSON {
        [
            "entry": .string(entry), "system": .string(system),
            "content": content(fields: fields, forms: forms, until: until),
        ]
    }

    static func content(
        fields: [String], forms: [String] = ["verify", "query"], until: String = "2026-12-31"
    ) -> JSON {
        [
            "basis": "《社会保险法》第七十四条", "scene": "养老保险待遇领取资格认证", "purpose": "核验参保人员身份",
            "scope": "社会保险经办机构", "forms": .array(forms.map { .string($0) }),
            "items": .array(fields.map { ["field": .string($0)] }), "until": .string(until),
        ]
    }

    /// The whole way to a system that may call: published, delivered, applied for and approved.
    func shared(
        fields: [String] = ["name", "phone", "birth_date"], forms: [String] = ["verify", "query"]
    ) async throws -> Shared {
        let entry = try await publishPersons()
        let provider = try await signIn("police.data-staff")
        try await call("deliver", ["entry": entry.code], bytes: Array(Self.rows.utf8), token: provider)
        let system = try await socialSystem()
        let applicant = try await signIn("social.data-staff")
        let application = try await call(
            "apply",
            json: Self.application(entry: entry.code, system: system.id, fields: fields, forms: forms),
            token: applicant)
        try await approve(try application["caseID"].text)
        let id = try application["id"].text
        let grant = try await call("readApplication", ["application": id], token: applicant)["grant"].text
        return Shared(
            entry: entry.id, code: entry.code, system: system.id, key: system.key, secret: system.secret,
            grant: grant, token: try await token(system.key, system.secret))
    }

    struct Shared: Sendable {
        let entry: String
        let code: String
        let system: String
        let key: String
        let secret: String
        let grant: String
        let token: String
    }

    func query(_ shared: Shared, _ json: JSON, token: String? = nil) async throws -> Reply {
        try await call("query", ["entry": shared.code], json: json, token: token ?? shared.token)
    }

    /// Puts everything that waits into the log.
    func integrate() async throws {
        while try await platform.ledger.integrate() > 0 {}
    }
}
