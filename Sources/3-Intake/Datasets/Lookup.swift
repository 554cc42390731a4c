import Catalogue
import Regulation
import Standards
import Store

/// A look-up of one row by its key (按键查询), compiled once for a list of items and run as often as needed.
public struct Lookup: Sendable {
    /// A shared statement whose columns are ``items`` in order and whose values are the key's.
    public let sql: String
    public let items: [Item]
    public let key: [Item]
    private let forms: [CanonicalValue]
    // Identity numbers of people not yet born are no business of a look-up.
    private static let endOfTime = 9999_12_31

    /// - Throws: ``DatasetsCodes/itemUnknown`` for an item that is not of the shape.
    public init(_ shape: DatasetShape, items: [Item]) throws(Refusal) {
        let known = Set(shape.items.map(\.number))
        if let unknown = items.first(where: { !known.contains($0.number) }) {
            throw Refusal(DatasetsCodes.itemUnknown, field: unknown.field)
        }
        guard !items.isEmpty else { throw Refusal(DatasetsCodes.itemUnknown) }
        self.items = items
        key = shape.key
        forms = shape.key.map(CanonicalValue.init)
        let columns = items.map(DatasetShape.column).joined(separator: ", ")
        let condition = shape.key.map { "\(DatasetShape.column($0)) = ?" }.joined(separator: " AND ")
        sql = "SELECT \(columns) FROM \(shape.table) WHERE \(condition)"
    }

    /// The values to bind for a key as people write it, in the order of ``key``, in the form in which intake
    /// stored them.
    /// - Throws: ``DatasetsCodes/keyMalformed``; the value itself is never in the message.
    public func values(of written: [String]) throws(Refusal) -> [Value] {
        guard written.count == key.count else { throw Refusal(DatasetsCodes.keyMalformed) }
        var values: [Value] = []
        values.reserveCapacity(written.count)
        for (index, text) in written.enumerated() {
            values.append(try Self.value(text, of: key[index], in: forms[index]))
        }
        return values
    }

    static func value(_ text: String, of item: Item, in form: CanonicalValue) throws(Refusal) -> Value {
        var text = text
        var output: [UInt8] = []
        let reading = text.withUTF8 {
            form.append(UnsafeRawBufferPointer($0), to: &output, today: endOfTime)
        }
        switch reading {
        case .blank where DatasetShape.mayBeBlank(key: item): return .text("")
        case .blank: throw Refusal(DatasetsCodes.keyMalformed, field: item.field)
        case .broken(_, let verdict):
            throw Refusal(
                DatasetsCodes.keyMalformed, detail: Bilingual(verdict.zh, verdict.en), field: item.field)
        case .value: break
        }
        switch DatasetShape.storage(item.type) {
        case "i", "l":
            guard let number = Int64(String(decoding: output, as: UTF8.self)) else {
                throw Refusal(DatasetsCodes.keyMalformed, field: item.field)
            }
            return .int(number)
        default: return .text(String(decoding: output, as: UTF8.self))
        }
    }

    /// Calls `body` with the row of the key, whose columns are ``items`` in order.
    /// - Returns: whether there is one.
    public func callAsFunction(
        _ session: any Session, key: [Value], _ body: (Row) throws -> Void
    ) throws -> Bool {
        var isFound = false
        try session.each(sql, key) { row in
            isFound = true
            try body(row)
        }
        return isFound
    }
}
