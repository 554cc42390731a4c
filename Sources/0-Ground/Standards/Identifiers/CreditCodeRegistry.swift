/// The department that registers an organisation (登记管理部门), the first character of its credit code, GB 32100.
public enum CreditCodeRegistry: String, Sendable, Hashable, CaseIterable, StandardTerm {
    case establishment = "1"
    case foreignAffairs = "2"
    case justice = "3"
    case culture = "4"
    case civilAffairs = "5"
    case tourism = "6"
    case religion = "7"
    case tradeUnions = "8"
    case market = "9"
    case military = "A"
    case agriculture = "N"
    case other = "Y"

    public var zh: String {
        switch self {
        case .establishment: "机构编制"
        case .foreignAffairs: "外交"
        case .justice: "司法行政"
        case .culture: "文化"
        case .civilAffairs: "民政"
        case .tourism: "旅游"
        case .religion: "宗教"
        case .tradeUnions: "工会"
        case .market: "市场监管"
        case .military: "中央军委改革和编制办公室"
        case .agriculture: "农业"
        case .other: "其他"
        }
    }

    public var en: String {
        switch self {
        case .establishment: "establishment of public bodies"
        case .foreignAffairs: "foreign affairs"
        case .justice: "justice administration"
        case .culture: "culture"
        case .civilAffairs: "civil affairs"
        case .tourism: "tourism"
        case .religion: "religious affairs"
        case .tradeUnions: "trade unions"
        case .market: "market supervision"
        case .military: "military reform and establishment"
        case .agriculture: "agriculture"
        case .other: "other"
        }
    }

    /// The categories of organisation (机构类别) that this department registers, by the second character.
    public var categories: [(code: String, zh: String, en: String)] {
        switch self {
        case .establishment:
            [
                ("1", "机关", "organ of state or party"), ("2", "事业单位", "public institution"),
                ("3", "编办直接管理机构编制的群众团体", "mass organisation with state posts"), Self.rest,
            ]
        case .foreignAffairs: [("1", "外国常驻新闻机构", "resident foreign news organisation"), Self.rest]
        case .justice:
            [
                ("1", "律师执业机构", "law practice"), ("2", "公证处", "notary office"),
                ("3", "基层法律服务所", "grassroots legal service"),
                ("4", "司法鉴定机构", "forensic institution"),
                ("5", "仲裁委员会", "arbitration commission"), Self.rest,
            ]
        case .culture: [("1", "外国在华文化中心", "foreign cultural centre"), Self.rest]
        case .civilAffairs:
            [
                ("1", "社会团体", "association"), ("2", "民办非企业单位", "private non-enterprise unit"),
                ("3", "基金会", "foundation"), Self.rest,
            ]
        case .tourism:
            [
                ("1", "外国旅游部门常驻代表机构", "resident office of a foreign tourism body"),
                ("2", "港澳台旅游部门常驻内地代表机构", "resident office of a Hong Kong, Macau or Taiwan tourism body"),
                Self.rest,
            ]
        case .religion:
            [("1", "宗教活动场所", "place of worship"), ("2", "宗教院校", "religious school"), Self.rest]
        case .tradeUnions: [("1", "基层工会", "grassroots union"), Self.rest]
        case .market:
            [
                ("1", "企业", "enterprise"), ("2", "个体工商户", "individual business"),
                ("3", "农民专业合作社", "farmers' cooperative"),
            ]
        case .military: [("1", "军队事业单位", "military institution"), Self.rest]
        case .agriculture:
            [
                ("1", "组级集体经济组织", "collective of a group"), ("2", "村级集体经济组织", "collective of a village"),
                ("3", "乡镇级集体经济组织", "collective of a township"), Self.rest,
            ]
        case .other: [("1", "其他", "other")]
        }
    }

    private static let rest = (code: "9", zh: "其他", en: "other")
}
