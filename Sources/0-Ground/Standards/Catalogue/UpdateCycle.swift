/// How often a resource is renewed (更新周期); national catalogue guide 2017.
public enum UpdateCycle: String, Sendable, Hashable, CaseIterable, Codable, StandardTerm {
    case realTime = "real-time"
    case daily = "daily"
    case weekly = "weekly"
    case monthly = "monthly"
    case quarterly = "quarterly"
    case halfYearly = "half-yearly"
    case yearly = "yearly"
    case irregular = "irregular"

    public var zh: String {
        switch self {
        case .realTime: "实时"
        case .daily: "每日"
        case .weekly: "每周"
        case .monthly: "每月"
        case .quarterly: "每季度"
        case .halfYearly: "每半年"
        case .yearly: "每年"
        case .irregular: "不定期"
        }
    }

    public var en: String {
        switch self {
        case .realTime: "real time"
        case .daily: "daily"
        case .weekly: "weekly"
        case .monthly: "monthly"
        case .quarterly: "quarterly"
        case .halfYearly: "every half-year"
        case .yearly: "yearly"
        case .irregular: "irregular"
        }
    }

    /// The most calendar days from one renewal to the next, by the longest such period of the calendar; 0 for real time,
    /// nil where none is promised.
    public var expectedDays: Int? {
        switch self {
        case .realTime: 0
        case .daily: 1
        case .weekly: 7
        case .monthly: 31
        case .quarterly: 92
        case .halfYearly: 184
        case .yearly: 366
        case .irregular: nil
        }
    }
}
