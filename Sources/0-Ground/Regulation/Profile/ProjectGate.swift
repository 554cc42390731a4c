/// A gate that informatisation projects pass (信息化项目前置审查环节), with what the regulation asks there.
public struct ProjectGate: Sendable, Hashable {
    public let id: ID
    /// `立项审查`.
    public let name: Bilingual
    /// In the order in which a statement lists them; each fact once.
    public let conditions: [Condition]

    public init(id: ID, name: Bilingual, conditions: [Condition]) {
        self.id = id
        self.name = name
        self.conditions = conditions
    }

    /// When a project is looked at (审查环节).
    public enum ID: String, Sendable, Hashable, Codable, CaseIterable {
        /// 立项: before the project is approved.
        case approval
        /// 资金安排: before money is set aside for building or running it.
        case funds
        /// 验收: before what was built is accepted.
        case acceptance
    }

    /// One condition of a gate (审查条件) with the article that sets it.
    public struct Condition: Sendable, Hashable {
        public let fact: Fact
        /// What the article demands, in one sentence.
        public let demand: Bilingual
        public let article: ArticleReference
        /// Whether the gate is closed without it (必备条件); else it only weighs in the decision (重要依据).
        public let isDecisive: Bool

        public init(fact: Fact, demand: Bilingual, article: ArticleReference, isDecisive: Bool = true) {
            self.fact = fact
            self.demand = demand
            self.article = article
            self.isDecisive = isDecisive
        }
    }

    /// What the platform can tell of a project from its own records (平台可核实的事项).
    public enum Fact: String, Sendable, Hashable, Codable, CaseIterable {
        /// Every entry that the project will produce is compiled in the catalogue, and complete.
        case catalogueCompiled = "catalogue-compiled"
        /// Every system has its interface documents and produces entries that are shared, or kept back on a basis.
        case sharingSupported = "sharing-supported"
        /// The body has published entries, and delivers their data in time.
        case bodyInOrder = "body-in-order"
        /// Every entry of the project is published in the unified catalogue.
        case cataloguePublished = "catalogue-published"
        /// Every system is registered on the platform and active.
        case systemsRegistered = "systems-registered"
        /// The security and performance tests of every system are filed.
        case testsFiled = "tests-filed"
        /// Every entry has data, delivered within its update cycle.
        case collectionComplete = "collection-complete"
    }
}

/// A post that every body fills (名册岗位), as the regulation names it.
public struct RosterPost: Sendable, Hashable {
    /// A role of the profile: `chief-data-officer`.
    public let role: String
    /// The articles that ask for it; never empty.
    public let articles: [ArticleReference]
    /// By when a change of its holder is reported; nil where no article sets a limit.
    public let change: Deadline?

    public init(role: String, articles: [ArticleReference], change: Deadline? = nil) {
        self.role = role
        self.articles = articles
        self.change = change
    }
}

extension Profile {
    /// The gate, where the regulation or one above it knows it.
    public func projectGate(_ id: ProjectGate.ID) -> ProjectGate? { projectGates.first { $0.id == id } }

    /// A post of the roster.
    public func post(_ role: String) -> RosterPost? { posts.first { $0.role == role } }

    /// How statement `number` of `year` is called in the regulation's words: `审查意见〔2026〕1号`.
    public func statementNumber(_ number: Int64, of year: Int) -> Bilingual {
        func filled(_ text: String) -> String {
            text.replacing("{year}", with: String(year)).replacing("{number}", with: String(number))
        }
        return Bilingual(filled(statementNumber.zh), filled(statementNumber.en))
    }
}
