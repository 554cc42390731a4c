import Catalogue
import Exchange
import Foundation
import Protection
import Regulation

/// The items that a reviewer may take away or mask while approving (授权内容调整).
struct AmendmentForm {
    let rows: [Row]

    struct Row {
        let name: String
        let field: String
        let choice: FieldView
    }

    init(_ items: [GrantedItem], of entry: Entry, desk: Desk, visit: Visit) {
        let known = Dictionary(entry.content.items.map { ($0.field, $0) }) { first, _ in first }
        rows = items.map { granted in
            let item = known[granted.field]
            var transforms: [Transform] = [.none, .digest, .drop]
            if let mask = item?.mask { transforms.insert(.mask(mask), at: 1) }
            if !transforms.contains(granted.transform) { transforms.insert(granted.transform, at: 1) }
            let label = item?.name ?? granted.field
            return Row(
                name: label, field: granted.field,
                choice: .select(
                    "transform-\(granted.field)", label,
                    options: transforms.map { ($0.rawValue, Self.word($0, desk, visit)) },
                    chosen: granted.transform.rawValue))
        }
    }

    static func word(_ transform: Transform, _ desk: Desk, _ visit: Visit) -> String {
        switch transform {
        case .none: visit.texts("transform.none")
        case .mask(let kind): desk.word(kind, visit.language)
        case .digest: visit.texts("transform.digest")
        case .drop: visit.texts("transform.drop")
        }
    }

    /// The amendment in the form that the exchange reads; nil where the form holds none.
    static func read(_ form: Form) -> String? {
        let prefix = "transform-"
        let items = form.names.filter { $0.hasPrefix(prefix) }.compactMap { name in
            Transform(rawValue: form[name]).map {
                GrantedItem(field: String(name.dropFirst(prefix.count)), transform: $0)
            }
        }
        guard !items.isEmpty, let data = try? JSONEncoder().encode(items) else { return nil }
        return String(decoding: data, as: UTF8.self)
    }
}
