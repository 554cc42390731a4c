import Cases
import Catalogue
import Parties
import Platform
import Regulation

extension DemoStory {
    /// An entry without basis is refused; with one it goes through the chain, is returned once, and is published.
    func catalogue() async throws {
        narrator.chapter(3, "目录编制和审核", "Catalogue")
        guard let planned = city.entry("population") else { throw DemoCityError.incomplete("population") }
        let compiler = try await work.actor("police.data")
        var content = planned.content
        content.sharingBasis = ""
        content.sourceSystem = ""
        narrator.act(
            "\(compiler.body.name)编制“\(content.name)”，选有条件共享而未填依据，提交",
            "Conditional sharing is submitted without a legal basis")
        let draft = try await platform.catalogue.draft(content, by: compiler)
        let refusal = try await refused(CatalogueCodes.basisRequired) {
            try await platform.catalogue.submit(draft.id, by: compiler)
        }
        try hold(refusal.reasons.first?.article != nil, "the refusal cites no article")
        let opened = try await platform.cases.list(CaseFilter(.subject("entry:\(draft.id)")), for: compiler)
        narrator.evidence("没有产生办件：\(opened.count) 件", "no case was opened: \(opened.count)")
        try hold(opened.isEmpty, "a refused submission left a case")
        try await review(draft, planned.content, by: compiler)
        narrator.act(
            "其余 \(city.entries.count - 1) 个目录由各单位编制、审核",
            "The other bodies compile theirs, and the chain reviews them")
        for entry in city.entries where entry.key != planned.key { try await work.compile(entry) }
        for state in Entry.State.allCases {
            let found = try await platform.catalogue.search(
                EntryFilter(state: state), for: try await work.actor("authority.review"))
            if found.total > 0 {
                narrator.evidence(
                    "\(state.word.zh)：\(found.total) 个目录", "\(state.word.en): \(found.total) entries")
            }
        }
    }

    private func review(_ draft: Entry, _ complete: EntryContent, by compiler: Actor) async throws {
        narrator.act("补填依据后提交；单位负责人一次性退回补正", "With the basis it is submitted; the head returns it once")
        var content = complete
        content.sourceSystem = ""
        var entry = try await platform.catalogue.save(
            content, to: draft.id, revision: draft.revision, by: compiler)
        let file = try await platform.catalogue.submit(entry.id, by: compiler)
        guard let first = file.current else { throw DemoCityError.storyBroken("the chain is empty") }
        let head = try await work.holder(of: first)
        try await platform.decide(file.id, Decision(.returnOnce, note: "请补齐来源系统。"), by: head)
        entry = try await platform.catalogue.entry(entry.id, for: compiler)
        _ = try await platform.catalogue.save(complete, to: entry.id, revision: entry.revision, by: compiler)
        let again = try await platform.catalogue.submit(entry.id, by: compiler, note: "已补齐。")
        narrator.act("再次退回被拒绝", "A second return is refused")
        try await refused(CasesCodes.alreadySupplemented) {
            try await platform.decide(again.id, Decision(.returnOnce, note: "还缺。"), by: head)
        }
        narrator.act(
            "单位负责人和主管部门依次通过，发布并赋码", "The head and the authority approve; it is published with a code")
        let closed = try await work.approve(again)
        let published = try await platform.catalogue.entry(entry.id, for: compiler)
        try hold(closed.state == .approved && published.state == .published, "the entry was not published")
        narrator.evidence(
            "信息资源代码 \(published.code ?? "")，第 \(published.version) 版，\(published.content.items.count) 个信息项",
            "resource code, version \(published.version), \(published.content.items.count) items")
        try await tell(file.id)
    }
}

extension Entry.State {
    fileprivate var word: Bilingual {
        switch self {
        case .draft: Bilingual("草稿", "draft")
        case .inReview: Bilingual("审核中", "in review")
        case .published: Bilingual("已发布", "published")
        case .retired: Bilingual("已停用", "retired")
        }
    }
}
