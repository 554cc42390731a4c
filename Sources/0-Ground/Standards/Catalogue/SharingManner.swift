/// The manner in which a resource is shared (共享方式分类); national catalogue guide 2017.
public enum SharingManner: String, Sendable, Hashable, CaseIterable, Codable, StandardTerm {
    /// Over the sharing platform.
    case platform
    /// By mail, disc or another medium.
    case exchange

    public var zh: String {
        switch self {
        case .platform: "共享平台方式"
        case .exchange: "邮件、拷盘、介质交换方式"
        }
    }

    public var en: String {
        switch self {
        case .platform: "over the sharing platform"
        case .exchange: "by mail, disc or medium"
        }
    }

    /// The types of this manner (共享方式类型), in the guide's order.
    public var types: [SharingMannerType] { SharingMannerType.allCases.filter { $0.manner == self } }
}

/// The type of a sharing manner (共享方式类型).
public enum SharingMannerType: String, Sendable, Hashable, CaseIterable, Codable, StandardTerm {
    case database
    case file
    case service
    case mail
    case disc
    case medium

    public var manner: SharingManner {
        switch self {
        case .database, .file, .service: .platform
        case .mail, .disc, .medium: .exchange
        }
    }

    public var zh: String {
        switch self {
        case .database: "数据库"
        case .file: "文件下载"
        case .service: "服务"
        case .mail: "邮件"
        case .disc: "拷盘"
        case .medium: "介质交换"
        }
    }

    public var en: String {
        switch self {
        case .database: "database"
        case .file: "file download"
        case .service: "service"
        case .mail: "mail"
        case .disc: "disc copy"
        case .medium: "exchange of media"
        }
    }
}
