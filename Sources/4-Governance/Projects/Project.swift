import Regulation

/// An informatisation project (信息化项目) as its body registered it: the systems that it builds and the entries of the
/// catalogue that they will produce.
public struct Project: Sendable, Hashable {
    public let id: String
    /// The responsible body (建设单位).
    public let body: String
    public let stage: Stage
    public let content: ProjectContent
    /// One more with each change of the content: a statement speaks of the revision that it looked at.
    public let revision: Int64
    public let createdAt: Instant
    public let updatedAt: Instant

    /// Where a project stands (项目阶段).
    public enum Stage: String, Sendable, Hashable, Codable, CaseIterable {
        /// 申报: handed in, not approved.
        case proposed
        /// 建设: approved, being built.
        case building
        /// 已验收: accepted.
        case accepted
        /// 终止: given up or refused.
        case ended

        public var word: Bilingual {
            switch self {
            case .proposed: Bilingual("申报", "Proposed")
            case .building: Bilingual("建设", "Being built")
            case .accepted: Bilingual("已验收", "Accepted")
            case .ended: Bilingual("终止", "Ended")
            }
        }

        /// The gate that a project passes before it comes here; nil where none stands before it.
        public var gate: ProjectGate.ID? {
            switch self {
            case .building: .approval
            case .accepted: .acceptance
            case .proposed, .ended: nil
            }
        }

        /// The stages that may follow: one after the other, and the end at any time.
        public var next: [Stage] {
            switch self {
            case .proposed: [.building, .ended]
            case .building: [.accepted, .ended]
            case .accepted, .ended: []
            }
        }

        /// Whether nothing follows.
        public var isFinal: Bool { next.isEmpty }
    }
}

/// What is registered of a project (项目内容).
public struct ProjectContent: Sendable, Hashable, Codable {
    /// 项目名称, at most 200 characters.
    public var name: String
    /// 项目编号 as those who approve projects give it, at most 64 characters; unique within its body.
    public var number: String
    /// 建设内容, at most 2,000 characters; may be empty.
    public var summary: String
    /// 计划投资 in yuan; nil where none is stated.
    public var budget: Int64?
    /// At most ``systemsMax``.
    public var systems: [PlannedSystem]
    /// At most ``entriesMax``.
    public var entries: [PlannedEntry]

    public static let systemsMax = 50
    public static let entriesMax = 200
    /// Ten million million yuan.
    public static let budgetMax: Int64 = 10_000_000_000_000

    public init(
        name: String, number: String, summary: String = "", budget: Int64? = nil,
        systems: [PlannedSystem] = [], entries: [PlannedEntry] = []
    ) {
        self.name = name
        self.number = number
        self.summary = summary
        self.budget = budget
        self.systems = systems
        self.entries = entries
    }
}

/// A system that a project builds (拟建系统).
public struct PlannedSystem: Sendable, Hashable, Codable {
    /// Unique in its project, at most 100 characters.
    public var name: String
    /// How it shares its data: interfaces and their documents (共享接口和对接文档), at most 500 characters.
    public var interfaces: String
    /// The id under which it is registered on the platform; nil before.
    public var system: String?

    public init(name: String, interfaces: String = "", system: String? = nil) {
        self.name = name
        self.interfaces = interfaces
        self.system = system
    }
}

/// An entry of the catalogue that a project will produce (拟产生的目录).
public struct PlannedEntry: Sendable, Hashable, Codable {
    /// What the plan calls it, at most 200 characters.
    public var name: String
    /// The name of the planned system that produces it; empty where none does.
    public var system: String
    /// The id of the entry in the catalogue, or its resource code when it is stated; nil until it is compiled.
    public var entry: String?

    public init(name: String, system: String = "", entry: String? = nil) {
        self.name = name
        self.system = system
        self.entry = entry
    }
}
