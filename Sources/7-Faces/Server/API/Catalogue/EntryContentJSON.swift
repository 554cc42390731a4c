import Catalogue
import Regulation
import Standards

/// What a department writes about its data, as the interface reads and writes it (目录内容).
///
/// What is left out is empty: the catalogue itself says, with the article, what is missing.
struct EntryContentJSON: Codable, Described {
    var name: String?
    var abstract: String?
    var classification: String?
    var format: String?
    var items: [ItemJSON]?
    let sharing: String
    var sharingConditions: String?
    var sharingBasis: String?
    let opening: String
    var openingConditions: String?
    let updateCycle: String
    let sensitivity: String
    var grade: String?
    var affectedObject: String?
    var harm: String?
    var sourceBusiness: String?
    var sourceSystem: String?
    var usageRequirements: String?
    var legalBasis: String?
    var secrecyAssessed: Bool?
    var personalInformationAssessed: Bool?
    var relations: [RelationJSON]?

    init(_ content: EntryContent) {
        name = content.name
        abstract = content.abstract
        classification = content.classification
        format = content.format
        items = content.items.map(ItemJSON.init)
        sharing = content.sharing.rawValue
        sharingConditions = content.sharingConditions
        sharingBasis = content.sharingBasis
        opening = content.opening.rawValue
        openingConditions = content.openingConditions
        updateCycle = content.updateCycle.rawValue
        sensitivity = content.sensitivity.rawValue
        grade = content.grade
        affectedObject = content.affectedObject?.rawValue
        harm = content.harm?.rawValue
        sourceBusiness = content.sourceBusiness
        sourceSystem = content.sourceSystem
        usageRequirements = content.usageRequirements
        legalBasis = content.legalBasis
        secrecyAssessed = content.secrecyAssessed
        personalInformationAssessed = content.personalInformationAssessed
        relations = content.relations.map(RelationJSON.init)
    }

    /// The content as the catalogue takes it.
    func content() throws(Refusal) -> EntryContent {
        var written: [Item] = []
        for (index, item) in (items ?? []).enumerated() {
            written.append(try item.item(at: "items[\(index)]"))
        }
        var related: [EntryRelation] = []
        for (index, relation) in (relations ?? []).enumerated() {
            related.append(try relation.relation(at: "relations[\(index)]"))
        }
        return EntryContent(
            name: name ?? "", abstract: abstract ?? "", classification: classification ?? "",
            format: format ?? "", items: written,
            sharing: try Self.word(sharing, "sharing"), sharingConditions: sharingConditions ?? "",
            sharingBasis: sharingBasis ?? "", opening: try Self.word(opening, "opening"),
            openingConditions: openingConditions ?? "",
            updateCycle: try Self.word(updateCycle, "updateCycle"),
            sensitivity: try Self.word(sensitivity, "sensitivity"), grade: grade ?? "",
            affectedObject: try affectedObject.map { (text) throws(Refusal) in
                try Self.word(text, "affectedObject")
            },
            harm: try harm.map { (text) throws(Refusal) in try Self.word(text, "harm") },
            sourceBusiness: sourceBusiness ?? "", sourceSystem: sourceSystem ?? "",
            usageRequirements: usageRequirements ?? "", legalBasis: legalBasis ?? "",
            secrecyAssessed: secrecyAssessed ?? false,
            personalInformationAssessed: personalInformationAssessed ?? false, relations: related)
    }

    private static func word<T: RawRepresentable>(_ text: String, _ field: String) throws(Refusal) -> T
    where T.RawValue == String {
        guard let word = T(rawValue: text) else { throw Refusal(ServerCodes.invalidField, field: field) }
        return word
    }

    static let members: [Schema.Member] = [
        .init("name", Bilingual("信息资源名称", "Name"), .text(4_000), optional: true),
        .init("abstract", Bilingual("摘要", "Abstract"), .text(10_000), optional: true),
        .init("classification", Bilingual("类项目细目代码", "Classification code"), .text(100), optional: true),
        .init("format", Bilingual("格式分类与类型", "Format"), .text(200), optional: true),
        .init("items", Bilingual("信息项", "Items"), .array(ItemJSON.schema, max: 1_000), optional: true),
        .init("sharing", Bilingual("共享类型", "Sharing type"), .oneOf(SharingType.ID.self)),
        .init("sharingConditions", Bilingual("共享条件", "Conditions of sharing"), .text(10_000), optional: true),
        .init(
            "sharingBasis", Bilingual("有条件或不予共享的依据", "Basis of restricted sharing"), .text(10_000),
            optional: true),
        .init("opening", Bilingual("开放类型", "Opening type"), .oneOf(OpeningType.ID.self)),
        .init("openingConditions", Bilingual("开放条件", "Conditions of opening"), .text(10_000), optional: true),
        .init("updateCycle", Bilingual("更新周期", "Update cycle"), .oneOf(UpdateCycle.self)),
        .init("sensitivity", Bilingual("敏感程度", "Sensitivity"), .oneOf(Sensitivity.ID.self)),
        .init("grade", Bilingual("数据级别（GB/T 43697）", "Grade by GB/T 43697"), .text(40), optional: true),
        .init(
            "affectedObject", Bilingual("影响对象（GB/T 43697）", "What would be hurt, by GB/T 43697"),
            .oneOf(DataGrade.AffectedObject.self), optional: true),
        .init(
            "harm", Bilingual("影响程度（GB/T 43697）", "How badly, by GB/T 43697"), .oneOf(DataGrade.Harm.self),
            optional: true),
        .init("sourceBusiness", Bilingual("来源业务", "Source business"), .text(10_000), optional: true),
        .init("sourceSystem", Bilingual("来源系统", "Source system"), .text(10_000), optional: true),
        .init("usageRequirements", Bilingual("使用要求", "Requirements of use"), .text(10_000), optional: true),
        .init("legalBasis", Bilingual("采集依据", "Legal basis of collection"), .text(10_000), optional: true),
        .init("secrecyAssessed", Bilingual("保密风险评估已完成", "Secrecy risk assessed"), .boolean, optional: true),
        .init(
            "personalInformationAssessed", Bilingual("个人信息保护影响评估已完成", "Personal information impact assessed"),
            .boolean, optional: true),
        .init(
            "relations", Bilingual("关联关系", "What it relates to"), .array(RelationJSON.schema, max: 1_000),
            optional: true),
    ]

    static let schema = Schema.named(
        "EntryContent", Bilingual("目录内容", "Content of an entry"), .object(members))
}
