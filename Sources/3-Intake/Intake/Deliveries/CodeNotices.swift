import Catalogue
import Parties
import Regulation
import Store

/// An old division code found in a delivery (旧区划代码提示): what it was, what replaced it and since when, in how many rows.
public struct CodeNotice: Sendable, Hashable {
    /// The number of the item.
    public let item: Int
    public let code: String
    /// The code that followed; nil where that is not known.
    public let successor: String?
    public let since: Int?
    public let rows: Int
}

extension Intake {
    /// The old codes that the delivery carries, most rows first, at most 1,000. They are no problems: the rows are in.
    public func notices(of receipt: Receipt, by actor: Actor) async throws -> [CodeNotice] {
        try visibility(body: receipt.body, to: actor).orThrow()
        return try await store.read { session in
            try session.all(
                """
                SELECT item, code, successor, since, rows FROM division_notice WHERE delivery = ?
                ORDER BY rows DESC, item, code LIMIT \(DivisionNotices.max)
                """, [.text(receipt.id)]
            ) { row in
                CodeNotice(
                    item: Int(try row.int("item")), code: try row.text("code"),
                    successor: try row.optionalText("successor"),
                    since: try row.optionalInt("since").map(Int.init), rows: Int(try row.int("rows")))
            }
        }
    }

    func references(of items: [Item]) async throws -> ValueReferences {
        try await store.read { try ValueReferences.load(for: items, in: $0) }
    }

    static func keep(_ notices: DivisionNotices, of delivery: String, in session: any Session) throws {
        for (notice, rows) in notices.rows {
            try session.run(
                """
                INSERT INTO division_notice (delivery, item, code, successor, since, rows)
                VALUES (?, ?, ?, ?, ?, ?)
                """,
                [
                    .text(delivery), Value(notice.item), .text(notice.change.code),
                    Value(notice.change.successor), Value(notice.change.year), Value(rows),
                ])
        }
    }
}
