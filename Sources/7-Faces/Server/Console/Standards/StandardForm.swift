import Catalogue
import Regulation
import Standards

/// The form in which a standard is drafted (数据标准起草表).
struct StandardForm {
    let fields: [FieldView]
    let item: [FieldView]
    let values: [FieldView]

    init(_ form: Form, reasons: [Reason], standard: DataStandard?, desk: Desk, visit: Visit) {
        let texts = visit.texts
        let language = visit.language
        func error(_ name: String) -> String? { FaultsView.error(at: name, reasons, language) }
        func input(_ name: String, _ key: String, required: Bool = false, hint: String? = nil) -> FieldView {
            .input(
                name, texts(key), value: form[name], hint: hint, error: error(name), required: required,
                maxLength: 200)
        }
        let code: FieldView = .input(
            "code", texts("standard.code"), value: form["code"], hint: texts("standard.codeHint"),
            error: error("code"), required: true, maxLength: StandardReference.codeMax)
        let kind: FieldView = .select(
            "kind", texts("standard.kind"),
            options: DataStandard.Kind.allCases.map { ($0.rawValue, texts("standard.kind-\($0.rawValue)")) },
            chosen: form["kind"], error: error("kind"), required: true)
        fields =
            (standard == nil ? [code, kind] : [kind]) + [
                input("nameZh", "standard.nameZh", required: true), input("nameEn", "standard.nameEn"),
                .area(
                    "definition", texts("standard.definition"), value: form["definition"], rows: 2,
                    error: error("definition"), required: true),
                input("source", "standard.source", required: true, hint: texts("standard.sourceHint")),
                .input(
                    "validFrom", texts("standard.validFrom"), value: form["validFrom"], type: "date",
                    error: error("validFrom")),
            ]
        let none = [("", texts("item.none"))]
        item = [
            .select(
                "type", texts("item.type"),
                options: DataType.allCases.map { ($0.rawValue, "\(desk.word($0, language)) \($0.rawValue)") },
                chosen: form["type"], error: error("type")),
            .input(
                "length", texts("item.length"), value: form["length"], error: error("length"), maxLength: 6,
                inputMode: "numeric"),
            .input(
                "scale", texts("item.scale"), value: form["scale"], error: error("scale"), maxLength: 3,
                inputMode: "numeric"),
            .select(
                "identifier", texts("item.identifier"),
                options: none + IdentifierKind.allCases.map { ($0.rawValue, desk.word($0, language)) },
                chosen: form["identifier"], error: error("identifier")),
            input("codeList", "item.codeList"), input("format", "standard.format"),
        ]
        values = [
            .area(
                "values", texts("standard.values"), value: form["values"], rows: 10,
                hint: texts("standard.valuesHint"), error: error("values") ?? error("file"),
                maxLength: 500_000)
        ]
    }

    static func empty(_ query: Form) -> Form {
        Form([("code", query["from"]), ("kind", query["kind"].isEmpty ? "item" : query["kind"])])
    }

    static func filled(_ standard: DataStandard) -> Form {
        let content = standard.content
        var pairs: [(name: String, value: String)] = [
            ("code", standard.code), ("kind", standard.kind.rawValue), ("nameZh", content.nameZh),
            ("nameEn", content.nameEn), ("definition", content.definition), ("source", content.source),
            ("validFrom", content.validFrom?.description ?? ""),
        ]
        if let item = content.item {
            pairs += [
                ("type", item.type.rawValue), ("length", item.length.map(String.init) ?? ""),
                ("scale", item.scale.map(String.init) ?? ""),
                ("identifier", item.identifier?.rawValue ?? ""),
                ("codeList", item.codeList?.description ?? ""), ("format", item.format),
            ]
        }
        if let list = content.codeList { pairs.append(("values", list.csv)) }
        return Form(pairs)
    }

    /// What the form states.
    static func content(_ form: Form) throws(Refusal) -> StandardContent {
        func whole(_ name: String) throws(Refusal) -> Int? {
            if form[name].isEmpty { return nil }
            guard let value = Int(form[name]), (0...100_000).contains(value) else {
                throw Refusal(
                    ServerCodes.invalidField, detail: Bilingual("应为整数", "a whole number"), field: name)
            }
            return value
        }
        var validFrom: LocalDate?
        if !form["validFrom"].isEmpty {
            validFrom = LocalDate(form["validFrom"])
            if validFrom == nil { throw Refusal(ServerCodes.invalidField, field: "validFrom") }
        }
        let shape: StandardContent.Shape
        if form["kind"] == DataStandard.Kind.codeList.rawValue {
            shape = .codeList(try CodeList(csv: Array(form["values"].utf8)))
        } else {
            guard let type = DataType(rawValue: form["type"]) else {
                throw Refusal(ServerCodes.invalidField, field: "type")
            }
            shape = .item(
                ItemStandard(
                    type: type, length: try whole("length"), scale: try whole("scale"),
                    identifier: IdentifierKind(rawValue: form["identifier"]),
                    codeList: try ItemJSON.reference(form["codeList"], "codeList"), format: form["format"]))
        }
        return StandardContent(
            nameZh: form["nameZh"], nameEn: form["nameEn"], definition: form["definition"],
            source: form["source"], validFrom: validFrom, shape: shape)
    }
}
