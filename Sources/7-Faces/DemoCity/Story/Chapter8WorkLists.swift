import Cases
import Parties
import Platform
import Regulation

extension DemoStory {
    /// Each person sees what waits for them, with the day by which it is due and the article behind it.
    func workLists() async throws {
        narrator.chapter(8, "待办事项", "Work lists")
        var waiting = 0
        for account in city.accounts {
            let person = try await work.actor(account.account)
            let cases = try await platform.cases.list(CaseFilter(.waiting), for: person)
            guard !cases.isEmpty else { continue }
            waiting += cases.count
            narrator.act(
                "\(person.body.name) \(person.displayName)（\(account.account)）：\(cases.count) 件",
                "\(cases.count) waiting")
            for file in cases { tell(file) }
        }
        try hold(waiting > 0, "nothing waits for anybody")
        let reviewer = try await work.actor("authority.review")
        let count = try await platform.cases.waitingCount(for: reviewer)
        narrator.evidence("\(reviewer.body.name)待办 \(count) 件", "waiting for the authority's reviewer")
    }

    private func tell(_ file: CaseFile) {
        guard let step = file.current else { return }
        let due =
            step.due.map { due in
                let mark = due.isOverdue(on: platform.today) ? "（已超期）" : due.isProvisional ? "（暂定）" : ""
                return "，\(due.date) 前办结\(mark) \(narrator.cite(due.article))"
            } ?? ""
        let state = file.state == .returned ? "待补正" : step.name.zh
        narrator.evidence(
            "\(file.procedureName.zh)“\(file.title)”：\(state)\(due) 依据 \(narrator.cite(step.article))")
    }
}
