/// A procedure of the regulation (办理程序): the steps a case takes, who acts at each, and by when.
public struct Procedure: Sendable, Hashable {
    /// `entry-review`, `sharing-unconditional`, `sharing-conditional`.
    public let id: String
    public let name: Bilingual
    public let articles: [ArticleReference]
    /// Roles that may open such a case for their own body.
    public let openers: [String]
    /// In order; empty where the regulation lets the matter be settled at once (直接获取).
    public let steps: [Step]

    public init(
        id: String, name: Bilingual, articles: [ArticleReference], openers: [String], steps: [Step]
    ) {
        self.id = id
        self.name = name
        self.articles = articles
        self.openers = openers
        self.steps = steps
    }

    /// One step (环节).
    public struct Step: Sendable, Hashable {
        public let id: String
        public let name: Bilingual
        /// The role that acts.
        public let role: String
        /// The body whose holders of the role act.
        public let seat: Seat
        /// The step is taken only for cases opened by a body of these levels.
        public let levels: [AdministrativeLevel]
        public let acts: [Act]
        public let article: ArticleReference
        /// Nil where no article sets one.
        public let deadline: Deadline?

        public init(
            id: String, name: Bilingual, role: String, seat: Seat, levels: [AdministrativeLevel],
            acts: [Act], article: ArticleReference, deadline: Deadline?
        ) {
            self.id = id
            self.name = name
            self.role = role
            self.seat = seat
            self.levels = levels
            self.acts = acts
            self.article = article
            self.deadline = deadline
        }
    }

    /// Whose people act at a step (办理主体).
    public enum Seat: String, Sendable, Hashable, Codable, CaseIterable {
        /// The body that opened the case.
        case opener
        /// The body whose entry the case is about.
        case provider
        case countyAuthority = "county-authority"
        case countyGovernment = "county-government"
        case cityAuthority = "city-authority"
        case cityGovernment = "city-government"
    }

    /// What may be decided at a step (办理动作).
    public enum Act: String, Sendable, Hashable, Codable, CaseIterable {
        /// On to the next step, or to the outcome after the last.
        case approve
        /// Back to the opener, once, with everything that is missing (一次性告知补正).
        case returnOnce = "return"
        /// The end, with reasons.
        case refuse
    }
}
