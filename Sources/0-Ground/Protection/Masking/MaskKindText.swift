import Standards

extension MaskKind: RawRepresentable, Codable {
    /// The word under which a grant or catalogue entry stores the rule: `name`, `id-number`, `generic:3:4`.
    public var rawValue: String {
        switch self {
        case .name: "name"
        case .idNumber: "id-number"
        case .phone: "phone"
        case .bankCard: "bank-card"
        case .email: "email"
        case .birthDate: "birth-date"
        case .address: "address"
        case .creditCode: "credit-code"
        case .generic(let prefix, let suffix): "generic:\(prefix):\(suffix)"
        case .all: "all"
        }
    }

    /// Reads exactly the stored form; nil for anything else, also for other spellings of the same numbers.
    public init?(rawValue text: String) {
        if let named = Self.named.first(where: { $0.rawValue == text }) {
            self = named
            return
        }
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 3, let prefix = Int(parts[1]), let suffix = Int(parts[2]),
            (0...Self.keepMax).contains(prefix), (0...Self.keepMax).contains(suffix)
        else { return nil }
        self = .generic(keepPrefix: prefix, keepSuffix: suffix)
        guard rawValue == text else { return nil }
    }

    /// Every rule without numbers, in the order in which they are offered.
    public static let named: [MaskKind] = [
        .name, .idNumber, .phone, .bankCard, .email, .birthDate, .address, .creditCode, .all,
    ]
}

extension MaskKind: StandardTerm {
    public var zh: String {
        switch self {
        case .name: "姓名脱敏"
        case .idNumber: "证件号码脱敏"
        case .phone: "手机号码脱敏"
        case .bankCard: "银行卡号脱敏"
        case .email: "电子邮箱脱敏"
        case .birthDate: "出生日期脱敏"
        case .address: "地址脱敏"
        case .creditCode: "统一社会信用代码脱敏"
        case .generic(let prefix, let suffix): "保留前\(prefix)位后\(suffix)位"
        case .all: "全部遮盖"
        }
    }

    public var en: String {
        switch self {
        case .name: "mask of names"
        case .idNumber: "mask of identity numbers"
        case .phone: "mask of mobile numbers"
        case .bankCard: "mask of bank cards"
        case .email: "mask of e-mail addresses"
        case .birthDate: "mask of birth dates"
        case .address: "mask of addresses"
        case .creditCode: "mask of credit codes"
        case .generic(let prefix, let suffix): "keeps the first \(prefix) and last \(suffix)"
        case .all: "hides everything"
        }
    }
}
