import Intake
import Regulation
import Standards

/// What a rule of data quality looks at (质量规则类别). The raw value is stable and stored with results.
public enum QualityRuleKind: String, Sendable, Hashable, Codable, CaseIterable {
    // Follow from the items of the entry: the checks of the door, held to stored values.
    case required, type, length, identifier
    case codeList = "code-list"
    // Declared for an entry by its body.
    /// A value lies between two bounds.
    case range
    /// Two values of a row stand in an order.
    case comparison
    /// The birth date is that of the identity number.
    case birthInID = "birth-in-id"
    /// The sex is that of the identity number.
    case sexInID = "sex-in-id"
    /// The values are the key of a row of another entry.
    case reference
    /// No other row has the same values.
    case unique
    // Measured of the entry as a whole.
    /// Rows that repeat values which must be unique.
    case duplicates
    /// Rows with any fault of their own.
    case dirty
    /// Rows of the newest delivery that were stored.
    case records
    /// The data was renewed within its update cycle.
    case timely
    /// There is data to be had.
    case accessible

    /// Those that a body may declare for its entry.
    public static let declared: [QualityRuleKind] = [
        .range, .comparison, .birthInID, .sexInID, .reference, .unique,
    ]

    /// Whether single rows break it, which then are to be corrected.
    public var isOfRows: Bool {
        switch self {
        case .duplicates, .dirty, .records, .timely, .accessible: false
        default: true
        }
    }

    /// The check of the door that this is, held to what is stored.
    public var check: CheckRule? {
        switch self {
        case .required: .required
        case .type: .type
        case .length: .length
        case .identifier: .identifier
        case .codeList: .codeList
        default: nil
        }
    }

    public var name: Bilingual {
        if let check { return check.name }
        return switch self {
        case .range: Bilingual("超出规定范围", "Out of its range")
        case .comparison: Bilingual("信息项之间的大小先后不符", "Items are not in their order")
        case .birthInID: Bilingual("出生日期与身份证号码不符", "The birth date is not that of the ID number")
        case .sexInID: Bilingual("性别与身份证号码不符", "The sex is not that of the ID number")
        case .reference: Bilingual("引用的记录不存在", "The record referred to does not exist")
        case .unique: Bilingual("应当唯一的值重复", "A value that must be unique is repeated")
        case .duplicates: Bilingual("重复的数据行", "Rows that repeat others")
        case .dirty: Bilingual("含有问题的数据行", "Rows with a fault")
        case .records: Bilingual("最近一批数据的入库行", "Rows of the newest delivery that were stored")
        case .timely: Bilingual("按更新周期更新", "Renewed within the update cycle")
        default: Bilingual("有数据可用", "Data is there")
        }
    }

    /// The indicator of GB/T 36344 that it counts for. `isOfTime` says whether the items are days or moments.
    public func indicator(isOfTime: Bool) -> QualityIndicator {
        switch self {
        case .required: .elementCompleteness
        case .type: .correctFormat
        case .length: .dataModel
        case .identifier: .correctContent
        case .codeList: .authoritativeReference
        case .range: isOfTime ? .correctPeriod : .businessRule
        case .comparison: isOfTime ? .sequence : .businessRule
        case .birthInID, .sexInID: .sameDataConsistency
        case .reference: .relatedDataConsistency
        case .unique: .uniqueness
        case .duplicates: .duplicateRate
        case .dirty: .dirtyRate
        case .records: .recordCompleteness
        case .timely: .timelyPoint
        case .accessible: .accessible
        }
    }
}
