/// A sharing type (共享类型) as the regulation defines it.
public struct SharingType: Sendable, Hashable {
    public let id: ID
    public let word: Bilingual
    public let article: ArticleReference
    /// Whether a legal basis must be on file (须有依据).
    public let needsBasis: Bool
    /// Whether scope and conditions must be stated (须明确共享条件).
    public let needsConditions: Bool

    /// The code of the national guide: 1 unconditional, 2 conditional, 3 none.
    public enum ID: String, Sendable, Hashable, Codable, CaseIterable {
        case unconditional, conditional, none
    }

    public init(id: ID, word: Bilingual, article: ArticleReference, needsBasis: Bool, needsConditions: Bool) {
        self.id = id
        self.word = word
        self.article = article
        self.needsBasis = needsBasis
        self.needsConditions = needsConditions
    }
}

/// An opening type (开放类型) as the regulation defines it.
public struct OpeningType: Sendable, Hashable {
    public let id: ID
    public let word: Bilingual
    public let article: ArticleReference

    public enum ID: String, Sendable, Hashable, Codable, CaseIterable {
        case unconditional, conditional, none
    }

    public init(id: ID, word: Bilingual, article: ArticleReference) {
        self.id = id
        self.word = word
        self.article = article
    }
}

/// How sensitive an entry is (敏感程度), and which sharing and opening types that allows.
public struct Sensitivity: Sendable, Hashable {
    public let id: ID
    public let word: Bilingual
    public let article: ArticleReference
    /// Sharing types an entry of this sensitivity may choose.
    public let sharing: [SharingType.ID]
    /// Opening types it may choose; all where the text sets no bound.
    public let opening: [OpeningType.ID]
    /// False for state secrets: the platform refuses such entries at the door.
    public let admitted: Bool

    public enum ID: String, Sendable, Hashable, Codable, CaseIterable {
        case `public`, `internal`, secret
    }

    public init(
        id: ID, word: Bilingual, article: ArticleReference, sharing: [SharingType.ID],
        opening: [OpeningType.ID] = OpeningType.ID.allCases, admitted: Bool
    ) {
        self.id = id
        self.word = word
        self.article = article
        self.sharing = sharing
        self.opening = opening
        self.admitted = admitted
    }
}

/// A word that the pages show in the regulation's own form (用语标识).
public enum TermID: String, Sendable, Hashable, Codable, CaseIterable {
    /// What the regulation calls its data: 政务数据资源, 公共数据.
    case data
    /// The catalogue: 政务数据资源目录.
    case catalogue
    /// The office that administers data: 市行政审批局, 市大数据行政主管部门.
    case authority
    /// The body that runs the platform: 市智慧城市发展中心.
    case platformOperator = "platform-operator"
    /// A body that holds and uses data: 数据共享单位.
    case body
    /// The platform itself: 市政务大数据平台.
    case platform
}

/// A rule that the code enforces and the regulation founds (规则标识).
public enum RuleID: String, Sendable, Hashable, Codable, CaseIterable {
    /// Restricted sharing types need a legal basis on file.
    case basisRequired = "basis-required"
    /// Conditional sharing states its conditions.
    case conditionsStated = "conditions-stated"
    /// What a catalogue entry must state.
    case entryElements = "entry-elements"
    /// State secrets do not enter the platform.
    case noStateSecrets = "no-state-secrets"
    /// The sensitivity bounds the sharing type.
    case sensitivityBoundsSharing = "sensitivity-bounds-sharing"
    /// Records carry the necessary identifiers.
    case necessaryIdentifier = "necessary-identifier"
    /// Nothing beyond the declared scope is collected.
    case collectionScope = "collection-scope"
    /// Deliveries are complete, accurate and to the standard.
    case deliveryQuality = "delivery-quality"
    /// An application states basis, scene, scope, manner and term.
    case applicationElements = "application-elements"
    /// Only what is necessary is granted.
    case minimumNecessary = "minimum-necessary"
    /// Data not shared at all cannot be applied for.
    case notShared = "not-shared"
    /// Use keeps to the granted body, system, purpose, items and term.
    case useWithinGrant = "use-within-grant"
    /// Every use leaves a record.
    case usageRecord = "usage-record"
    /// Missing material is told once and in full.
    case supplementOnce = "supplement-once"
    /// A refusal gives its reasons.
    case reasonsGiven = "reasons-given"
    /// Data is changed or deleted only with approval.
    case noUnapprovedChange = "no-unapproved-change"
    /// Who asks is identified and authorised.
    case accessControl = "access-control"
}

/// A rule with the article that founds it (规则).
public struct Rule: Sendable, Hashable {
    public let id: RuleID
    public let article: ArticleReference
    /// What the article demands, in one sentence.
    public let demand: Bilingual

    public init(id: RuleID, article: ArticleReference, demand: Bilingual) {
        self.id = id
        self.article = article
        self.demand = demand
    }
}
