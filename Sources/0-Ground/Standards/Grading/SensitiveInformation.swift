/// A kind of sensitive personal information (敏感个人信息), Personal Information Protection Law art. 28.
public enum SensitiveInformation: String, Sendable, Hashable, CaseIterable, Codable, StandardTerm {
    case biometric
    case religiousBelief = "religious-belief"
    case specificIdentity = "specific-identity"
    case medicalHealth = "medical-health"
    case financialAccount = "financial-account"
    case whereabouts
    /// Any personal information of people under 14.
    case minor

    /// Personal information of people younger than this is sensitive.
    public static let minorAgeBelow = 14

    public var zh: String {
        switch self {
        case .biometric: "生物识别"
        case .religiousBelief: "宗教信仰"
        case .specificIdentity: "特定身份"
        case .medicalHealth: "医疗健康"
        case .financialAccount: "金融账户"
        case .whereabouts: "行踪轨迹"
        case .minor: "不满十四周岁未成年人的个人信息"
        }
    }

    public var en: String {
        switch self {
        case .biometric: "biometric recognition"
        case .religiousBelief: "religious belief"
        case .specificIdentity: "specific identity"
        case .medicalHealth: "medical care and health"
        case .financialAccount: "financial accounts"
        case .whereabouts: "whereabouts"
        case .minor: "personal information of minors under 14"
        }
    }
}
