import Catalogue
import Datasets
import Regulation

/// Which column of the file is which item (列对应).
struct HeaderMatch: Sendable {
    /// The items that the file or its mapping gives, the key first.
    let items: [Item]
    /// The position in the file of each of ``items``; below 0 the constant at `-1 - place`.
    let places: [Int]
    let constants: [String]
    let fieldCount: Int
    let hasHeader: Bool

    /// Names of columns told in a refusal, and characters of each, at the most.
    private static let namesMax = 20
    private static let nameCharactersMax = 40

    /// What a column of the file is.
    private enum Match: Equatable {
        case item(Int)
        case ignored
        case unknown
    }

    /// Matches the first record of a file with the items of its entry.
    ///
    /// Names match by the mapping, else by the item's name or its field (letters of any case), in any order. Optional
    /// items that are not part of the key may be absent: a delivery then leaves their values as they are.
    /// - Parameter isNamed: whether the record is the names that the format itself gives.
    /// - Throws: every missing, repeated and unknown column at once.
    init(
        first record: [String], isNamed: Bool = false, shape: DatasetShape, header: DeliveryOptions.Header,
        mapping: ColumnMapping? = nil, profile: Profile
    ) throws(Refusal) {
        let names = record.map(Self.trimmed)
        let read = names.map { Self.match($0, shape, mapping) }
        let matched = read.filter { $0 != .unknown }.count
        let isHeader =
            switch header {
            case _ where isNamed: true
            case .present: true
            case .absent: false
            case .auto: matched > 0 && matched * 2 >= names.count
            }
        hasHeader = isHeader
        fieldCount = record.count
        var placeOf: [Int?]
        if isHeader || mapping != nil {
            let matches =
                isHeader ? read : record.indices.map { Self.match("#\($0 + 1)", shape, mapping) }
            placeOf = Array(repeating: nil, count: shape.items.count)
            var repeated: [String] = []
            for (place, match) in matches.enumerated() {
                guard case .item(let index) = match else { continue }
                if placeOf[index] != nil {
                    repeated.append(shape.items[index].name)
                } else {
                    placeOf[index] = place
                }
            }
            for (index, constant) in (mapping?.constants ?? []).enumerated() {
                if let item = shape.items.firstIndex(where: { $0.field == constant.item }) {
                    placeOf[item] = -1 - index
                }
            }
            let missing = shape.items.indices.filter {
                placeOf[$0] == nil && (shape.items[$0].isRequired || shape.items[$0].isKey)
            }
            let unknown = names.indices.filter { matches[$0] == .unknown }
            let isSafe = isHeader && (matched > 0 || isNamed)
            let reasons = Self.reasons(
                missing: missing.map { Self.name(shape.items[$0], mapping) }, repeated: repeated,
                // A first row that names nothing may be data: then only its positions are told.
                unknown: unknown.map { isSafe && !names[$0].isEmpty ? names[$0] : "#\($0 + 1)" },
                profile: profile)
            guard reasons.isEmpty else { throw Refusal(reasons) }
        } else {
            guard record.count == shape.items.count else {
                throw Refusal(
                    IntakeCodes.columnCount, article: profile.article(for: .deliveryQuality),
                    detail: Bilingual(
                        "文件 \(record.count) 列，目录 \(shape.items.count) 项",
                        "\(record.count) columns for \(shape.items.count) items"))
            }
            placeOf = Array(shape.items.indices)
        }
        let order =
            shape.items.indices.filter { shape.items[$0].isKey }
            + shape.items.indices.filter { !shape.items[$0].isKey }
        let present = order.compactMap { index in placeOf[index].map { (shape.items[index], $0) } }
        items = present.map(\.0)
        places = present.map(\.1)
        constants = mapping?.constants.map(\.value) ?? []
    }

    private static func match(_ name: String, _ shape: DatasetShape, _ mapping: ColumnMapping?) -> Match {
        if let column = mapping?.columns.first(where: { $0.column == name }) {
            guard let field = column.item else { return .ignored }
            return shape.items.firstIndex { $0.field == field }.map(Match.item) ?? .unknown
        }
        guard let index = shape.items.firstIndex(where: { matches(name, $0) }) else { return .unknown }
        // An item that the mapping gives otherwise is not taken from a column of its name as well.
        let field = shape.items[index].field
        let isGiven =
            mapping.map { mapping in
                mapping.columns.contains { $0.item == field }
                    || mapping.constants.contains { $0.item == field }
            } ?? false
        return isGiven ? .unknown : .item(index)
    }

    /// A missing item, with the column that its mapping expects.
    private static func name(_ item: Item, _ mapping: ColumnMapping?) -> String {
        guard let column = mapping?.columns.first(where: { $0.item == item.field }) else { return item.name }
        return "\(column.column)→\(item.name)"
    }

    private static func reasons(
        missing: [String], repeated: [String], unknown: [String], profile: Profile
    ) -> [Reason] {
        var reasons: [Reason] = []
        if !missing.isEmpty {
            reasons.append(
                Reason(
                    IntakeCodes.columnMissing, article: profile.article(for: .deliveryQuality),
                    detail: list(missing), field: "header"))
        }
        if !unknown.isEmpty {
            reasons.append(
                Reason(
                    IntakeCodes.columnBeyondPlan, article: profile.article(for: .collectionScope),
                    detail: list(unknown), field: "header"))
        }
        if !repeated.isEmpty {
            reasons.append(
                Reason(
                    IntakeCodes.columnRepeated, article: profile.article(for: .deliveryQuality),
                    detail: list(repeated), field: "header"))
        }
        return reasons
    }

    static func list(_ names: [String]) -> Bilingual {
        let told = names.prefix(namesMax).map { String($0.prefix(nameCharactersMax)) }
        let more = names.count > namesMax ? names.count - namesMax : 0
        return Bilingual(
            told.joined(separator: "、") + (more > 0 ? "，另有 \(more) 列" : ""),
            told.joined(separator: ", ") + (more > 0 ? " and \(more) more" : ""))
    }

    static func trimmed(_ text: String) -> String {
        var text = text[...]
        while let first = text.first, first.isWhitespace { text.removeFirst() }
        while let last = text.last, last.isWhitespace { text.removeLast() }
        return String(text)
    }

    static func matches(_ name: String, _ item: Item) -> Bool {
        name == item.name
            || (name.utf8.count == item.field.utf8.count && name.lowercased() == item.field.lowercased())
    }
}
