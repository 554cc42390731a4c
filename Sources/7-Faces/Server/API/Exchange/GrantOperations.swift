import Cases
import Catalogue
import Exchange
import Hummingbird
import Regulation

/// Grants and their state (授权).
extension API {
    var grantOperations: [Operation] { [listGrants, readGrant, setGrantState] }

    private static let grant = Operation.Parameter.path(
        "grant", Bilingual("授权编号", "Id of the grant"), .text(64, min: 1))

    private struct StateJSON: Decodable {
        let state: String
        let reason: String?

        static let schema = Schema.object([
            .init(
                "state", Bilingual("active 恢复，suspended 暂停，revoked 撤销", "active, suspended or revoked"),
                .oneOf(Grant.State.self)),
            .init(
                "reason",
                Bilingual("理由，暂停和撤销必须说明", "Reason, which a suspension or revocation must give"),
                .text(10_000), optional: true),
        ])
    }

    private var listGrants: Operation {
        Operation(
            .get, "/api/v1/grants", "listGrants",
            Bilingual("本单位持有和给出的授权", "Grants that your body holds or gave"),
            tag: .grants, security: .any,
            parameters: [
                .query("entry", Bilingual("目录条目编号或信息资源代码", "Id or resource code of the entry"), .text(200)),
                .limit(max: GrantListJSON.countMax),
            ],
            answer: .json(GrantListJSON.schema), errors: [CatalogueCodes.notFound]
        ) { call in
            let actor = try call.actor
            var entry: String?
            if let asked = call["entry"] { entry = try await platform.catalogue.entry(asked, for: actor).id }
            let grants = try await platform.exchange.grants(
                entry: entry, for: actor, limit: call.integer("limit") ?? 50)
            return Answers.json(GrantListJSON(grants: try await json(grants)))
        }
    }

    private var readGrant: Operation {
        Operation(
            .get, "/api/v1/grants/{grant}", "readGrant", Bilingual("查看授权", "Read a grant"), tag: .grants,
            security: .any, parameters: [Self.grant], answer: .json(GrantJSON.schema),
            errors: [ExchangeCodes.grantNotFound]
        ) { call in
            let grant = try await platform.exchange.grant(try call.required("grant"), for: try call.actor)
            return Answers.json(try await json([grant])[0])
        }
    }

    private var setGrantState: Operation {
        Operation(
            .post, "/api/v1/grants/{grant}/state", "setGrantState",
            Bilingual("暂停、恢复或撤销授权，立即生效", "Suspend, resume or revoke a grant, at once"), tag: .grants,
            security: .person, parameters: [Self.grant], body: .json(StateJSON.schema),
            answer: .json(GrantJSON.schema),
            errors: [
                ExchangeCodes.grantNotFound, ExchangeCodes.grantNotYours, ExchangeCodes.grantRevoked,
                ExchangeCodes.grantStateSame, CasesCodes.reasonsRequired, CasesCodes.noteTooLong,
            ]
        ) { call in
            let given = try await call.decode(StateJSON.self)
            guard let state = Grant.State(rawValue: given.state) else {
                throw Refusal(ServerCodes.invalidField, field: "state")
            }
            let changed = try await platform.exchange.setState(
                state, of: try call.required("grant"), reason: given.reason ?? "", by: try call.actor)
            return Answers.json(try await json([changed])[0])
        }
    }

    private func json(_ grants: [Grant]) async throws -> [GrantJSON] {
        let entries = try await entryNames(grants.map(\.entry))
        let bodies = try await bodyNames(grants.map(\.body))
        let systems = try await systemNames(grants.map(\.system))
        return grants.map { grant in
            GrantJSON(
                grant, entry: entries[grant.entry] ?? EntryNameJSON(id: grant.entry),
                body: named(grant.body, bodies), system: named(grant.system, systems), today: platform.today)
        }
    }
}
