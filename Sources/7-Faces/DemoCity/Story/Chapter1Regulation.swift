import Platform
import Regulation

extension DemoStory {
    /// The regulation is data: its words, chain and deadlines, each with its article.
    func regulation() async throws {
        let profile = platform.profile
        narrator.chapter(1, "规则档案", "The regulation as data")
        narrator.act("读取全部规则档案并检查", "All regulation profiles are read and checked")
        for id in platform.library.ids {
            guard let other = platform.library[id] else { continue }
            let errors = platform.library.findings(of: id).filter { $0.severity == .error }.count
            narrator.evidence(
                "\(id) 《\(other.title.zh)》：\(other.articles.count) 条、\(other.duties.count) 项职责、\(errors) 处错误",
                "\(other.articles.count) articles, \(other.duties.count) duties, \(errors) errors")
            try hold(errors == 0, "profile \(id) has errors")
        }
        narrator.act(
            "本市施行《\(profile.title.zh)》\(profile.document)", "In force here: \(profile.title.en)")
        for type in profile.sharingTypes {
            narrator.evidence("\(type.word.zh) \(narrator.cite(type.article))", type.word.en)
        }
        if let review = profile.procedure("entry-review") {
            let chain = review.steps(for: profile.jurisdiction.level)
            narrator.evidence(
                "目录审核：" + chain.map(\.name.zh).joined(separator: " → "),
                "review: " + chain.map(\.name.en).joined(separator: " → "))
        }
        if let deadline = profile.deadline("sharing-conditional-answer") {
            let due = platform.calendar.due(deadline, from: platform.today)
            narrator.evidence(
                "今天 \(platform.today) 收到的有条件共享申请应于 \(due.date) 前答复\(due.provisional ? "（节假日通知未到，暂定）" : "") "
                    + narrator.cite(deadline.article),
                "a conditional application received today is due on \(due.date)"
                    + (due.provisional ? ", provisional" : ""))
        }
    }
}
