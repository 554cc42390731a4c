import Catalogue
import Protection
import Regulation
import Standards

/// An information item as the interface writes it (信息项).
struct ItemJSON: Codable, Described {
    /// Issued by the platform and fixed for life; not read from a request.
    var number: Int?
    let field: String
    let name: String
    let type: String
    var length: Int?
    var scale: Int?
    var isRequired: Bool?
    var isKey: Bool?
    var identifier: String?
    var mask: String?
    var standard: String?
    var codeList: String?
    var sensitivity: String?
    var grade: String?
    var opening: String?

    init(_ item: Item) {
        number = item.number
        field = item.field
        name = item.name
        type = item.type.rawValue
        length = item.length
        scale = item.scale
        isRequired = item.isRequired
        isKey = item.isKey
        identifier = item.identifier?.rawValue
        mask = item.mask?.rawValue
        standard = item.standard?.description
        codeList = item.codeList?.description
        sensitivity = item.sensitivity?.rawValue
        grade = item.grade
        opening = item.opening?.rawValue
    }

    /// The item as the catalogue takes it; refuses a mask that is none. `place` names it in the refusal.
    func item(at place: String) throws(Refusal) -> Item {
        guard let type = DataType(rawValue: type) else {
            throw Refusal(ServerCodes.invalidField, field: "\(place).type")
        }
        let mask = try mask.map { (text) throws(Refusal) -> MaskKind in
            guard let mask = MaskKind(rawValue: text) else {
                throw Refusal(
                    ServerCodes.invalidField, detail: Bilingual("没有这种脱敏方式", "There is no such mask"),
                    field: "\(place).mask")
            }
            return mask
        }
        return Item(
            number: 0, field: field, name: name, type: type, length: length, scale: scale,
            isRequired: isRequired ?? false, isKey: isKey ?? false,
            identifier: identifier.flatMap { IdentifierKind(rawValue: $0) }, mask: mask,
            standard: try Self.reference(standard, "\(place).standard"),
            codeList: try Self.reference(codeList, "\(place).codeList"),
            sensitivity: sensitivity.flatMap { Sensitivity.ID(rawValue: $0) }, grade: grade,
            opening: opening.flatMap { OpeningType.ID(rawValue: $0) })
    }

    /// A code, or a code with its version; nil where nothing is named.
    static func reference(_ text: String?, _ field: String) throws(Refusal) -> StandardReference? {
        guard let text, !text.isEmpty else { return nil }
        guard let reference = StandardReference(text) else {
            throw Refusal(
                ServerCodes.invalidField,
                detail: Bilingual("标准代码写作 DE0101 或 DE0101@2", "A standard is named DE0101 or DE0101@2"),
                field: field)
        }
        return reference
    }

    static let schema = Schema.named(
        "Item", Bilingual("信息项", "An information item"),
        .object([
            .init("number", Bilingual("序号，由平台确定", "Number, given by the platform"), .count, optional: true),
            .init("field", Bilingual("英文字段名", "Field name"), .text(200)),
            .init("name", Bilingual("信息项名称", "Name"), .text(200)),
            .init("type", Bilingual("数据类型", "Data type by its letter"), .oneOf(DataType.self)),
            .init("length", Bilingual("数据长度", "Length"), .integer(0...100_000), optional: true),
            .init("scale", Bilingual("小数位数", "Digits after the point"), .integer(0...100), optional: true),
            .init("isRequired", Bilingual("是否必填", "Whether every row has a value"), .boolean, optional: true),
            .init("isKey", Bilingual("是否主键", "Whether it is part of the key"), .boolean, optional: true),
            .init(
                "identifier", Bilingual("标识类型", "Kind of identifier"), .oneOf(IdentifierKind.self),
                optional: true),
            .init("standard", Bilingual("数据元标准", "Item standard"), .text(60), optional: true),
            .init("codeList", Bilingual("代码集", "Code list"), .text(60), optional: true),
            .init(
                "sensitivity", Bilingual("信息项敏感程度", "Sensitivity of the item"), .oneOf(Sensitivity.ID.self),
                optional: true),
            .init("grade", Bilingual("信息项数据级别", "Grade of the item"), .text(40), optional: true),
            .init(
                "opening",
                Bilingual(
                    "信息项开放类型，不得宽于条目；缺省同条目",
                    "Opening type of the item, never wider than the entry's, which it has unless stated"),
                .oneOf(OpeningType.ID.self), optional: true),
            .init(
                "mask", Bilingual("脱敏方式，如 name、generic:3:4", "Mask, such as name or generic:3:4"), .text(40),
                optional: true),
        ]))
}
