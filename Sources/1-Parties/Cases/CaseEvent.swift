import Regulation

/// One line of a case's timeline (办理记录).
public struct CaseEvent: Sendable, Hashable {
    public let sequence: Int
    public let at: Instant
    public let kind: Kind
    /// The step's name at the time; that of the procedure for opening and closing.
    public let step: Bilingual
    public let actorName: String
    public let body: String
    /// Reasons, or what is missing, in the actor's words; at most 2,000 characters.
    public let note: String
    /// The article behind the act.
    public let article: ArticleReference?

    public enum Kind: String, Sendable, Hashable, Codable, CaseIterable {
        case opened, approved, returned, resubmitted, refused, withdrawn, closed
        /// One party agrees; the other has not yet.
        case agreed
        /// Agreed, and ended with that.
        case settled
        /// No agreement: on to the next step.
        case escalated
        /// The day passed, and whoever stands above was told.
        case overdue
        case prolongationAsked = "prolongation-asked"
        case prolonged
        case prolongationRefused = "prolongation-refused"
        /// The platform checked what was to be mended, and something is left.
        case checked
        /// The same after the step was reported done: back to it.
        case reopened
    }
}
