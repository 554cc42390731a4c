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
        let (before, after) = words(change)
        return [.head(name), .text(before), .text(after)]
    }

    /// What a change says, in words: of relations those alone that are not on both sides.
    func words(_ change: EntryDifference.Change) -> (before: String, after: String) {
        guard change.element == "relations" else {
            return (words(change.element, change.before), words(change.element, change.after))
        }
        let (old, new) = (
            EntryRelation.read(change.before).relations, EntryRelation.read(change.after).relations
        )
        func text(_ relations: [EntryRelation]) -> String {
            relations.map { $0.line(in: language) }.joined(separator: language == .chinese ? "；" : "; ")
        }
        return (text(old.filter { !new.contains($0) }), text(new.filter { !old.contains($0) }))
    }

    /// One line a change, for lists of many entries: `更新周期：每月 → 每日`; items as numbers.
    func lines(_ difference: EntryDifference) -> [String] {
        var lines = difference.elements.map { change in
            let (before, after) = words(change)
            return texts(
                "entry.changeLine",
                [
                    "element": texts(Self.elementKey(change.element)),
                    "before": before.isEmpty ? texts("entry.nothing") : before,
                    "after": after.isEmpty ? texts("entry.nothing") : after,
                ])
        }
        let items = difference.added.count + difference.removed.count + difference.changed.count
        if items > 0 { lines.append(texts("entry.itemsChanged", ["count": String(items)])) }
        if difference.isReordered { lines.append("\(texts("entry.items")) \(texts("entry.reordered"))") }
        return lines
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
    func words(_ element: String, _ value: String) -> String {
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
