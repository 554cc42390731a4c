import Catalogue
import Exchange
import Hummingbird
import Ledger
import Parties
import Regulation

/// What the ledger says (台账查询): usage records, events and proofs.
extension API {
    var ledgerReadingOperations: [Operation] { [listUsages, searchUsages, listEvents, readProof] }

    private struct SearchJSON: Decodable {
        let subject: [String: String]
        let entry: String?
        let body: String?
        let from: String?
        let until: String?
        let before: Int64?
        let limit: Int?

        static let schema = Schema.object([
            .init(
                "subject",
                Bilingual("被查询主体的主键值，按字段名；只用于计算摘要", "Key of the one asked about, by field; only digested"),
                .map(.text(4_000), max: 100)),
            .init("entry", Bilingual("目录条目", "Entry"), .text(200), optional: true),
            .init("body", Bilingual("使用单位编号", "Id of the using body"), .text(64), optional: true),
            .init("from", Bilingual("起始日", "First day"), .date, optional: true),
            .init("until", Bilingual("最后一日", "Last day"), .date, optional: true),
            .init(
                "before", Bilingual("上一页最后一条的位置", "Position of the last one seen"), .amount, optional: true),
            .init(
                "limit", Bilingual("最多返回条数", "Rows at the most"), .integer(1...Int64(Ledger.pageMax)),
                optional: true),
        ])
    }

    private var listUsages: Operation {
        Operation(
            .get, "/api/v1/usages", "listUsages", Bilingual("使用记录", "Usage records"), tag: .ledger,
            security: .any,
            parameters: [
                .query("entry", Bilingual("目录条目编号或信息资源代码", "Id or resource code of the entry")),
                .query("body", Bilingual("使用单位编号", "Id of the using body"), .text(64)),
                .query("from", Bilingual("起始日", "First day"), .date),
                .query("until", Bilingual("最后一日", "Last day"), .date),
                .before, .limit(max: Ledger.pageMax),
            ],
            answer: .json(UsageListJSON.schema), errors: [UsageCodes.notYours, CatalogueCodes.notFound]
        ) { call in
            let actor = try call.actor
            let filter = try await filter(
                entry: call["entry"], body: call["body"], from: call["from"], until: call["until"], for: actor
            )
            return try await usages(
                try await platform.exchange.usages(
                    filter, before: call.number("before"), limit: call.integer("limit") ?? 50, for: actor))
        }
    }

    private var searchUsages: Operation {
        Operation(
            .post, "/api/v1/usages/search", "searchUsages",
            Bilingual("按被查询主体检索使用记录", "Find the uses that concern one subject"), tag: .ledger, security: .any,
            body: .json(SearchJSON.schema), answer: .json(UsageListJSON.schema),
            errors: [UsageCodes.notYours, CatalogueCodes.notFound]
        ) { call in
            let asked = try await call.decode(SearchJSON.self)
            let actor = try call.actor
            let filter = try await filter(
                entry: asked.entry, body: asked.body, from: asked.from, until: asked.until, for: actor)
            return try await usages(
                try await platform.exchange.usages(
                    filter, subject: asked.subject, before: asked.before, limit: asked.limit ?? 50, for: actor
                ))
        }
    }

    private var listEvents: Operation {
        Operation(
            .get, "/api/v1/events", "listEvents", Bilingual("台账事项", "Events of the ledger"), tag: .ledger,
            security: .any,
            parameters: [
                .query("subject", Bilingual("对象，如 entry:…", "What was acted on, such as entry:…")), .before,
                .limit(max: Ledger.pageMax),
            ],
            answer: .json(EventListJSON.schema), errors: [UsageCodes.ledgerNotYours]
        ) { call in
            let events = try await platform.exchange.events(
                subject: call["subject"], before: call.number("before"), limit: call.integer("limit") ?? 50,
                for: try call.actor)
            return Answers.json(EventListJSON(events, titles: Self.eventTitles, book))
        }
    }

    private var readProof: Operation {
        Operation(
            .get, "/api/v1/ledger/proof/{position}", "readProof",
            Bilingual("一条记录的证明文件，可离线验证", "The proof file of one entry; it verifies offline"), tag: .ledger,
            security: .any,
            parameters: [.path("position", Bilingual("台账位置", "Place in the log"), .amount)],
            answer: .bytes("text/plain"), errors: [LedgerCodes.noPosition, UsageCodes.ledgerNotYours]
        ) { call in
            try platform.exchange.mayReadLedger(try call.actor).orThrow()
            guard let position = call.number("position") else { throw Refusal(LedgerCodes.noPosition) }
            return Answers.text(try await platform.ledger.proof(at: position).text)
        }
    }

    /// Days are those of the regulation's place; the last one counts to its end.
    private func filter(
        entry: String?, body: String?, from: String?, until: String?, for actor: Actor
    ) async throws -> UsageFilter {
        let offset = platform.profile.utcOffsetSeconds
        var filter = UsageFilter(body: body)
        if let entry { filter.entry = try await platform.catalogue.entry(entry, for: actor).code ?? entry }
        filter.from = from.flatMap { LocalDate($0) }?.start(offsetSeconds: offset)
        filter.until = until.flatMap { LocalDate($0) }?.adding(days: 1).start(offsetSeconds: offset)
        return filter
    }

    private func usages(_ found: [Positioned<UsageRecord>]) async throws -> Response {
        let names = try await bodyNames(found.map(\.content.body))
        return Answers.json(
            UsageListJSON(usages: found.map { UsageJSON($0, body: named($0.content.body, names)) }))
    }

    private static let eventTitles = Dictionary(
        ServerApplication.eventKinds.map { ($0.name, $0.title) }
    ) { first, _ in first }
}
