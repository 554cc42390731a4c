/// A column of the catalogue's workbook (目录工作簿的列): those of the national import template in its order, then
/// what an entry states beyond it.
///
/// Source: the column order of the national import template (政务信息资源目录导入模板); the raw value is the title.
enum EntryColumn: String, CaseIterable, Sendable {
    case serial = "序号"
    case category = "类"
    case item = "项"
    case subject = "目"
    case detail = "细目1"
    case nestedDetail = "细目1.1"
    case business = "关联业务事项"
    case name = "信息资源名称"
    case code = "信息资源代码"
    case unit = "下设机构"
    case abstract = "摘要"
    case formatCategory = "格式分类"
    case formatType = "格式类型"
    case formatDescription = "其他类型资源格式描述"
    case itemName = "信息项名称"
    case itemType = "数据类型"
    case itemLength = "数据长度"
    case sharing = "共享类型"
    case sharingTerms = "共享条件/不予共享依据"
    case manner = "共享方式分类"
    case mannerType = "共享方式类型"
    case isOpen = "是否向社会开放"
    case openingConditions = "开放条件"
    case cycle = "更新周期"
    case publishedOn = "发布日期"
    case theme = "开放主题分类"
    // Beyond the template.
    case provider = "提供单位"
    case field = "字段名"
    case isKey = "是否主键"
    case isRequired = "是否必填"
    case identifier = "标识类型"
    case mask = "脱敏方式"
    case sensitivity = "敏感程度"
    case grade = "数据级别"
    case legalBasis = "采集依据"
    case sharingBasis = "共享依据"
    case otherConditions = "其他共享条件"
    case opening = "开放类型"
    case system = "来源系统"
    case usage = "使用要求"
    case secrecy = "保密风险评估"
    case personal = "个人信息保护影响评估"
    case affectedObject = "影响对象"
    case harm = "影响程度"
    case relations = "关联关系"
    case standard = "数据元标准"
    case codeList = "代码集"
    case itemSensitivity = "信息项敏感程度"
    case itemGrade = "信息项数据级别"
    case itemOpening = "信息项开放类型"
    case state = "状态"
    case entryID = "条目编号"

    /// What a row says by the column.
    enum Level: Sendable {
        /// Of the whole entry, on its first row; repeated or empty on the others.
        case entry
        /// Of the information item of the row.
        case item
        /// Issued by the platform, or not kept by it.
        case unread
    }

    var level: Level {
        switch self {
        case .itemName, .itemType, .itemLength, .field, .isKey, .isRequired, .identifier, .mask, .standard,
            .codeList, .itemSensitivity, .itemGrade, .itemOpening:
            .item
        case .serial, .unit, .manner, .mannerType, .publishedOn, .theme, .state: .unread
        default: .entry
        }
    }

    /// Whether every entry or item states it; marked in the header.
    var isRequiredInRow: Bool {
        switch self {
        case .category, .item, .subject, .name, .abstract, .formatCategory, .itemName, .itemType, .sharing,
            .isOpen,
            .cycle, .field, .isKey, .sensitivity, .grade, .legalBasis, .secrecy, .personal:
            true
        default: false
        }
    }

    /// Its place in the platform's own workbooks, counted from 0.
    var place: Int { Self.places[self] ?? 0 }

    private static let places = Dictionary(
        uniqueKeysWithValues: allCases.enumerated().map { ($1, $0) })

    /// The column with a title as people write it: spaces, line breaks and a star at either end do not matter.
    init?(title: String) {
        let plain = title.filter { !$0.isWhitespace && $0 != "*" && $0 != "＊" }
        guard let found = Self.byTitle[plain] else { return nil }
        self = found
    }

    private static let byTitle = Dictionary(uniqueKeysWithValues: allCases.map { ($0.rawValue, $0) })

    /// Whether a workbook may do without it: what the entry has on record stays then.
    var isKeptWhereAbsent: Bool {
        switch self {
        case .affectedObject, .harm, .relations, .standard, .codeList, .itemSensitivity, .itemGrade,
            .itemOpening:
            true
        default: false
        }
    }

    /// The column of each element of ``EntryContent``.
    static let ofElements: [String: EntryColumn] = [
        "name": .name, "abstract": .abstract, "classification": .category, "format": .formatCategory,
        "items": .itemName, "sharing": .sharing, "sharingConditions": .sharingTerms,
        "sharingBasis": .sharingBasis, "opening": .opening, "openingConditions": .openingConditions,
        "updateCycle": .cycle, "sensitivity": .sensitivity, "grade": .grade,
        "affectedObject": .affectedObject, "harm": .harm, "sourceBusiness": .business,
        "sourceSystem": .system, "usageRequirements": .usage, "legalBasis": .legalBasis,
        "secrecyAssessed": .secrecy, "personalInformationAssessed": .personal, "relations": .relations,
    ]

    /// The column of each part of an ``Item``; its number is issued by the platform.
    static let ofItemParts: [String: EntryColumn] = [
        "field": .field, "name": .itemName, "type": .itemType, "length": .itemLength, "scale": .itemLength,
        "isKey": .isKey, "isRequired": .isRequired, "identifier": .identifier, "mask": .mask,
        "standard": .standard, "codeList": .codeList, "sensitivity": .itemSensitivity, "grade": .itemGrade,
        "opening": .itemOpening,
    ]

    /// The column of a field that a reason names.
    static func of(_ field: String) -> EntryColumn {
        switch field {
        case "code": .code
        case "provider": .provider
        case "id": .entryID
        default: ofElements[field] ?? .name
        }
    }

    /// The column of a part of an item that a reason names.
    static func ofItem(_ part: String) -> EntryColumn {
        part == "key" ? .isKey : ofItemParts[part] ?? .itemName
    }
}
