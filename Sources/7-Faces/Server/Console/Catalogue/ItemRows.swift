import Catalogue
import Protection
import Regulation
import Standards

/// The rows in which items are written (信息项编辑行): plain inputs, one table row an item.
struct ItemRows {
    let rows: [Row]
    /// The key of the next new row.
    let next: Int
    let max: Int
    /// An empty row that the script copies.
    let template: Row
    let types: [FieldView.Option]

    struct Row {
        /// Tells rows apart within the form; not the item's number.
        let key: String
        let number: String
        let field: String
        let name: String
        let length: String
        let scale: String
        let isRequired: Bool
        let isKey: Bool
        let types: [FieldView.Option]
        let identifiers: [FieldView.Option]
        let masks: [FieldView.Option]
        let standard: String
        let codeList: String
        let sensitivities: [FieldView.Option]
        let grades: [FieldView.Option]
        let openings: [FieldView.Option]
        let error: String?
    }

    /// The rows of `form`, with what is wrong with each.
    init(_ form: Form, reasons: [Reason], profile: Profile, visit: Visit) {
        let keys = form.all("row").filter { Int($0) != nil }
        rows = keys.map { Self.row($0, form, reasons, profile, visit) }
        next = (keys.compactMap { Int($0) }.max() ?? 0) + 1
        max = EntryCheck.itemsMax
        template = Self.row("__row__", Form(), [], profile, visit)
        types = template.types
    }

    private static func row(
        _ key: String, _ form: Form, _ reasons: [Reason], _ profile: Profile, _ visit: Visit
    ) -> Row {
        func value(_ name: String) -> String { form["item-\(key)-\(name)"] }
        func options(_ values: [(String, String)], _ chosen: String) -> [FieldView.Option] {
            values.map { FieldView.Option(id: "", value: $0.0, text: $0.1, isChosen: $0.0 == chosen) }
        }
        let language = visit.language
        func words(_ term: some StandardTerm) -> String { language == .chinese ? term.zh : term.en }
        let none = [("", visit.texts("item.none"))]
        let number = value("number")
        return Row(
            key: key, number: number, field: value("field"), name: value("name"), length: value("length"),
            scale: value("scale"), isRequired: form.has("item-\(key)-required"),
            isKey: form.has("item-\(key)-key"),
            types: options(
                DataType.allCases.map { ($0.rawValue, "\(words($0)) \($0.rawValue)") }, value("type")),
            identifiers: options(
                none + IdentifierKind.allCases.map { ($0.rawValue, words($0)) }, value("identifier")),
            masks: options(none + MaskKind.named.map { ($0.rawValue, words($0)) }, value("mask")),
            standard: value("standard"), codeList: value("codeList"),
            sensitivities: options(
                [("", visit.texts("item.asEntrySensitivity"))]
                    + profile.sensitivities.map { ($0.id.rawValue, $0.word[language]) },
                value("sensitivity")),
            grades: options(
                [("", visit.texts("item.asEntryGrade"))]
                    + DataGrade.allCases.map { ($0.rawValue, words($0)) },
                value("grade")),
            openings: options(
                [("", visit.texts("item.asEntryOpening"))]
                    + profile.openingTypes.map { ($0.id.rawValue, $0.word[language]) },
                value("opening")),
            error: FaultsView.error(at: "row.\(key)", reasons, language)
                ?? (number.isEmpty ? nil : FaultsView.error(at: "items.\(number)", reasons, language)))
    }

    /// The items that the form's rows state, empty rows left out. The catalogue gives new items their numbers.
    static func items(_ form: Form) throws(Refusal) -> [Item] {
        var reasons: [Reason] = []
        var items: [Item] = []
        for key in form.all("row") where Int(key) != nil {
            func value(_ name: String) -> String { form["item-\(key)-\(name)"] }
            guard !value("field").isEmpty || !value("name").isEmpty else { continue }
            let length = whole(value("length"), key, Bilingual("数据长度", "length"), &reasons)
            let scale = whole(value("scale"), key, Bilingual("小数位数", "scale"), &reasons)
            func reference(_ name: String, _ word: Bilingual) -> StandardReference? {
                if value(name).isEmpty { return nil }
                let read = StandardReference(value(name).uppercased())
                if read == nil {
                    reasons.append(
                        Reason(
                            ServerCodes.invalidField,
                            detail: Bilingual("\(word.zh)的代码不合规定", "not the code of a \(word.en)"),
                            field: "row.\(key)"))
                }
                return read
            }
            items.append(
                Item(
                    number: Int(value("number")) ?? items.count + 1, field: value("field"),
                    name: value("name"),
                    type: DataType(rawValue: value("type")) ?? .characters, length: length, scale: scale,
                    isRequired: form.has("item-\(key)-required"), isKey: form.has("item-\(key)-key"),
                    identifier: IdentifierKind(rawValue: value("identifier")),
                    mask: MaskKind(rawValue: value("mask")),
                    standard: reference("standard", Bilingual("数据元标准", "standard")),
                    codeList: reference("codeList", Bilingual("代码集", "code list")),
                    sensitivity: Sensitivity.ID(rawValue: value("sensitivity")),
                    grade: value("grade").isEmpty ? nil : value("grade"),
                    opening: OpeningType.ID(rawValue: value("opening"))))
        }
        if !reasons.isEmpty { throw Refusal(reasons) }
        return items
    }

    private static func whole(
        _ text: String, _ key: String, _ word: Bilingual, _ reasons: inout [Reason]
    ) -> Int? {
        if text.isEmpty { return nil }
        if let value = Int(text), (0...100_000).contains(value) { return value }
        reasons.append(
            Reason(
                ServerCodes.invalidField,
                detail: Bilingual("\(word.zh)应为整数", "\(word.en) is a whole number"), field: "row.\(key)"))
        return nil
    }

    /// The pairs of a form that stands for `items`.
    static func pairs(_ items: [Item]) -> [(name: String, value: String)] {
        items.enumerated().flatMap { index, item -> [(name: String, value: String)] in
            let key = String(index + 1)
            var pairs: [(name: String, value: String)] = [
                ("row", key), ("item-\(key)-number", String(item.number)), ("item-\(key)-field", item.field),
                ("item-\(key)-name", item.name), ("item-\(key)-type", item.type.rawValue),
                ("item-\(key)-length", item.length.map(String.init) ?? ""),
                ("item-\(key)-scale", item.scale.map(String.init) ?? ""),
                ("item-\(key)-identifier", item.identifier?.rawValue ?? ""),
                ("item-\(key)-mask", item.mask?.rawValue ?? ""),
                ("item-\(key)-standard", item.standard?.description ?? ""),
                ("item-\(key)-codeList", item.codeList?.description ?? ""),
                ("item-\(key)-sensitivity", item.sensitivity?.rawValue ?? ""),
                ("item-\(key)-grade", item.grade ?? ""),
                ("item-\(key)-opening", item.opening?.rawValue ?? ""),
            ]
            if item.isRequired { pairs.append(("item-\(key)-required", "yes")) }
            if item.isKey { pairs.append(("item-\(key)-key", "yes")) }
            return pairs
        }
    }
}
