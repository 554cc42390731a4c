import Regulation

/// A case (办件): one matter on its way through a procedure of the regulation.
///
/// Its steps are fixed when it opens, so it ends under the version of the profile it began with.
public struct CaseFile: Sendable, Hashable {
    public let id: String
    /// `entry-review`, `sharing-conditional`, …
    public let procedure: String
    public let procedureName: Bilingual
    /// The profile's version at opening.
    public let profileVersion: String
    /// What it is about: `entry:<id>`, `application:<id>`.
    public let subject: String
    public let title: String
    /// The body that opened it and the person who did.
    public let openerBody: String
    public let opener: String
    public let openedAt: Instant
    public let state: State
    /// The position in ``steps`` where it stands; nil when it is closed.
    public let position: Int?
    public let steps: [CaseStep]
    /// Whether the opener was already asked once for what is missing.
    public let wasSupplemented: Bool
    public let closedAt: Instant?
    /// Who wrote what the case decides, as the ledger names them: who opened or supplemented it, and who worked on
    /// the draft under review.
    public let authors: Set<String>
    /// The body that provides what it is about; nil where it is about nobody's data.
    public let provider: String?
    /// The party that has agreed so far.
    public let agreedBy: String?
    /// Which submission of its subject it decides (提交轮次): 1 when it opens, one more with each supplement.
    public let round: Int

    /// Where the case stands (办理状态).
    public enum State: String, Sendable, Hashable, Codable, CaseIterable {
        /// Waits for the holders of the step's role.
        case open
        /// Waits for the opener to supplement it.
        case returned
        case approved
        case refused
        case withdrawn
        /// The parties agreed.
        case settled
    }

    public var current: CaseStep? { position.map { steps[$0] } }
}

/// One step of a case (办理环节) with the body that takes it.
public struct CaseStep: Sendable, Hashable {
    public let id: String
    public let name: Bilingual
    public let role: String
    public let body: String
    public let acts: [Procedure.Act]
    public let article: ArticleReference
    /// When it must be done; nil where no article sets a time, or before the step is reached.
    public let due: CaseDue?
    public let enteredAt: Instant?
    public let doneAt: Instant?
    /// Who decided here, as the ledger names them: one person for an approval, another perhaps for a return before.
    public let deciders: Set<String>
    /// How far the regulation lets it be prolonged; nil where it does not.
    public let allowance: CaseAllowance?
    public let prolongation: CaseProlongation?
    /// Set where the present day passed and was reported.
    public let escalation: CaseEscalation?
}

/// The day by which a step must be done (办理期限).
public struct CaseDue: Sendable, Hashable {
    public let date: LocalDate
    public let article: ArticleReference
    /// True where the day lies beyond the loaded notices of working days.
    public let isProvisional: Bool

    public init(date: LocalDate, article: ArticleReference, isProvisional: Bool) {
        self.date = date
        self.article = article
        self.isProvisional = isProvisional
    }

    public func isOverdue(on today: LocalDate) -> Bool { today > date }
}
