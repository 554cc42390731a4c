/// A procedure of the regulation (办理程序): the steps a case takes, who acts at each, and by when.
public struct Procedure: Sendable, Hashable {
    /// `entry-review`, `sharing-unconditional`, `sharing-conditional`.
    public let id: String
    public let name: Bilingual
    public let articles: [ArticleReference]
    /// Roles that may open such a case for their own body.
    public let openers: [String]
    /// What such a case is about; it also says whose people sit at the provider's seat.
    public let about: About
    /// What its opener fills in, in order; empty where another module opens such cases with a form of its own.
    public let form: [FormField]
    /// In order; empty where the regulation lets the matter be settled at once (直接获取).
    public let steps: [Step]

    public init(
        id: String, name: Bilingual, articles: [ArticleReference], openers: [String], about: About = .nothing,
        form: [FormField] = [], steps: [Step]
    ) {
        self.id = id
        self.name = name
        self.articles = articles
        self.openers = openers
        self.about = about
        self.form = form
        self.steps = steps
    }

    /// What a case is about (办理对象).
    public enum About: String, Sendable, Hashable, Codable, CaseIterable {
        /// A published entry of the catalogue; its body is the provider, another than the opener's where a step
        /// is the provider's.
        case entry
        /// A published entry of the opener's own body.
        case ownEntry = "own-entry"
        /// A body, which is the provider.
        case body
        /// An information system of the opener's body.
        case system
        case nothing
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
        /// The parties agree and the case ends without a decision (协商一致).
        case settle
        /// No agreement: on to the next step, with reasons (协商不成，提请下一环节).
        case escalate

        /// What a step allows where the profile lists nothing.
        public static let usual: [Act] = [.approve, .returnOnce, .refuse]
    }
}
