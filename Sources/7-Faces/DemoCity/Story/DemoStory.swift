import Cases
import Catalogue
import Parties
import Platform
import Regulation

/// The story of a city's data (演示故事), from the regulation to a verified answer and its record: played on a fresh store,
/// with the evidence of every step read back from it.
public struct DemoStory: Sendable {
    let platform: Platform
    let city: DemoCity
    let work: DemoCityAtWork
    let narrator: Narrator

    /// Plays the whole story and tells it through `print`, line by line.
    ///
    /// - Throws: ``DemoCityError/notEmpty`` for a store that holds bodies already, ``DemoCityError/storyBroken(_:)``
    ///   where the platform does not do what the story tells.
    public static func play(
        _ platform: Platform, seed: UInt64 = DemoCity.seedDefault, persons: Int = 20_000,
        enterprises: Int = 2_000,
        print: @escaping @Sendable (String) -> Void
    ) async throws {
        guard try await platform.isEmpty() else { throw DemoCityError.notEmpty }
        let city = try DemoCity(
            profile: platform.profile, seed: seed, persons: persons, enterprises: enterprises)
        let story = DemoStory(
            platform: platform, city: city, work: DemoCityAtWork(city: city, platform: platform),
            narrator: Narrator(library: platform.library, print: print))
        let began = ContinuousClock.now
        try await story.regulation()
        try await story.parties()
        try await story.catalogue()
        try await story.intake()
        let grant = try await story.sharing()
        try await story.exchange(grant)
        try await story.ledger()
        try await story.workLists()
        let seconds = (ContinuousClock.now - began).components.seconds
        print("")
        print("━━ 全部完成，用时 \(seconds) 秒 · all done in \(seconds) s ━━")
    }

    /// Runs what must be refused, tells the refusal, and fails where it is not refused with `code`.
    @discardableResult
    func refused<T>(_ code: ReasonCode, _ act: () async throws -> T) async throws -> Refusal {
        do {
            _ = try await act()
        } catch let refusal as Refusal where refusal.code == code {
            narrator.refusal(refusal)
            return refusal
        }
        throw DemoCityError.storyBroken("\(code.name) was not refused")
    }

    /// What the story claims, held to what is so.
    func hold(_ isSo: Bool, _ claim: String) throws {
        guard isSo else { throw DemoCityError.storyBroken(claim) }
    }

    /// Tells a case step by step, as the store keeps it.
    func tell(_ caseID: String) async throws {
        let reader = try await work.actor("authority.review")
        for event in try await platform.cases.timeline(caseID, for: reader) {
            let article = event.article.map { " " + narrator.cite($0) } ?? ""
            let note = event.note.isEmpty ? "" : "“\(event.note)”"
            let at = event.at.minuteText(offsetSeconds: platform.profile.utcOffsetSeconds)
            narrator.evidence(
                "\(at) \(event.kind.word.zh)｜\(event.step.zh)｜\(event.body) \(event.actorName)\(article)\(note)",
                "\(event.kind.word.en): \(event.step.en)")
        }
    }
}

extension CaseEvent.Kind {
    var word: Bilingual {
        switch self {
        case .opened: Bilingual("提交", "opened")
        case .approved: Bilingual("通过", "approved")
        case .returned: Bilingual("退回补正", "returned")
        case .resubmitted: Bilingual("补正后再提交", "resubmitted")
        case .refused: Bilingual("不予通过", "refused")
        case .withdrawn: Bilingual("撤回", "withdrawn")
        case .agreed: Bilingual("一方同意", "one party agrees")
        case .settled: Bilingual("协商一致", "agreed")
        case .escalated: Bilingual("提请下一环节", "to the next step")
        case .overdue: Bilingual("逾期上报", "reported as overdue")
        case .prolongationAsked: Bilingual("申请延长期限", "more time asked for")
        case .prolonged: Bilingual("同意延长期限", "more time granted")
        case .prolongationRefused: Bilingual("不同意延长期限", "more time not granted")
        case .checked: Bilingual("复查尚有问题", "checked: something is left")
        case .reopened: Bilingual("复查未通过", "checked: back to the step")
        case .closed: Bilingual("办结", "closed")
        }
    }
}
