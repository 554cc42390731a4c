import Cases
import Ledger
import Parties
import Regulation
import Store

/// Items that several bodies collect (一数一源): the coordination fixes the one body that collects them from now on.
/// A later coordination of the same items settles it anew.
struct CollectorEffect: MatterEffect {
    let ledger: Ledger
    let surroundings: Surroundings

    let procedures: Set = ["duplicate-coordination"]

    func faults(
        _ answers: MatterAnswers, _ facts: MatterFacts, _ procedure: Procedure, opener: Body
    ) -> [Reason] {
        func reason(_ field: String, _ detail: Bilingual) -> Reason {
            let article = procedure.form.first { $0.id == field }?.article ?? procedure.articles.first
            return Reason(MattersCodes.fieldMalformed, article: article, detail: detail, field: field)
        }
        var reasons: [Reason] = []
        let bodies = Set(facts.entries.values.map(\.body))
        if bodies.count < 2 {
            reasons.append(
                reason("entries", Bilingual("须涉及两个以上单位的目录条目", "must name entries of two bodies or more")))
        }
        if let collector = answers["collector"]?.first, !bodies.contains(collector) {
            reasons.append(
                reason("collector", Bilingual("须为所列条目的提供单位之一", "must be a provider of one of the entries")))
        }
        return reasons
    }

    func closed(_ matter: Matter, article: ArticleReference?, in session: any Session) throws {
        guard let outcome = matter.outcome, outcome.holds,
            let body = matter.settled["collector"]?.first
        else { return }
        let entries = matter.settled["entries"] ?? []
        let items = matter.settled["items"] ?? []
        for entry in entries {
            for item in items {
                try session.run(
                    """
                    INSERT INTO collector (entry, item, body, matter, since) VALUES (?, ?, ?, ?, ?)
                    ON CONFLICT (entry, item) DO UPDATE SET body = excluded.body, matter = excluded.matter,
                        since = excluded.since
                    """,
                    [
                        .text(entry), .text(item), .text(body), .text(matter.id),
                        .int(outcome.at.milliseconds),
                    ])
            }
        }
        try ledger.record(
            LedgerEvent(
                MattersEvents.collector, at: outcome.at, actor: "platform", body: body,
                subject: "matter:\(matter.id)", article: article,
                facts: [("entries", String(entries.count)), ("items", String(items.count))]),
            in: session)
    }
}
