import Catalogue
import Datasets
import Regulation

/// Which column of the file is which item (列对应).
struct HeaderMatch: Sendable {
    /// The items that the file has, the key first.
    let items: [Item]
    /// The position in the file of each of ``items``.
    let places: [Int]
    let fieldCount: Int
    let hasHeader: Bool

    /// Names of columns told in a refusal, and characters of each, at the most.
    private static let namesMax = 20
    private static let nameCharactersMax = 40

    /// Matches the first record of a file with the items of its entry.
    ///
    /// Names match by the item's name or its field (letters of any case), in any order. Optional items that are
    /// not part of the key may be absent: a delivery then leaves their values as they are.
    /// - Throws: every missing, repeated and unknown column at once.
    init(
        first record: [String], shape: DatasetShape, header: DeliveryOptions.Header, profile: Profile
    ) throws(Refusal) {
        let names = record.map(Self.trimmed)
        let matches = names.map { name in shape.items.firstIndex { Self.matches(name, $0) } }
        let matched = matches.filter { $0 != nil }.count
        let isHeader =
            switch header {
            case .present: true
            case .absent: false
            case .auto: matched > 0 && matched * 2 >= names.count
            }
        hasHeader = isHeader
        fieldCount = record.count
        var placeOf: [Int?]
        if isHeader {
            placeOf = Array(repeating: nil, count: shape.items.count)
            var repeated: [String] = []
            for (place, match) in matches.enumerated() {
                guard let match else { continue }
                if placeOf[match] != nil {
                    repeated.append(shape.items[match].name)
                } else {
                    placeOf[match] = place
                }
            }
            let missing = shape.items.indices.filter {
                placeOf[$0] == nil && (shape.items[$0].isRequired || shape.items[$0].isKey)
            }
            let unknown = names.indices.filter { matches[$0] == nil }
            let reasons = Self.reasons(
                missing: missing.map { shape.items[$0].name }, repeated: repeated,
                // A first row that names nothing may be data: then only its positions are told.
                unknown: unknown.map { matched > 0 && !names[$0].isEmpty ? names[$0] : "#\($0 + 1)" },
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

    private static func list(_ names: [String]) -> Bilingual {
        let told = names.prefix(namesMax).map { String($0.prefix(nameCharactersMax)) }
        let more = names.count > namesMax ? names.count - namesMax : 0
        return Bilingual(
            told.joined(separator: "、") + (more > 0 ? "，另有 \(more) 列" : ""),
            told.joined(separator: ", ") + (more > 0 ? " and \(more) more" : ""))
    }

    private static func trimmed(_ text: String) -> String {
        var text = text[...]
        while let first = text.first, first.isWhitespace { text.removeFirst() }
        while let last = text.last, last.isWhitespace { text.removeLast() }
        return String(text)
    }

    private static func matches(_ name: String, _ item: Item) -> Bool {
        name == item.name
            || (name.utf8.count == item.field.utf8.count && name.lowercased() == item.field.lowercased())
    }
}
