/// The class of an information resource (信息资源分类的类), the first digit of its code; national catalogue guide 2017.
public enum ResourceCategory: String, Sendable, Hashable, CaseIterable, Codable, StandardTerm {
    /// Population, legal persons, natural resources and geography, social credit, electronic licences.
    case base = "1"
    case theme = "2"
    case department = "3"

    public var zh: String {
        switch self {
        case .base: "基础信息资源"
        case .theme: "主题信息资源"
        case .department: "部门信息资源"
        }
    }

    public var en: String {
        switch self {
        case .base: "base information resource"
        case .theme: "thematic information resource"
        case .department: "departmental information resource"
        }
    }
}
