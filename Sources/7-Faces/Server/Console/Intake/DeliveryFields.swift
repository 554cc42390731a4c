import Intake
import Regulation

/// What a person may say of a file beside sending it (交付表单项): the same for deliveries and for proposals.
struct DeliveryFields {
    let visit: Visit

    /// - Parameter mappings: the saved ones to choose from; without any there is no such field.
    func fields(mappings: [SavedMapping], chosen: DeliveryOptions = DeliveryOptions()) -> [FieldView] {
        let texts = visit.texts
        var fields: [FieldView] = []
        if !mappings.isEmpty {
            fields.append(
                .select(
                    "mapping", texts("mapping.title"),
                    options: [("", texts("delivery.mappingNone"))]
                        + mappings.map {
                            (
                                $0.source,
                                texts("mapping.choice", ["source": $0.source, "version": String($0.version)])
                            )
                        },
                    chosen: chosen.mapping ?? ""))
        }
        return fields + [
            .select(
                "format", texts("delivery.format"),
                options: [("", texts("delivery.encoding-auto"))]
                    + DeliveryFormat.allCases.map { ($0.rawValue, $0.name[visit.language]) },
                chosen: chosen.format?.rawValue ?? ""),
            .select(
                "encoding", texts("delivery.encoding"),
                options: DeliveryOptions.Encoding.allCases.map {
                    ($0.rawValue, texts("delivery.encoding-\($0.rawValue)"))
                }, chosen: chosen.encoding.rawValue),
            .select(
                "header", texts("delivery.header"),
                options: DeliveryOptions.Header.allCases.map {
                    ($0.rawValue, texts("delivery.header-\($0.rawValue)"))
                }, chosen: chosen.header.rawValue),
            .input(
                "sheet", texts("delivery.sheet"), value: chosen.sheet ?? "",
                hint: texts("delivery.sheetHint"),
                maxLength: 100),
            .input(
                "row", texts("delivery.rowElement"), value: chosen.rowElement ?? "",
                hint: texts("delivery.rowHint"), maxLength: 400),
        ]
    }

    /// Reads one field of the form into `options`; fields of another name are passed over.
    static func take(_ name: String, _ value: String, _ options: inout DeliveryOptions) {
        let text = value.isEmpty ? nil : value
        switch name {
        case "mapping": options.mapping = text
        case "format": options.format = DeliveryFormat(rawValue: value)
        case "encoding": options.encoding = DeliveryOptions.Encoding(rawValue: value) ?? .auto
        case "header": options.header = DeliveryOptions.Header(rawValue: value) ?? .auto
        case "sheet": options.sheet = text
        case "row": options.rowElement = text
        default: break
        }
    }
}
