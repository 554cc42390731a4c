import Catalogue
import Regulation
import Standards

/// A data standard as the interface writes it (数据标准).
struct StandardJSON: Codable, Described {
    let id: String
    let code: String
    let version: Int
    let state: String
    let body: NamedJSON
    let revision: Int64
    let reviewCase: String?
    let updatedAt: String
    let issuedAt: String?
    let content: StandardContentJSON

    init(_ standard: DataStandard, body: NamedJSON) {
        id = standard.id
        code = standard.code
        version = standard.version
        state = standard.state.rawValue
        self.body = body
        revision = standard.revision
        reviewCase = standard.reviewCase
        updatedAt = standard.updatedAt.iso8601
        issuedAt = standard.issuedAt?.iso8601
        content = StandardContentJSON(standard.content)
    }

    static let schema = Schema.named(
        "DataStandard", Bilingual("数据标准", "A data standard"),
        .object([
            .init("id", Bilingual("编号", "Id"), .id),
            .init("code", Bilingual("标准代码", "Code"), .text(StandardReference.codeMax)),
            .init("version", Bilingual("版本", "Version"), .count),
            .init("state", Bilingual("状态", "State"), .oneOf(DataStandard.State.self)),
            .init("body", Bilingual("起草单位", "Drafting body"), NamedJSON.schema),
            .init("revision", Bilingual("修改序号", "Revision"), .amount),
            .init("reviewCase", Bilingual("审核办件", "Review case"), .id, optional: true),
            .init("updatedAt", Bilingual("修改时间", "Updated at"), .instant),
            .init("issuedAt", Bilingual("发布时间", "Issued at"), .instant, optional: true),
            .init("content", Bilingual("内容", "Content"), StandardContentJSON.schema),
        ]))
}

/// What a department writes as a standard, as the interface reads and writes it (数据标准内容).
struct StandardContentJSON: Codable, Described {
    let kind: String
    let nameZh: String
    var nameEn: String?
    let definition: String
    let source: String
    var validFrom: String?
    var type: String?
    var length: Int?
    var scale: Int?
    var identifier: String?
    var codeList: String?
    var format: String?
    var values: [ValueJSON]?

    struct ValueJSON: Codable {
        let code: String
        let name: String
        var parent: String?
        var from: String?
        var until: String?
    }

    init(_ content: StandardContent) {
        kind = content.kind.rawValue
        nameZh = content.nameZh
        nameEn = content.nameEn
        definition = content.definition
        source = content.source
        validFrom = content.validFrom?.description
        type = content.item?.type.rawValue
        length = content.item?.length
        scale = content.item?.scale
        identifier = content.item?.identifier?.rawValue
        codeList = content.item?.codeList?.description
        format = content.item?.format
        values = content.codeList?.values.map {
            ValueJSON(
                code: $0.code, name: $0.name, parent: $0.parent, from: $0.from?.description,
                until: $0.until?.description)
        }
    }

    /// The content as the catalogue takes it.
    func content() throws(Refusal) -> StandardContent {
        StandardContent(
            nameZh: nameZh, nameEn: nameEn ?? "", definition: definition, source: source,
            validFrom: try Self.day(validFrom, "validFrom"), shape: try shape())
    }

    private func shape() throws(Refusal) -> StandardContent.Shape {
        if kind == DataStandard.Kind.codeList.rawValue {
            var read: [CodeValue] = []
            for (index, value) in (values ?? []).enumerated() {
                read.append(
                    CodeValue(
                        code: value.code, name: value.name, parent: value.parent,
                        from: try Self.day(value.from, "values[\(index)].from"),
                        until: try Self.day(value.until, "values[\(index)].until")))
            }
            return .codeList(CodeList(values: read))
        }
        guard let type = type.flatMap({ DataType(rawValue: $0) }) else {
            throw Refusal(ServerCodes.invalidField, field: "type")
        }
        return .item(
            ItemStandard(
                type: type, length: length, scale: scale,
                identifier: identifier.flatMap { IdentifierKind(rawValue: $0) },
                codeList: try ItemJSON.reference(codeList, "codeList"), format: format ?? ""))
    }

    private static func day(_ text: String?, _ field: String) throws(Refusal) -> LocalDate? {
        guard let text else { return nil }
        guard let day = LocalDate(text) else { throw Refusal(ServerCodes.invalidField, field: field) }
        return day
    }

    static let schema = Schema.named(
        "DataStandardContent", Bilingual("数据标准内容", "Content of a data standard"),
        .object([
            .init("kind", Bilingual("种类", "Kind"), .oneOf(DataStandard.Kind.self)),
            .init("nameZh", Bilingual("中文名称", "Chinese name"), .text(400)),
            .init("nameEn", Bilingual("英文名称", "English name"), .text(400), optional: true),
            .init("definition", Bilingual("定义", "Definition"), .text(10_000)),
            .init("source", Bilingual("来源标准或条款", "Standard or article behind it"), .text(400)),
            .init("validFrom", Bilingual("生效日期", "First day"), .date, optional: true),
            .init("type", Bilingual("数据类型", "Data type"), .oneOf(DataType.self), optional: true),
            .init("length", Bilingual("数据长度", "Length"), .integer(0...100_000), optional: true),
            .init("scale", Bilingual("小数位数", "Digits after the point"), .integer(0...100), optional: true),
            .init(
                "identifier", Bilingual("标识类型", "Identifier"), .oneOf(IdentifierKind.self),
                optional: true),
            .init("codeList", Bilingual("代码集", "Code list"), .text(50), optional: true),
            .init("format", Bilingual("表示格式", "Format"), .text(200), optional: true),
            .init(
                "values", Bilingual("代码值", "Values of a code list"),
                .array(
                    .object([
                        .init("code", Bilingual("代码", "Code"), .text(100)),
                        .init("name", Bilingual("名称", "Name"), .text(400)),
                        .init("parent", Bilingual("上级代码", "Code above"), .text(100), optional: true),
                        .init("from", Bilingual("启用日期", "First day"), .date, optional: true),
                        .init("until", Bilingual("停用日期", "Last day"), .date, optional: true),
                    ]), max: CodeList.valuesMax), optional: true),
        ]))
}
