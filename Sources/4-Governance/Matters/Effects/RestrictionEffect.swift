import Cases
import Catalogue
import Ledger
import Parties
import Regulation
import Store

/// Filing the reasons of restrictions (限制理由备案): the approval is the authority's confirmation of each entry in the
/// version that was filed.
///
/// Acts on `entries` and, where the form has it, `restriction`, whose answers `conditional`, `none` and `not-open` say
/// which restriction is confirmed; without it every restriction of the entries is. Nothing is confirmed that the filed
/// version of an entry does not have.
struct RestrictionEffect: MatterEffect {
    static let procedure = "restricted-filing"

    let ledger: Ledger
    let cases: Cases
    let catalogue: Catalogue

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
        let body = try cases.file(matter.caseID, in: session).steps.last?.body
        let approver = try cases.lastApprover(of: matter.caseID, in: session)
        let asked = Self.confirmed(by: matter.settled)
        var confirmed: Set<Restriction> = []
        for entry in matter.settled["entries"] ?? [] {
            let version = try Self.version(of: entry, filedWith: matter, in: session)
            let content = try catalogue.content(of: entry, version: Int(version), in: session)
            for restriction in content.map(Restriction.all(of:)) ?? [] where asked.contains(restriction) {
                confirmed.insert(restriction)
                try session.run(
                    """
                    INSERT INTO restriction_confirmation (entry, restriction, version, matter, body, actor,
                        article, confirmed_at)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                    ON CONFLICT (entry, restriction) DO UPDATE SET version = excluded.version,
                        matter = excluded.matter, body = excluded.body, actor = excluded.actor,
                        article = excluded.article, confirmed_at = excluded.confirmed_at
                    WHERE excluded.version >= restriction_confirmation.version
                    """,
                    [
                        .text(entry), .text(restriction.rawValue), .int(version), .text(matter.id),
                        Value(body), Value(approver), Value(article?.description),
                        .int(outcome.at.milliseconds),
                    ])
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

    /// The version that was filed: as it was noted with the form, else the one in force when the matter was opened.
    private static func version(
        of entry: String, filedWith matter: Matter, in session: any Session
    ) throws -> Int64 {
        let noted = try session.number(
            "SELECT version FROM matter_entry WHERE entry = ? AND matter = ?",
            [.text(entry), .text(matter.id)])
        if noted > 0 { return noted }
        return try session.number(
            "SELECT coalesce(max(version), 0) FROM entry_version WHERE entry = ? AND published_at <= ?",
            [.text(entry), .int(matter.createdAt.milliseconds)])
    }
}

extension Matters {
    /// Writes down what was confirmed before there was a table of confirmations (补建备案确认): once for a store, in the
    /// order in which the filings were approved.
    public func fillConfirmations() async throws {
        let finishedSQL = "SELECT finished FROM confirmation_progress WHERE id = 1"
        if try await store.read({ try $0.number(finishedSQL) }) == 1 { return }
        let effect = RestrictionEffect(ledger: ledger, cases: cases, catalogue: catalogue)
        try await store.write { session in
            guard try session.number(finishedSQL) == 0 else { return }
            let approved = try session.all(
                "SELECT id FROM matter WHERE procedure = ? AND outcome = 'approved' ORDER BY outcome_at, id",
                [.text(RestrictionEffect.procedure)]
            ) { try $0.text(at: 0) }
            for id in approved {
                let matter = try matter(id, in: session)
                guard let outcome = matter.outcome else { continue }
                let article = try cases.file(matter.caseID, in: session).steps.last { $0.doneAt != nil }?
                    .article
                try effect.confirm(matter, outcome, article: article, in: session)
            }
            try session.run("UPDATE confirmation_progress SET finished = 1 WHERE id = 1")
        }
    }
}
