import Cases
import Parties
import Regulation
import Store

/// What the platform itself does about the matters of some procedures (事项效果), beyond writing down how they ended.
protocol MatterEffect: Sendable {
    var procedures: Set<String> { get }
    /// What the answers of `opener` lack although the form is whole.
    func faults(
        _ answers: MatterAnswers, _ facts: MatterFacts, _ procedure: Procedure, opener: Body
    ) -> [Reason]
    /// Called in the transaction that writes down what the matter names, when it is opened or supplemented.
    func noted(_ matter: String, _ facts: MatterFacts, in session: any Session) throws
    /// What the last decision must state.
    func check(_ decision: Decision, of procedure: Procedure, at step: CaseStep?) -> Ruling
    /// Called in the transaction that ends the case, however it ended. `article` is that of the last step taken.
    func closed(_ matter: Matter, article: ArticleReference?, in session: any Session) throws
}

extension MatterEffect {
    func faults(
        _ answers: MatterAnswers, _ facts: MatterFacts, _ procedure: Procedure, opener: Body
    ) -> [Reason] { [] }
    func noted(_ matter: String, _ facts: MatterFacts, in session: any Session) throws {}
    func check(_ decision: Decision, of procedure: Procedure, at step: CaseStep?) -> Ruling { .allowed }
}
