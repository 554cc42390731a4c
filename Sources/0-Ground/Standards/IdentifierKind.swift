/// A form that values can be held to (标识与格式), by its stable name in catalogues and quality rules.
public enum IdentifierKind: String, Sendable, Hashable, CaseIterable, Codable, StandardTerm {
    case citizenID = "citizen-id"
    case creditCode = "credit-code"
    case organisationCode = "organisation-code"
    case businessRegistration = "business-registration"
    case permanentResidence = "permanent-residence"
    case passport = "passport"
    case officialPassport = "official-passport"
    case hongKongMacauPermit = "hong-kong-macau-permit"
    case taiwanPermit = "taiwan-permit"
    case foreignPassport = "foreign-passport"
    case mobilePhone = "mobile-phone"
    case landlinePhone = "landline-phone"
    case postalCode = "postal-code"
    case divisionCode = "division-code"
    case resourceCode = "resource-code"
    case date = "date"
    case dateTime = "date-time"
    case integer = "integer"
    case decimal = "decimal"

    /// Holds the UTF-8 `bytes` to this form; never allocates on success.
    /// - Parameter today: `yyyymmdd`, for birth dates inside numbers.
    public func check(_ bytes: UnsafeBufferPointer<UInt8>, today: Int) -> Verdict {
        switch self {
        case .citizenID: CitizenID.check(bytes, asOf: today)
        case .creditCode: CreditCode.check(bytes)
        case .organisationCode: OrganisationCode.check(bytes)
        case .businessRegistration: BusinessRegistrationNumber.check(bytes)
        case .permanentResidence: PermanentResidencePermit.check(bytes, asOf: today)
        case .passport: TravelDocument.ordinaryPassport.check(bytes)
        case .officialPassport: TravelDocument.officialPassport.check(bytes)
        case .hongKongMacauPermit: TravelDocument.hongKongMacauPermit.check(bytes)
        case .taiwanPermit: TravelDocument.taiwanPermit.check(bytes)
        case .foreignPassport: TravelDocument.foreignPassport.check(bytes)
        case .mobilePhone: Telephone.checkMobile(bytes)
        case .landlinePhone: Telephone.checkLandline(bytes)
        case .postalCode: PostalCode.check(bytes)
        case .divisionCode: DivisionCode.check(bytes)
        case .resourceCode: ResourceCode.check(bytes)
        case .date: DateText.check(bytes)
        case .dateTime: DateTimeText.check(bytes)
        case .integer: NumberText.checkInteger(bytes)
        case .decimal: NumberText.checkDecimal(bytes)
        }
    }

    public func check(_ bytes: UnsafeRawBufferPointer, today: Int) -> Verdict {
        bytes.withMemoryRebound(to: UInt8.self) { check($0, today: today) }
    }

    public func check(_ text: String, today: Int) -> Verdict {
        text.withBytes { check($0, today: today) }
    }

    /// Whether a value of this form singles out one person by itself (直接标识符).
    public var isPersonal: Bool {
        switch self {
        case .citizenID, .permanentResidence, .passport, .officialPassport, .hongKongMacauPermit,
            .taiwanPermit,
            .foreignPassport, .mobilePhone:
            true
        default: false
        }
    }

    public var zh: String {
        switch self {
        case .citizenID: "公民身份号码"
        case .creditCode: "统一社会信用代码"
        case .organisationCode: "组织机构代码"
        case .businessRegistration: "工商注册号"
        case .permanentResidence: "外国人永久居留身份证号码"
        case .passport: "普通护照号码"
        case .officialPassport: "外交、公务护照号码"
        case .hongKongMacauPermit: "港澳居民来往内地通行证号码"
        case .taiwanPermit: "台湾居民来往大陆通行证号码"
        case .foreignPassport: "外国护照号码"
        case .mobilePhone: "手机号码"
        case .landlinePhone: "固定电话号码"
        case .postalCode: "邮政编码"
        case .divisionCode: "行政区划代码"
        case .resourceCode: "政务信息资源代码"
        case .date: "日期"
        case .dateTime: "日期时间"
        case .integer: "整数"
        case .decimal: "小数"
        }
    }

    public var en: String {
        switch self {
        case .citizenID: "citizen identity number"
        case .creditCode: "unified social credit code"
        case .organisationCode: "organisation code"
        case .businessRegistration: "business registration number"
        case .permanentResidence: "permanent residence card number"
        case .passport: "ordinary passport number"
        case .officialPassport: "diplomatic or service passport number"
        case .hongKongMacauPermit: "travel permit number of Hong Kong and Macau residents"
        case .taiwanPermit: "travel permit number of Taiwan residents"
        case .foreignPassport: "foreign passport number"
        case .mobilePhone: "mobile number"
        case .landlinePhone: "landline number"
        case .postalCode: "postal code"
        case .divisionCode: "division code"
        case .resourceCode: "government information resource code"
        case .date: "date"
        case .dateTime: "date and time"
        case .integer: "whole number"
        case .decimal: "decimal number"
        }
    }
}
