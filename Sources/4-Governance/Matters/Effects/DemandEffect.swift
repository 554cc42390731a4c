import Cases
import Ledger
import Notices
import Regulation
import Store

/// A demand for data that nobody has catalogued (供需对接): once it is agreed or decided who provides it, that body's
/// data staff have a task, with the day by which the regulation wants it done, where one does.
struct DemandEffect: MatterEffect {
    /// The limit by which the data is to be catalogued, where a profile sets it.
    static let deadline = "demand-cataloguing"

    let ledger: Ledger
    let notices: Notices
    let calendar: WorkingCalendar
    let profile: Profile
    let surroundings: Surroundings

    let procedures: Set = ["demand-coordination"]

    func closed(_ matter: Matter, article: ArticleReference?, in session: any Session) throws {
        guard let outcome = matter.outcome, outcome.holds, let body = holder(of: matter) else { return }
        let limit = profile.deadline(Self.deadline)
        let day = outcome.at.day(offsetSeconds: profile.utcOffsetSeconds)
        let data = matter.settled["data"]?.first ?? ""
        try notices.tell(
            NoticeDraft(
                .task, role: "data-staff",
                title: Bilingual("编制目录并提供所需数据", "Catalogue and provide the data asked for"),
                text: outcome.note.isEmpty ? data : "\(data)\n\(outcome.note)",
                subject: "case:\(matter.caseID)", article: limit?.article ?? article,
                due: limit.map { calendar.due($0, from: day).date }),
            to: [body], in: session)
        try ledger.record(
            LedgerEvent(
                MattersEvents.demand, at: outcome.at, actor: "platform", body: body,
                subject: "matter:\(matter.id)", article: article),
            in: session)
    }

    /// The body that the authority named, else the one that was asked.
    private func holder(of matter: Matter) -> String? {
        if let named = matter.settled["holder"]?.first { return named }
        guard let subject = matter.subject, subject.hasPrefix("body:") else { return nil }
        return Matters.id(in: subject)
    }
}
