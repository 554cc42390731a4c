import Regulation
import Standards

/// What a department writes about its data (目录内容): the elements of the national guide and of Decree 809
/// article 13, versioned as a whole.
public struct EntryContent: Sendable, Hashable, Codable {
    /// 信息资源名称, at most 200 characters.
    public var name: String
    /// 摘要, at most 2,000 characters.
    public var abstract: String
    /// 类项目细目 as one code: `301001`.
    public var classification: String
    /// 格式分类 and 格式类型.
    public var format: String
    public var items: [Item]
    public var sharing: SharingType.ID
    /// 共享条件, required for conditional sharing.
    public var sharingConditions: String
    /// Legal basis for conditional and none (依据).
    public var sharingBasis: String
    public var opening: OpeningType.ID
    public var openingConditions: String
    public var updateCycle: UpdateCycle
    public var sensitivity: Sensitivity.ID
    /// 数据级别 of GB/T 43697: `general-1` … `core`.
    public var grade: String
    /// 影响对象 and 影响程度 by which the grade was settled, words of GB/T 43697; nil where none is on record.
    public var affectedObject: DataGrade.AffectedObject?
    public var harm: DataGrade.Harm?
    /// 来源业务 and 来源系统.
    public var sourceBusiness: String
    public var sourceSystem: String
    /// 使用要求.
    public var usageRequirements: String
    /// 采集依据: on what law the data is collected.
    public var legalBasis: String
    /// Decree 809 art. 12: both assessments are on file before compiling.
    public var secrecyAssessed: Bool
    public var personalInformationAssessed: Bool
    /// 关联关系: other entries, business matters, systems and projects, at most 100.
    public var relations: [EntryRelation]

    public init(
        name: String, abstract: String, classification: String, format: String, items: [Item],
        sharing: SharingType.ID, sharingConditions: String = "", sharingBasis: String = "",
        opening: OpeningType.ID, openingConditions: String = "", updateCycle: UpdateCycle,
        sensitivity: Sensitivity.ID, grade: String, affectedObject: DataGrade.AffectedObject? = nil,
        harm: DataGrade.Harm? = nil,
        sourceBusiness: String = "", sourceSystem: String = "",
        usageRequirements: String = "", legalBasis: String = "", secrecyAssessed: Bool,
        personalInformationAssessed: Bool, relations: [EntryRelation] = []
    ) {
        self.name = name
        self.abstract = abstract
        self.classification = classification
        self.format = format
        self.items = items
        self.sharing = sharing
        self.sharingConditions = sharingConditions
        self.sharingBasis = sharingBasis
        self.opening = opening
        self.openingConditions = openingConditions
        self.updateCycle = updateCycle
        self.sensitivity = sensitivity
        self.grade = grade
        self.affectedObject = affectedObject
        self.harm = harm
        self.sourceBusiness = sourceBusiness
        self.sourceSystem = sourceSystem
        self.usageRequirements = usageRequirements
        self.legalBasis = legalBasis
        self.secrecyAssessed = secrecyAssessed
        self.personalInformationAssessed = personalInformationAssessed
        self.relations = relations
    }

    /// The items that tell rows apart, in order.
    public var key: [Item] { items.filter(\.isKey) }
}
