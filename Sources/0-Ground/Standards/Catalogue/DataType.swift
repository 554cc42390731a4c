/// The type of an information item (信息项数据类型), by the letter of the national catalogue guide 2017.
public enum DataType: String, Sendable, Hashable, CaseIterable, Codable, StandardTerm {
    case characters = "C"
    case numeric = "N"
    case currency = "Y"
    case date = "D"
    case dateTime = "T"
    case logical = "L"
    case memo = "M"
    case general = "G"
    case double = "B"
    case integer = "I"
    case float = "F"

    public var zh: String {
        switch self {
        case .characters: "字符型"
        case .numeric: "数值型"
        case .currency: "货币型"
        case .date: "日期型"
        case .dateTime: "日期时间型"
        case .logical: "逻辑型"
        case .memo: "备注型"
        case .general: "通用型"
        case .double: "双精度型"
        case .integer: "整型"
        case .float: "浮点型"
        }
    }

    public var en: String {
        switch self {
        case .characters: "characters"
        case .numeric: "numeric"
        case .currency: "currency"
        case .date: "date"
        case .dateTime: "date and time"
        case .logical: "logical"
        case .memo: "memo"
        case .general: "general"
        case .double: "double precision"
        case .integer: "integer"
        case .float: "floating point"
        }
    }

    /// The type that a letter (`C`) or a Chinese name (`字符型`, `字符型C`) stands for; nil for anything else.
    public init?(reading text: String) {
        let found = Self.allCases.first {
            text == $0.rawValue || text == $0.zh || text == $0.zh + $0.rawValue
        }
        guard let found else { return nil }
        self = found
    }
}
