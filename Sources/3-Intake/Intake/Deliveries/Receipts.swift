import Catalogue
import Parties
import Regulation
import Standards
import Store

/// What was delivered and what was wrong with it, for those whom it concerns.
extension Intake {
    public static let receiptsMax = 100
    public static let problemRowsMax = 200

    /// Deliveries to one entry, the newest first; `before` is the number of the last receipt of the page before.
    public func receipts(
        of entry: Entry, by actor: Actor, before: Int64? = nil, limit: Int = Intake.receiptsMax
    ) async throws -> [Receipt] {
        try visibility(body: entry.body, to: actor).orThrow()
        return try await receipts("entry", entry.id, before, limit)
    }

    /// Deliveries of one body, the newest first.
    public func receipts(
        ofBody body: String, by actor: Actor, before: Int64? = nil, limit: Int = Intake.receiptsMax
    ) async throws -> [Receipt] {
        try visibility(body: body, to: actor).orThrow()
        return try await receipts("body", body, before, limit)
    }

    private func receipts(
        _ column: String, _ value: String, _ before: Int64?, _ limit: Int
    ) async throws -> [Receipt] {
        let limit = max(1, min(limit, Self.receiptsMax))
        return try await store.read { session in
            try session.all(
                """
                SELECT \(DeliveryRecord.columns) FROM delivery WHERE \(column) = ? AND number < ?
                ORDER BY number DESC LIMIT \(limit)
                """, [.text(value), .int(before ?? .max)]
            ) { try DeliveryRecord($0).receipt }
        }
    }

    /// - Throws: ``IntakeCodes/notVisible`` where there is none or it is another body's.
    public func receipt(id: String, by actor: Actor) async throws -> Receipt {
        let receipt = try await store.read { try DeliveryRecord.find(id: id, in: $0)?.receipt }
        guard let receipt, visibility(body: receipt.body, to: actor) == .allowed else {
            throw Refusal(IntakeCodes.notVisible, article: profile.article(for: .accessControl))
        }
        return receipt
    }

    /// The problems of a delivery by line and item, at most 200; `after` is the last one of the page before.
    public func problems(
        of receipt: Receipt, by actor: Actor, after: ProblemRow? = nil, limit: Int = Intake.problemRowsMax
    ) async throws -> [ProblemRow] {
        try visibility(body: receipt.body, to: actor).orThrow()
        let limit = max(1, min(limit, Self.problemRowsMax))
        return try await store.read { session in
            try session.all(
                """
                SELECT line, item, rule, verdict, value_digest, article FROM problem_row
                WHERE delivery = ? AND (line, item, rule) > (?, ?, ?) ORDER BY line, item, rule LIMIT \(limit)
                """,
                [
                    .int(receipt.number), .int(after?.line ?? -1), Value(after?.item ?? 0),
                    .text(after?.rule.rawValue ?? ""),
                ], ProblemRow.init)
        }
    }

    /// The problems of a delivery as CSV, piece by piece: line, item, rule, verdict, article, digest.
    public func exportProblems(
        of receipt: Receipt, by actor: Actor, _ write: ([UInt8]) async throws -> Void
    ) async throws {
        try await write(Array("line,item,rule,verdict,article,value_digest\r\n".utf8))
        var last: ProblemRow?
        while true {
            let page = try await problems(of: receipt, by: actor, after: last)
            guard !page.isEmpty else { return }
            let lines = page.map { row in
                let article = row.article?.description ?? ""
                return "\(row.line),\(row.item),\(row.rule.rawValue),\(row.verdict.rawValue),"
                    + "\(article),\(row.valueDigest)\r\n"
            }
            try await write(Array(lines.joined().utf8))
            last = page.last
        }
    }

    /// The providing body's own people and systems, the authority, and the body that runs the platform.
    func visibility(body: String, to actor: Actor) -> Ruling {
        guard actor.body.id == body || actor.administers(profile) || actor.body.kind == .platformOperator
        else {
            return .refused([Reason(IntakeCodes.notVisible, article: profile.article(for: .accessControl))])
        }
        return .allowed
    }
}

extension ProblemRow {
    init(_ row: Row) throws {
        guard let rule = CheckRule(rawValue: try row.text("rule")),
            let verdict = Verdict(rawValue: try row.text("verdict"))
        else { throw StoreError.shape("a problem row cannot be read") }
        self.init(
            line: try row.int("line"), item: Int(try row.int("item")), rule: rule, verdict: verdict,
            valueDigest: try row.text("value_digest"), article: ArticleReference(try row.text("article")))
    }
}
