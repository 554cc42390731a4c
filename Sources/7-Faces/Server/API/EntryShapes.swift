import Catalogue
import Protection
import Regulation
import Standards

/// What an entry says, as the API takes it (目录内容输入).
struct EntryContentInput: Decodable, Described {
    let name: String
    let abstract: String
    let classification: String
    let format: String
    let items: [ItemShape]
    let sharing: SharingType.ID
    let sharingConditions: String?
    let sharingBasis: String?
    let opening: OpeningType.ID
    let openingConditions: String?
    let updateCycle: UpdateCycle
    let sensitivity: Sensitivity.ID
    let grade: String
    let sourceBusiness: String?
    let sourceSystem: String?
    let usageRequirements: String?
    let legalBasis: String
    let secrecyAssessed: Bool
    let personalInformationAssessed: Bool

    var content: EntryContent {
        EntryContent(
            name: name, abstract: abstract, classification: classification, format: format,
            items: items.enumerated().map { $1.item(number: $0 + 1) }, sharing: sharing,
            sharingConditions: sharingConditions ?? "", sharingBasis: sharingBasis ?? "", opening: opening,
            openingConditions: openingConditions ?? "", updateCycle: updateCycle, sensitivity: sensitivity,
            grade: grade, sourceBusiness: sourceBusiness ?? "", sourceSystem: sourceSystem ?? "",
            usageRequirements: usageRequirements ?? "", legalBasis: legalBasis, secrecyAssessed: secrecyAssessed,
            personalInformationAssessed: personalInformationAssessed)
    }

    static let schema = Schema.named(
        "EntryContent", Bilingual("目录内容", "What an entry says"), .object(members))

    static let members: [Schema.Member] = [
        .init("name", Bilingual("信息资源名称", "Name"), .text(200)),
        .init("abstract", Bilingual("摘要", "Abstract"), .text(2000)),
        .init("classification", Bilingual("分类码", "Classification"), .text(40)),
        .init("format", Bilingual("格式", "Format"), .text(100)),
        Shapes.list("items", Bilingual("信息项", "Items"), of: ItemShape.schema, max: EntryCheck.itemsMax),
        .init("sharing", Bilingual("共享类型", "Sharing type"), .oneOf(SharingType.ID.allCases.map(\.rawValue))),
        .init("sharingConditions", Bilingual("共享条件", "Conditions of sharing"), .text(2000), optional: true),
        .init("sharingBasis", Bilingual("共享依据", "Basis of the sharing type"), .text(2000), optional: true),
        .init("opening", Bilingual("开放类型", "Opening type"), .oneOf(OpeningType.ID.allCases.map(\.rawValue))),
        .init("openingConditions", Bilingual("开放条件", "Conditions of opening"), .text(2000), optional: true),
        .init("updateCycle", Bilingual("更新周期", "Update cycle"), .oneOf(UpdateCycle.allCases.map(\.rawValue))),
        .init("sensitivity", Bilingual("敏感程度", "Sensitivity"), .oneOf(Sensitivity.ID.allCases.map(\.rawValue))),
        .init("grade", Bilingual("数据级别 GB/T 43697", "Grade"), .oneOf(DataGrade.allCases.map(\.rawValue))),
        .init("sourceBusiness", Bilingual("来源业务", "Source business"), .text(2000), optional: true),
        .init("sourceSystem", Bilingual("来源系统", "Source system"), .text(2000), optional: true),
        .init("usageRequirements", Bilingual("使用要求", "Usage requirements"), .text(2000), optional: true),
        .init("legalBasis", Bilingual("采集依据", "Legal basis of collection"), .text(2000)),
        .init("secrecyAssessed", Bilingual("已开展保密风险评估", "Secrecy assessed"), .boolean),
        .init(
            "personalInformationAssessed", Bilingual("已开展个人信息保护影响评估", "Impact on personal information assessed"),
            .boolean),
    ]
}

/// A change of an entry (目录修改输入).
struct EntrySaveInput: Decodable, Described {
    let revision: Int64
    let content: EntryContentInput

    static let schema = Schema.object([
        .init("revision", Bilingual("所依据的修订号", "The revision it is based on"), .count),
        .init("content", Bilingual("目录内容", "Content"), EntryContentInput.schema),
    ])
}

/// An information item (信息项).
struct ItemShape: Codable, Described {
    let number: Int?
    let field: String
    let name: String
    let type: DataType
    let length: Int?
    let scale: Int?
    let required: Bool?
    let key: Bool?
    let identifier: IdentifierKind?
    let mask: MaskKind?

    init(_ item: Item) {
        number = item.number
        field = item.field
        name = item.name
        type = item.type
        length = item.length
        scale = item.scale
        required = item.isRequired
        key = item.isKey
        identifier = item.identifier
        mask = item.mask
    }

    /// The number given is that of new items; known ones keep theirs.
    func item(number: Int) -> Item {
        Item(
            number: self.number ?? number, field: field, name: name, type: type, length: length, scale: scale,
            isRequired: required ?? false, isKey: key ?? false, identifier: identifier, mask: mask)
    }

    static let schema = Schema.named(
        "Item", Bilingual("信息项", "Information item"),
        .object([
            .init("number", Bilingual("序号,由平台给定", "Number, given by the platform"), .integer(1...1_000_000), optional: true),
            .init("field", Bilingual("字段名", "Field"), .text(63, min: 1)),
            .init("name", Bilingual("名称", "Name"), .text(100, min: 1)),
            .init("type", Bilingual("数据类型", "Data type"), .oneOf(DataType.allCases.map(\.rawValue))),
            .init("length", Bilingual("数据长度", "Length"), .integer(1...4000), optional: true),
            .init("scale", Bilingual("小数位数", "Scale"), .integer(0...38), optional: true),
            .init("required", Bilingual("必填", "Required"), .boolean, optional: true),
            .init("key", Bilingual("主键", "Part of the key"), .boolean, optional: true),
            .init(
                "identifier", Bilingual("标识类型", "Kind of identifier"),
                .oneOf(IdentifierKind.allCases.map(\.rawValue)), optional: true),
            .init("mask", Bilingual("脱敏方式", "Mask"), .text(40), optional: true),
        ]))
}

/// What an entry says, as the API answers it.
struct EntryContentOutput: Encodable {
    private let content: EntryContent

    init(_ content: EntryContent) { self.content = content }

    private enum Key: String, CodingKey {
        case name, abstract, classification, format, items, sharing, sharingConditions, sharingBasis, opening
        case openingConditions, updateCycle, sensitivity, grade, sourceBusiness, sourceSystem, usageRequirements
        case legalBasis, secrecyAssessed, personalInformationAssessed
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(content.name, forKey: .name)
        try container.encode(content.abstract, forKey: .abstract)
        try container.encode(content.classification, forKey: .classification)
        try container.encode(content.format, forKey: .format)
        try container.encode(content.items.map(ItemShape.init), forKey: .items)
        try container.encode(content.sharing, forKey: .sharing)
        try container.encode(content.sharingConditions, forKey: .sharingConditions)
        try container.encode(content.sharingBasis, forKey: .sharingBasis)
        try container.encode(content.opening, forKey: .opening)
        try container.encode(content.openingConditions, forKey: .openingConditions)
        try container.encode(content.updateCycle, forKey: .updateCycle)
        try container.encode(content.sensitivity, forKey: .sensitivity)
        try container.encode(content.grade, forKey: .grade)
        try container.encode(content.sourceBusiness, forKey: .sourceBusiness)
        try container.encode(content.sourceSystem, forKey: .sourceSystem)
        try container.encode(content.usageRequirements, forKey: .usageRequirements)
        try container.encode(content.legalBasis, forKey: .legalBasis)
        try container.encode(content.secrecyAssessed, forKey: .secrecyAssessed)
        try container.encode(content.personalInformationAssessed, forKey: .personalInformationAssessed)
    }
}

/// An entry (目录条目).
struct EntryOutput: Encodable, Described {
    let id: String
    let code: String?
    let body: String
    let state: Entry.State
    let version: Int
    let revision: Int64
    let reviewCase: String?
    let createdAt: String
    let updatedAt: String
    let publishedAt: String?
    let content: EntryContentOutput
    let draft: EntryContentOutput?

    init(_ entry: Entry) {
        id = entry.id
        code = entry.code
        body = entry.body
        state = entry.state
        version = entry.version
        revision = entry.revision
        reviewCase = entry.reviewCase
        createdAt = entry.createdAt.iso8601
        updatedAt = entry.updatedAt.iso8601
        publishedAt = entry.publishedAt?.iso8601
        content = EntryContentOutput(entry.content)
        draft = entry.draft.map(EntryContentOutput.init)
    }

    static let schema = Schema.named(
        "Entry", Bilingual("目录条目", "Entry of the catalogue"),
        .object(
            EntrySummaryOutput.members + [
                .init("revision", Bilingual("修订号", "Revision"), .count),
                .init("reviewCase", Bilingual("审核办件", "Case of its review"), .text(64), optional: true),
                .init("createdAt", Bilingual("编制时间", "Created"), .instant),
                .init("publishedAt", Bilingual("发布时间", "Published"), .instant, optional: true),
                .init("content", Bilingual("现行内容", "What is in force"), EntryContentInput.schema),
                .init("draft", Bilingual("变更中的内容", "A change being prepared"), EntryContentInput.schema, optional: true),
            ]))
}

/// An entry in a list (目录条目概要).
struct EntrySummaryOutput: Encodable, Described {
    let id: String
    let code: String?
    let body: String
    let state: Entry.State
    let version: Int
    let updatedAt: String
    let name: String
    let sharing: SharingType.ID
    let opening: OpeningType.ID

    init(_ entry: Entry) {
        id = entry.id
        code = entry.code
        body = entry.body
        state = entry.state
        version = entry.version
        updatedAt = entry.updatedAt.iso8601
        name = entry.content.name
        sharing = entry.content.sharing
        opening = entry.content.opening
    }

    static let members: [Schema.Member] = [
        Shapes.id(), .init("code", Bilingual("信息资源代码", "Resource code"), .text(64), optional: true),
        .init("body", Bilingual("提供单位编号", "Providing body"), .text(64)),
        .init("state", Bilingual("状态", "State"), .oneOf(Entry.State.allCases.map(\.rawValue))),
        .init("version", Bilingual("版本", "Version"), .count),
        .init("updatedAt", Bilingual("更新时间", "Changed"), .instant),
    ]

    static let schema = Schema.named(
        "EntrySummary", Bilingual("目录条目概要", "Entry in a list"),
        .object(
            members + [
                .init("name", Bilingual("名称", "Name"), .text(200)),
                .init("sharing", Bilingual("共享类型", "Sharing type"), .oneOf(SharingType.ID.allCases.map(\.rawValue))),
                .init("opening", Bilingual("开放类型", "Opening type"), .oneOf(OpeningType.ID.allCases.map(\.rawValue))),
            ]))
}

struct EntryListOutput: Encodable, Described {
    let total: Int
    let page: Int
    let pageSize: Int
    let entries: [EntrySummaryOutput]

    static let schema = Schema.object([
        .init("total", Bilingual("总数", "Total"), .count), .init("page", Bilingual("页码", "Page"), .count),
        .init("pageSize", Bilingual("每页条数", "Page size"), .count),
        Shapes.list("entries", Bilingual("条目", "Entries"), of: EntrySummaryOutput.schema, max: EntryFilter.pageSizeMax),
    ])
}

struct EntryVersionsOutput: Encodable, Described {
    let versions: [Version]

    struct Version: Encodable {
        let version: Int
        let publishedAt: String
        let reviewCase: String?
        let content: EntryContentOutput
    }

    static let schema = Schema.object([
        Shapes.list(
            "versions", Bilingual("版本,最新在前", "Versions, newest first"),
            of: .object([
                .init("version", Bilingual("版本", "Version"), .count),
                .init("publishedAt", Bilingual("发布时间", "Published"), .instant),
                .init("reviewCase", Bilingual("审核办件", "Case of its review"), .text(64), optional: true),
                .init("content", Bilingual("内容", "Content"), EntryContentInput.schema),
            ]), max: 100)
    ])
}
