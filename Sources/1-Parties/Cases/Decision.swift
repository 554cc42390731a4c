import Parties
import Regulation
import Store

/// What someone decides about a case at its step (办理意见).
public struct Decision: Sendable, Hashable {
    public let act: Procedure.Act
    /// Required for return and refusal: everything that is missing, or the reasons.
    public let note: String
    /// What the subject's own module lets a reviewer change while approving, in that module's form.
    public let amendment: String?
    /// How the case stood when it was looked at: as it stands otherwise it is not decided so. Nil where it was not.
    public let seen: SeenCase?

    public static let noteMax = 2_000

    public init(_ act: Procedure.Act, note: String = "", amendment: String? = nil, seen: SeenCase? = nil) {
        self.act = act
        self.note = note
        self.amendment = amendment
        self.seen = seen
    }
}

/// A case as somebody saw it (所见办件): what a decision is based on.
public struct SeenCase: Sendable, Hashable {
    /// The ``CaseFile/round``; nil where it was not looked at.
    public let round: Int?
    /// The id of the step at which it stood; nil where it was not looked at.
    public let step: String?

    public init(round: Int?, step: String? = nil) {
        self.round = round
        self.step = step
    }

    /// Whether `file` still stands so.
    func isStill(_ file: CaseFile) -> Bool {
        round ?? file.round == file.round && step ?? file.current?.id == file.current?.id
    }
}

/// What a module does with the cases about its things (办件主题).
public protocol CaseSubject: Sendable {
    /// The procedures whose cases it answers for.
    var procedures: Set<String> { get }
    /// Called in the transaction of the decision, before the case moves on; throws to refuse the amendment.
    func decided(_ file: CaseFile, _ decision: Decision, by actor: Actor, in session: any Session) throws
    /// Called in the transaction that closes the case with approval, after the last step.
    func approved(_ file: CaseFile, in session: any Session) throws
    /// Called in the transaction that closes the case without approval.
    func declined(_ file: CaseFile, in session: any Session) throws
    /// Called in the transaction that hands the case back to its opener.
    func returned(_ file: CaseFile, in session: any Session) throws
}
