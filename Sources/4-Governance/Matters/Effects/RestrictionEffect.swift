import Cases
import Catalogue
import Ledger
import Parties
import Regulation
import Store

/// Filing the reasons of restrictions (限制理由备案): the approval is the authority's confirmation of what the lists state of
/// each entry, as it was filed.
///
/// Acts on `entries` and, where the form has it, `restriction`, whose answers `conditional`, `none` and `not-open` say
/// which restriction is confirmed; without it every one is that the regulation lists. A filing may be made before the
/// restriction is in force: what the change under way would state is noted with the form, and is confirmed once it is
/// published just so. Nothing is confirmed that neither the filed version nor that change states.
struct RestrictionEffect: MatterEffect {
    static let procedure = "restricted-filing"

    let ledger: Ledger
    let cases: Cases
    let catalogue: Catalogue
    let profile: Profile

    let procedures: Set = [Self.procedure]

    func faults(
        _ answers: MatterAnswers, _ facts: MatterFacts, _ procedure: Procedure, opener: Body
    ) -> [Reason] {
        let others = facts.entries.values.filter { $0.body != opener.id }
        guard !others.isEmpty else { return [] }
        let names = others.map(\.content.name).sorted().prefix(5).joined(separator: "、")
        return [
            Reason(
                MattersCodes.subjectNotYours,
                article: procedure.form.first { $0.id == "entries" }?.article ?? procedure.articles.first,
                detail: Bilingual("须为本单位的目录条目：\(names)", "must be entries of your own body"), field: "entries"
            )
        ]
    }

    func noted(_ matter: String, _ facts: MatterFacts, in session: any Session) throws {
        for entry in facts.allEntries {
            guard let draft = entry.draft else { continue }
            try Confirmations.note(
                matter, entry.id, planned: Confirmations.facts(in: draft, besides: entry.content), in: session
            )
        }
    }

    func closed(_ matter: Matter, article: ArticleReference?, in session: any Session) throws {
        guard let outcome = matter.outcome, outcome.holds else { return }
        let restrictions = try confirm(matter, outcome, article: article, in: session)
        try ledger.record(
            LedgerEvent(
                MattersEvents.restriction, at: outcome.at, actor: "platform", body: matter.body,
                subject: "matter:\(matter.id)", article: article,
                facts: [
                    ("entries", String(matter.settled["entries"]?.count ?? 0)),
                    ("restrictions", restrictions.map(\.rawValue).joined(separator: " ")),
                ]),
            in: session)
    }

    /// Writes down what an approved filing confirms; answers it, in the order of the restrictions.
    @discardableResult
    func confirm(
        _ matter: Matter, _ outcome: MatterOutcome, article: ArticleReference?, in session: any Session
    ) throws -> [Restriction] {
        let approval = Confirmations.Approval(
            matter: matter.id, body: try cases.file(matter.caseID, in: session).steps.last?.body,
            actor: try cases.lastApprover(of: matter.caseID, in: session), article: article, at: outcome.at)
        let asked = Set(Self.confirmed(by: matter.settled)).intersection(Restriction.listed(by: profile))
        var confirmed: Set<Restriction> = []
        for id in matter.settled["entries"] ?? [] {
            let entry = try catalogue.entry(id: id, in: session)
            guard entry.isInForce else { continue }
            let filed = try Confirmations.filed(id, with: matter, in: session)
            let before = try catalogue.content(of: id, version: filed.version, in: session)
            for restriction in asked {
                let now = restriction.facts(in: entry.content)
                let planned = filed.planned[restriction]
                // Published meanwhile just as it was planned, it is confirmed as it is in force.
                let isThere = planned != nil && planned == now && entry.version > filed.version
                let wasThere = before.flatMap { restriction.facts(in: $0) } != nil && now != nil
                let version = isThere ? entry.version : wasThere ? filed.version : 0
                let awaited = entry.version == filed.version ? planned : nil
                guard version > 0 || awaited != nil else { continue }
                confirmed.insert(restriction)
                try Confirmations.keep(id, restriction, version, awaited, approval, in: session)
            }
        }
        return Restriction.allCases.filter(confirmed.contains)
    }

    /// What the answers of a filing confirm where the entries have it.
    static func confirmed(by answers: MatterAnswers) -> [Restriction] {
        switch answers["restriction"]?.first {
        case "conditional": [.conditional]
        case "none": [.notShared]
        case "not-open": [.notOpened, .itemsWithheld]
        default: Restriction.allCases
        }
    }
}
