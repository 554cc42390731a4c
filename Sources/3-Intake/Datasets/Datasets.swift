import Catalogue
import Ledger
import Regulation
import Store

/// The tables that entries stand for (数据集): made when an entry is published, widened when it gains items,
/// never dropped by a change of the catalogue.
public struct Datasets: Sendable {
    public static let migrations: [Migration] = [
        Migration(
            "datasets-001",
            """
            CREATE TABLE dataset (
                entry TEXT PRIMARY KEY, number BIGINT NOT NULL UNIQUE, key_items TEXT NOT NULL,
                items TEXT NOT NULL, row_count BIGINT NOT NULL, updated_at BIGINT NOT NULL);
            """)
    ]

    public let store: Store
    private let ledger: Ledger
    private let profile: Profile
    private let surroundings: Surroundings

    public init(store: Store, ledger: Ledger, profile: Profile, surroundings: Surroundings) {
        self.store = store
        self.ledger = ledger
        self.profile = profile
        self.surroundings = surroundings
    }

    /// How a dataset stands (数据集概况).
    public struct Standing: Sendable, Hashable {
        public let entry: String
        public let number: Int64
        public let rows: Int64
        public let updatedAt: Instant
    }

    /// Makes the table of `entry`, or adds the columns of items that are new; does nothing when all are there.
    ///
    /// Part of the transaction of `session`: call it where the entry is published.
    /// - Throws: ``DatasetsCodes/shapeChanged`` where an item that is stored already has become another kind of
    ///   value or the key has changed, and what ``DatasetShape/init(_:)`` throws.
    public func prepare(_ entry: Entry, in session: any Session) throws {
        let shape: DatasetShape
        do { shape = try DatasetShape(entry) } catch { throw DatasetsCodes.founded(error, in: profile) }
        let keys = shape.key.map { String($0.number) }.joined(separator: ",")
        let known = try session.first(
            "SELECT key_items, items FROM dataset WHERE entry = ?", [.text(entry.id)]
        ) { (key: try $0.text("key_items"), items: try $0.text("items")) }
        guard let known else {
            try session.script(shape.creation(session.dialect))
            let items = shape.items.map(Self.mark).joined(separator: ",")
            try session.run(
                """
                INSERT INTO dataset (entry, number, key_items, items, row_count, updated_at)
                VALUES (?, ?, ?, ?, 0, ?)
                """,
                [
                    .text(entry.id), .int(entry.number), .text(keys), .text(items),
                    .int(surroundings.now().milliseconds),
                ])
            try record(entry, added: shape.items.count, in: session)
            return
        }
        guard known.key == keys else { throw Refusal(DatasetsCodes.shapeChanged, field: "items") }
        var marks = known.items.split(separator: ",").map(String.init)
        var added = 0
        for item in shape.items where !marks.contains(Self.mark(item)) {
            if marks.contains(where: { $0.dropLast() == String(item.number) }) {
                throw Refusal(
                    DatasetsCodes.shapeChanged,
                    detail: Bilingual("信息项“\(item.name)”", "Item \(item.field)"), field: item.field)
            }
            try session.script(shape.addition(of: item, session.dialect))
            marks.append(Self.mark(item))
            added += 1
        }
        guard added > 0 else { return }
        try session.run(
            "UPDATE dataset SET items = ? WHERE entry = ?",
            [.text(marks.joined(separator: ",")), .text(entry.id)])
        try record(entry, added: added, in: session)
    }

    /// `12t`: the item's number and how it is stored.
    private static func mark(_ item: Item) -> String { "\(item.number)\(DatasetShape.storage(item.type))" }

    private func record(_ entry: Entry, added: Int, in session: any Session) throws {
        try ledger.record(
            LedgerEvent(
                DatasetsEvents.prepared, at: surroundings.now(), actor: "platform", body: "",
                subject: "entry:\(entry.id)",
                facts: [("table", String(entry.number)), ("columns", String(added))]), in: session)
    }

    /// How the dataset of the entry stands; nil where it has none.
    public func standing(of entry: String, in session: any Session) throws -> Standing? {
        try session.first(
            "SELECT number, row_count, updated_at FROM dataset WHERE entry = ?", [.text(entry)]
        ) {
            Standing(
                entry: entry, number: try $0.int("number"), rows: try $0.int("row_count"),
                updatedAt: Instant(milliseconds: try $0.int("updated_at")))
        }
    }

    public func standing(of entry: String) async throws -> Standing? {
        try await store.read { try standing(of: entry, in: $0) }
    }

    /// Puts `batch` into the table and counts its rows; part of the transaction of `session`.
    ///
    /// - Parameter columns: the items of the batch's values, the key first.
    public func load(
        _ batch: borrowing RowBatch, columns: [Item], into shape: DatasetShape, delivery: Int64,
        hasNewKeysOnly: Bool, in session: any Session
    ) throws -> LoadCounts {
        let plan = LoadPlan(
            table: shape.table, columns: columns.map(DatasetShape.column),
            key: shape.key.map(DatasetShape.column), delivery: delivery, intoEmptyTable: hasNewKeysOnly)
        let counts = try session.load(batch, by: plan)
        try session.run(
            "UPDATE dataset SET row_count = row_count + ?, updated_at = ? WHERE entry = ?",
            [.int(Int64(counts.inserted)), .int(surroundings.now().milliseconds), .text(shape.entry)])
        return counts
    }
}
