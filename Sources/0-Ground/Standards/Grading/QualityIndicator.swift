/// A dimension of data quality (数据质量评价维度), GB/T 36344-2018, by its two digits.
public enum QualityDimension: String, Sendable, Hashable, CaseIterable, Codable, StandardTerm {
    case conformity = "01"
    case completeness = "02"
    case accuracy = "03"
    case consistency = "04"
    case timeliness = "05"
    case accessibility = "06"

    public var zh: String {
        switch self {
        case .conformity: "规范性"
        case .completeness: "完整性"
        case .accuracy: "准确性"
        case .consistency: "一致性"
        case .timeliness: "时效性"
        case .accessibility: "可访问性"
        }
    }

    public var en: String {
        switch self {
        case .conformity: "conformity"
        case .completeness: "completeness"
        case .accuracy: "accuracy"
        case .consistency: "consistency"
        case .timeliness: "timeliness"
        case .accessibility: "accessibility"
        }
    }

    /// The indicators of this dimension, in the standard's order.
    public var indicators: [QualityIndicator] { QualityIndicator.allCases.filter { $0.dimension == self } }
}

/// An indicator of data quality (数据质量评价指标), GB/T 36344-2018, by its four digits: the share A of B evaluated elements
/// that satisfy it.
public enum QualityIndicator: String, Sendable, Hashable, CaseIterable, Codable, StandardTerm {
    case dataStandard = "0101"
    case dataModel = "0102"
    case metadata = "0103"
    case businessRule = "0104"
    case authoritativeReference = "0105"
    case securityRule = "0106"
    case elementCompleteness = "0201"
    case recordCompleteness = "0202"
    case correctContent = "0301"
    case correctFormat = "0302"
    case duplicateRate = "0303"
    case uniqueness = "0304"
    case dirtyRate = "0305"
    case sameDataConsistency = "0401"
    case relatedDataConsistency = "0402"
    case correctPeriod = "0501"
    case timelyPoint = "0502"
    case sequence = "0503"
    case accessible = "0601"
    case usable = "0602"

    public var dimension: QualityDimension {
        switch self {
        case .dataStandard, .dataModel, .metadata, .businessRule, .authoritativeReference, .securityRule:
            .conformity
        case .elementCompleteness, .recordCompleteness: .completeness
        case .correctContent, .correctFormat, .duplicateRate, .uniqueness, .dirtyRate: .accuracy
        case .sameDataConsistency, .relatedDataConsistency: .consistency
        case .correctPeriod, .timelyPoint, .sequence: .timeliness
        case .accessible, .usable: .accessibility
        }
    }

    /// Whether A counts the bad elements, so that a lower share is better.
    public var isLowerBetter: Bool { self == .duplicateRate || self == .dirtyRate }

    public var zh: String {
        switch self {
        case .dataStandard: "数据标准"
        case .dataModel: "数据模型"
        case .metadata: "元数据"
        case .businessRule: "业务规则"
        case .authoritativeReference: "权威参考数据"
        case .securityRule: "安全规范"
        case .elementCompleteness: "数据元素完整性"
        case .recordCompleteness: "数据记录完整性"
        case .correctContent: "数据内容正确性"
        case .correctFormat: "数据格式合规性"
        case .duplicateRate: "数据重复率"
        case .uniqueness: "数据唯一性"
        case .dirtyRate: "脏数据出现率"
        case .sameDataConsistency: "相同数据一致性"
        case .relatedDataConsistency: "关联数据一致性"
        case .correctPeriod: "基于时间段的正确性"
        case .timelyPoint: "基于时间点的及时性"
        case .sequence: "时序性"
        case .accessible: "可访问"
        case .usable: "可用性"
        }
    }

    public var en: String {
        switch self {
        case .dataStandard: "data standard"
        case .dataModel: "data model"
        case .metadata: "metadata"
        case .businessRule: "business rule"
        case .authoritativeReference: "authoritative reference data"
        case .securityRule: "security rule"
        case .elementCompleteness: "completeness of elements"
        case .recordCompleteness: "completeness of records"
        case .correctContent: "correct content"
        case .correctFormat: "correct format"
        case .duplicateRate: "rate of duplicates"
        case .uniqueness: "uniqueness"
        case .dirtyRate: "rate of dirty data"
        case .sameDataConsistency: "consistency of the same data"
        case .relatedDataConsistency: "consistency of related data"
        case .correctPeriod: "correct within its period"
        case .timelyPoint: "timely at its point"
        case .sequence: "order in time"
        case .accessible: "accessible"
        case .usable: "usable"
        }
    }
}
