import Cases
import Ledger
import Parties
import Regulation
import Store

/// How data quality takes part in its cases: work orders, and the review of declared rules.
extension Quality: CaseSubject {
    public var procedures: Set<String> { [Self.correction, Self.ruleReview] }

    /// A correction that is reported done is checked next; what proves it is the check alone.
    ///
    /// Refuses with `quality-proof-by-platform` where a person would end it.
    public func decided(
        _ file: CaseFile, _ decision: Decision, by actor: Actor, in session: any Session
    ) throws {
        guard file.procedure == Self.correction else { return }
        guard let position = file.position, position + 1 < file.steps.count else {
            throw Refusal(QualityCodes.proofByPlatform, article: file.current?.article)
        }
        let order = try order(Self.id(in: file.subject), in: session)
        try wait(for: order.entry, cause: .order, in: session)
    }

    public func approved(_ file: CaseFile, in session: any Session) throws {
        if file.procedure == Self.ruleReview { try decide(file, as: .approved, in: session) }
    }

    public func declined(_ file: CaseFile, in session: any Session) throws {
        guard file.procedure == Self.correction else {
            return try decide(file, as: .declined, in: session)
        }
        let order = try order(Self.id(in: file.subject), in: session)
        try end(order.id, as: .withdrawn, in: session)
        try ledger.record(
            LedgerEvent(
                QualityEvents.withdrawn, at: surroundings.now(), actor: Cases.platformActor, body: order.body,
                subject: file.subject, article: article, facts: [("entry", order.entry)]),
            in: session)
    }

    public func returned(_ file: CaseFile, in session: any Session) throws {}

    /// The id behind `quality-order:<id>`.
    static func id(in reference: String) -> String {
        String(reference.drop { $0 != ":" }.dropFirst())
    }
}
