import Catalogue
import Datasets
import Regulation
import Standards

/// A rule that every row is held to at the door (入库检查规则). The raw value is stable and stored with findings.
public enum CheckRule: String, Sendable, Hashable, Codable, CaseIterable {
    /// The row has another number of fields than the file has columns.
    case fieldCount = "field-count"
    /// A quote stands inside a field that is not quoted.
    case strayQuote = "stray-quote"
    /// The cell of a workbook holds a formula: its last value may be stale.
    case formula
    /// The cell of a workbook holds an error value.
    case errorValue = "error-value"
    /// A number of more than 15 digits was kept as a number by a spreadsheet program, which loses its last digits.
    case damagedNumber = "number-damaged"
    /// An object, array or element stands where one value should, or text beside the fields of a row.
    case nestedValue = "nested-value"
    /// The row names one of its fields twice.
    case repeatedField = "repeated-field"
    /// A required value or a part of the key is absent.
    case required
    /// The value cannot be read as the item's type.
    case type
    /// The value is longer, or more precise, than the item allows.
    case length
    /// The value is not a valid identifier of its kind.
    case identifier
    /// The value is not in the code list that the item is bound to.
    case codeList = "code-list"
    /// An earlier line of the delivery has the same key.
    case duplicateKey = "duplicate-key"

    public var name: Bilingual {
        switch self {
        case .fieldCount: Bilingual("字段个数与表头不符", "Number of fields differs from the header")
        case .strayQuote: Bilingual("未加引号的字段内含有引号", "A quote inside an unquoted field")
        case .formula: Bilingual("单元格是公式", "The cell holds a formula")
        case .errorValue: Bilingual("单元格是错误值", "The cell holds an error value")
        case .damagedNumber:
            Bilingual("超过15位的号码被存成了数字，末位已丢失", "A number over 15 digits lost its last digits")
        case .nestedValue: Bilingual("不是单一的值", "Not a single value")
        case .repeatedField: Bilingual("同一行中字段重复", "The row names a field twice")
        case .required: Bilingual("必填项或主键为空", "A required value or part of the key is absent")
        case .type: Bilingual("数据类型不符", "Not of the item's data type")
        case .length: Bilingual("超出长度或精度", "Longer or more precise than allowed")
        case .identifier: Bilingual("标识或格式无效", "Not a valid identifier")
        case .codeList: Bilingual("不在代码集之内", "Not in the item's code list")
        case .duplicateKey: Bilingual("主键在本批数据中重复", "The key is repeated in the delivery")
        }
    }

    /// The rule of the regulation that founds this one for `item`: identifiers and keys are the necessary
    /// identifiers of records, all else is the quality of the delivery.
    public func founding(_ item: Item?) -> RuleID {
        switch self {
        case .identifier: .necessaryIdentifier
        case .required where item?.isKey == true || item?.identifier?.isPersonal == true: .necessaryIdentifier
        default: .deliveryQuality
        }
    }

    public init(_ fault: ValueFault) {
        switch fault {
        case .type: self = .type
        case .length: self = .length
        case .identifier: self = .identifier
        case .codeList: self = .codeList
        }
    }
}
