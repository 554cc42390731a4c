/// The class of format in which a resource is kept (信息资源格式分类), with its types (格式类型); national catalogue guide 2017.
public enum FormatCategory: String, Sendable, Hashable, CaseIterable, Codable, StandardTerm {
    case document = "1"
    case spreadsheet = "2"
    case database = "3"
    case image = "4"
    case stream = "5"
    /// The provider describes the format in its own words.
    case selfDescribed = "6"
    case serviceInterface = "7"

    public var zh: String {
        switch self {
        case .document: "电子文件"
        case .spreadsheet: "电子表格"
        case .database: "数据库"
        case .image: "图形图像"
        case .stream: "流媒体"
        case .selfDescribed: "自描述格式"
        case .serviceInterface: "服务接口"
        }
    }

    public var en: String {
        switch self {
        case .document: "electronic document"
        case .spreadsheet: "spreadsheet"
        case .database: "database"
        case .image: "image"
        case .stream: "streaming media"
        case .selfDescribed: "self-described format"
        case .serviceInterface: "service interface"
        }
    }

    /// The types that the guide lists; none where the provider words its own.
    public var types: [String] {
        switch self {
        case .document: ["OFD", "wps", "xml", "txt", "doc", "docx", "html", "pdf", "ppt", "pptx"]
        case .spreadsheet: ["et", "xls", "xlsx"]
        case .database:
            ["Dm", "KingbaseES", "access", "dbf", "dbase", "sysbase", "oracle", "sqlserver", "db2", "MySQL"]
        case .image: ["jpg", "gif", "bmp"]
        case .stream: ["swf", "rm", "mpg"]
        case .selfDescribed, .serviceInterface: []
        }
    }

    /// Whether resources of this class have information items that must be described (结构化).
    public var isStructured: Bool { self == .spreadsheet || self == .database }

    /// Whether `type` may stand beside this class, whatever its case: one of the list, or any words where there is none.
    public func accepts(_ type: String) -> Bool {
        types.isEmpty || types.contains { $0.lowercased() == type.lowercased() }
    }
}
