import Regulation

/// One entry that a bulk act is to take (批量办理的条目).
public struct BulkTarget: Sendable, Hashable {
    /// Id or resource code.
    public let entry: String
    /// The revision that was looked at: a later one is refused with `entry-changed-meanwhile`. Nil takes any.
    public let revision: Int64?

    public init(_ entry: String, revision: Int64? = nil) {
        self.entry = entry
        self.revision = revision
    }
}

/// What comes of one entry in a bulk act, or would come of it (批量办理结果).
public struct BulkLine: Sendable, Hashable {
    public enum Outcome: Sendable, Hashable {
        /// Done; in a preview, what would be.
        case done
        /// The entry says so already.
        case unchanged
        /// Nothing of this entry was touched.
        case refused([Reason])
    }

    /// As it was asked for.
    public let asked: String
    /// As it stands after the act, for a preview as it stands now; nil where it is not there for the actor.
    public let entry: Entry?
    public let outcome: Outcome
    /// What differs: of an edit from what was being compiled, of a submission from what is in force.
    public let difference: EntryDifference?
    /// What still stands against submitting it, once edited.
    public let open: [Reason]
    /// The review that was opened.
    public let caseID: String?

    init(
        _ asked: String, _ entry: Entry?, _ outcome: Outcome, difference: EntryDifference? = nil,
        open: [Reason] = [], caseID: String? = nil
    ) {
        self.asked = asked
        self.entry = entry
        self.outcome = outcome
        self.difference = difference
        self.open = open
        self.caseID = caseID
    }

    public var reasons: [Reason] {
        if case .refused(let reasons) = outcome { reasons } else { [] }
    }
}
