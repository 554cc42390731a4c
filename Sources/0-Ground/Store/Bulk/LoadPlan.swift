/// How a batch goes into a keyed table (装载方案). Names are the platform's own, never a person's words.
public struct LoadPlan: Sendable, Hashable {
    public let table: String
    /// In the order of the batch's values.
    public let columns: [String]
    /// The columns of the primary key, a part of `columns`.
    public let key: [String]
    /// Written to the column `delivery` of each row.
    public let delivery: Int64
    /// True when the caller knows that no row of the table has a key of the batch, and that the batch itself
    /// repeats none: spares the look for changes. A key that is there after all is a
    /// ``StoreError/constraint(_:)`` and loads nothing.
    public let intoEmptyTable: Bool

    public init(table: String, columns: [String], key: [String], delivery: Int64, intoEmptyTable: Bool) {
        self.table = table
        self.columns = columns
        self.key = key
        self.delivery = delivery
        self.intoEmptyTable = intoEmptyTable
    }

    /// The statement both engines share, with `source` in the place of the values.
    ///
    /// A row that is equal in every column keeps its delivery, line and version: a repeat changes nothing.
    func upsert(source: String) -> String {
        let names = (columns + ["delivery", "line", "version"]).joined(separator: ", ")
        let insert = "INSERT INTO \(table) (\(names)) \(source)"
        if intoEmptyTable { return insert }
        let rest = columns.filter { !key.contains($0) }
        let target = "ON CONFLICT (\(key.joined(separator: ", ")))"
        if rest.isEmpty { return "\(insert) \(target) DO NOTHING" }
        let set =
            (rest + ["delivery", "line"]).map { "\($0) = excluded.\($0)" } + [
                "version = \(table).version + 1"
            ]
        let changed = rest.map { "\(table).\($0) IS DISTINCT FROM excluded.\($0)" }.joined(separator: " OR ")
        return "\(insert) \(target) DO UPDATE SET \(set.joined(separator: ", ")) WHERE \(changed)"
    }
}

/// What a load did (装载结果).
public struct LoadCounts: Sendable, Hashable, Codable {
    public var inserted: Int
    public var updated: Int
    public var unchanged: Int

    public init(inserted: Int = 0, updated: Int = 0, unchanged: Int = 0) {
        self.inserted = inserted
        self.updated = updated
        self.unchanged = unchanged
    }

    public static func += (sum: inout LoadCounts, more: LoadCounts) {
        sum.inserted += more.inserted
        sum.updated += more.updated
        sum.unchanged += more.unchanged
    }
}
