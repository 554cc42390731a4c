import Catalogue
import Regulation
import Standards
import Store

/// The table that an entry's items become (数据集结构): names are numbers of the platform, never a person's words.
public struct DatasetShape: Sendable, Hashable {
    public static let itemsMax = 500

    public let entry: String
    public let number: Int64
    public let items: [Item]
    /// The items that tell rows apart, in order.
    public let key: [Item]

    /// - Throws: ``DatasetsCodes`` key-missing, key-type and items-too-many.
    public init(_ entry: Entry) throws(Refusal) {
        try self.init(entry: entry.id, number: entry.number, items: entry.content.items)
    }

    /// The shape that `items` had at some time: a delivery keeps those it was accepted for.
    public init(entry: String, number: Int64, items: [Item]) throws(Refusal) {
        self.entry = entry
        self.number = number
        self.items = items
        key = items.filter(\.isKey)
        guard !key.isEmpty else { throw Refusal(DatasetsCodes.keyMissing, field: "items") }
        guard items.count <= Self.itemsMax else {
            throw Refusal(DatasetsCodes.tooManyItems, field: "items")
        }
        if let wrong = key.first(where: { !Self.mayBeKey($0.type) }) {
            throw Refusal(
                DatasetsCodes.keyType,
                detail: Bilingual(
                    "信息项“\(wrong.name)”为\(wrong.type.zh)", "Item \(wrong.field) is \(wrong.type.en)"),
                field: wrong.field)
        }
    }

    private static func mayBeKey(_ type: DataType) -> Bool {
        switch type {
        case .double, .float, .memo, .general: false
        default: true
        }
    }

    public var table: String { "d_\(number)" }

    public static func column(_ item: Item) -> String { "i_\(item.number)" }

    /// A key part without a value is the empty text; only types stored as text have one.
    public static func mayBeBlank(key item: Item) -> Bool {
        guard !item.isRequired else { return false }
        return switch item.type {
        case .characters, .date, .dateTime: true
        default: false
        }
    }

    /// How the values of `type` are stored: one letter that must stay as it is for the life of an item.
    public static func storage(_ type: DataType) -> Character {
        switch type {
        case .characters, .memo, .general, .date, .dateTime: "t"
        case .numeric, .currency: "n"
        case .integer: "i"
        case .double, .float: "r"
        case .logical: "l"
        }
    }

    private static func columnType(_ type: DataType, _ dialect: Dialect) -> String {
        switch (storage(type), dialect) {
        case ("i", _): "BIGINT"
        case ("r", _): "DOUBLE PRECISION"
        case ("l", _): "SMALLINT"
        case ("n", .postgresql): "NUMERIC"
        // Keys are read in the order of their bytes, on both engines alike.
        case ("t", .postgresql): "TEXT COLLATE \"C\""
        default: "TEXT"
        }
    }

    func creation(_ dialect: Dialect) -> String {
        let columns = items.map { item in
            "\(Self.column(item)) \(Self.columnType(item.type, dialect))" + (item.isKey ? " NOT NULL" : "")
        }
        let names = key.map(Self.column).joined(separator: ", ")
        let parts =
            columns + [
                "delivery BIGINT NOT NULL", "line BIGINT NOT NULL", "version BIGINT NOT NULL",
                "PRIMARY KEY (\(names))",
            ]
        return dialect.schema("CREATE TABLE \(table) (\(parts.joined(separator: ", "))) KEYED_TABLE")
    }

    func addition(of item: Item, _ dialect: Dialect) -> String {
        "ALTER TABLE \(table) ADD COLUMN \(Self.column(item)) \(Self.columnType(item.type, dialect))"
    }
}
