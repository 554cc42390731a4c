import Catalogue
import Protection
import Regulation
import Standards

/// What one content says otherwise than another, in words (变更对照): element by element, then item by item with each
/// attribute that differs.
struct EntryChanges {
    let description: EntryDescription

    private var texts: TextNode { description.texts }
    private var language: Language { description.language }
    private var desk: Desk { description.desk }

    /// The words above the two columns; by default before and after.
    func table(_ difference: EntryDifference, before: String? = nil, after: String? = nil) -> TableView {
        var rows = difference.elements.map { row(texts(Self.elementKey($0.element)), $0) }
        for item in difference.changed {
            rows += item.attributes.map { change in
                row(
                    "\(texts("item.one")) \(item.after.name) · \(texts(Self.attributeKey(change.element)))",
                    change)
            }
        }
        rows += difference.added.map {
            [.head("\(texts("entry.itemAdded")) \($0.name)"), .text(""), .text(summary($0))]
        }
        rows += difference.removed.map {
            [.head("\(texts("entry.itemRemoved")) \($0.name)"), .text(summary($0)), .text("")]
        }
        if difference.isReordered {
            rows.append([.head(texts("entry.items")), .text(""), .text(texts("entry.reordered"))])
        }
        return TableView(
            texts("entry.changes"), captionHidden: true,
            columns: [
                .init(texts("entry.element")), .init(before ?? texts("entry.before")),
                .init(after ?? texts("entry.after")),
            ], rows: rows, empty: EmptyView(texts("entry.noChanges"), texts("entry.noChangesText")))
    }

    private func row(_ name: String, _ change: EntryDifference.Change) -> [Cell] {
        [
            .head(name), .text(words(change.element, change.before)),
            .text(words(change.element, change.after)),
        ]
    }

    /// The text key of an element.
    static func elementKey(_ element: String) -> String {
        element == "updateCycle" ? "entry.cycle" : "entry.\(element)"
    }

    /// The text key of an attribute of an item.
    static func attributeKey(_ attribute: String) -> String {
        switch attribute {
        case "isRequired": "item.required"
        case "isKey": "item.key"
        default: "item.\(attribute)"
        }
    }

    /// A stable code in the words of the reader; texts as they are.
    private func words(_ element: String, _ value: String) -> String {
        func word<T: StandardTerm & RawRepresentable<String>>(_ type: T.Type) -> String {
            T(rawValue: value).map { desk.word($0, language) } ?? value
        }
        return switch element {
        case "updateCycle": word(UpdateCycle.self)
        case "sensitivity":
            Sensitivity.ID(rawValue: value).map { desk.sensitivityWord($0, language) } ?? value
        case "grade": word(DataGrade.self)
        case "affectedObject": word(DataGrade.AffectedObject.self)
        case "harm": word(DataGrade.Harm.self)
        case "sharing": SharingType.ID(rawValue: value).map { desk.sharingWord($0, language) } ?? value
        case "opening": OpeningType.ID(rawValue: value).map { desk.openingWord($0, language) } ?? value
        case "type": word(DataType.self)
        case "identifier": word(IdentifierKind.self)
        case "mask": MaskKind(rawValue: value).map { desk.word($0, language) } ?? value
        case "isRequired", "isKey", "secrecyAssessed", "personalInformationAssessed":
            texts(value == "true" ? "entry.yes" : "entry.no")
        default: value
        }
    }

    private func summary(_ item: Item) -> String {
        var parts = [item.name, item.field, item.type.rawValue, description.length(item)]
        parts += description.demands(item).map(\.text)
        if let identifier = item.identifier { parts.append(desk.word(identifier, language)) }
        if let mask = item.mask { parts.append(desk.word(mask, language)) }
        parts += [item.standard?.description, item.codeList?.description].compactMap { $0 }
        parts.append(description.grading(item))
        return parts.filter { !$0.isEmpty }.joined(separator: " · ")
    }
}
