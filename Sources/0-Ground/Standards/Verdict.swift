/// What a check of one value found (校验结论): valid, or the first rule of the form that the value breaks.
///
/// The raw value is stable and is stored with quality findings.
public enum Verdict: String, Sendable, Hashable, CaseIterable, StandardTerm {
    case valid
    /// Nothing was given.
    case empty
    case wrongLength = "wrong-length"
    /// A character that this form does not allow at its place.
    case wrongCharacter = "wrong-character"
    /// The region digits name no province or region.
    case wrongDivision = "wrong-division"
    /// The category characters are not in the standard's table.
    case wrongCategory = "wrong-category"
    /// The digits name a day or time that does not exist.
    case wrongDate = "wrong-date"
    /// A birth date after the given day.
    case futureDate = "future-date"
    case wrongCheck = "wrong-check"
    /// Well formed once, but replaced by a newer form: the 15-digit identity number.
    case supersededForm = "superseded-form"
    /// Does not follow any of the accepted patterns.
    case wrongForm = "wrong-form"
    /// A number beyond the stated range or precision.
    case outOfRange = "out-of-range"
    /// Well formed, but not a value of the code list that the item is bound to.
    case notInList = "not-in-list"

    public var isValid: Bool { self == .valid }

    public var zh: String {
        switch self {
        case .valid: "有效"
        case .empty: "为空"
        case .wrongLength: "长度不符"
        case .wrongCharacter: "含有不允许的字符"
        case .wrongDivision: "地区码不存在"
        case .wrongCategory: "类别码不存在"
        case .wrongDate: "日期或时间不存在"
        case .futureDate: "日期晚于当前日期"
        case .wrongCheck: "校验码不符"
        case .supersededForm: "旧式号码，应升位"
        case .wrongForm: "格式不符"
        case .outOfRange: "超出取值范围或精度"
        case .notInList: "不在代码集之内"
        }
    }

    public var en: String {
        switch self {
        case .valid: "valid"
        case .empty: "empty"
        case .wrongLength: "wrong length"
        case .wrongCharacter: "a character that is not allowed"
        case .wrongDivision: "no such region code"
        case .wrongCategory: "no such category code"
        case .wrongDate: "no such day or time"
        case .futureDate: "a date in the future"
        case .wrongCheck: "the check character does not match"
        case .supersededForm: "an old form that must be upgraded"
        case .wrongForm: "does not follow the form"
        case .outOfRange: "out of range or precision"
        case .notInList: "not in the code list"
        }
    }
}
