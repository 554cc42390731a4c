import Catalogue
import Parties
import Regulation

/// Holds what a body registers against the form of a project (项目登记审查): every fault at once.
struct ProjectCheck {
    let body: String
    /// What the plan names, by the id or code that it uses; nil for what is not there.
    let entries: [String: Entry]
    let systems: [String: InformationSystem]
    /// The article that asks for projects to be looked at.
    let article: ArticleReference?

    func callAsFunction(_ content: ProjectContent) -> Ruling {
        Ruling(words(content) + plannedSystems(content) + plannedEntries(content))
    }

    private func words(_ content: ProjectContent) -> [Reason] {
        var reasons: [Reason] = []
        let fields = [
            ("name", content.name, Bilingual("项目名称", "name"), 200, true),
            ("number", content.number, Bilingual("项目编号", "number"), 64, true),
            ("summary", content.summary, Bilingual("建设内容", "what is built"), 2_000, false),
        ]
        for (field, value, word, max, isRequired) in fields {
            reasons += text(value, word, max: max, isRequired: isRequired, at: field)
        }
        if let budget = content.budget, !(0...ProjectContent.budgetMax).contains(budget) {
            reasons.append(
                malformed(
                    Bilingual(
                        "计划投资为 0 到 \(ProjectContent.budgetMax) 元", "0 to \(ProjectContent.budgetMax) yuan"),
                    at: "budget"))
        }
        return reasons
    }

    private func plannedSystems(_ content: ProjectContent) -> [Reason] {
        guard content.systems.count <= ProjectContent.systemsMax else {
            return [
                malformed(
                    Bilingual(
                        "系统至多\(ProjectContent.systemsMax)个", "at most \(ProjectContent.systemsMax) systems"),
                    at: "systems")
            ]
        }
        var reasons: [Reason] = []
        var seen: Set<String> = []
        for (index, system) in content.systems.enumerated() {
            let field = "systems.\(index)"
            reasons += text(system.name, Bilingual("系统名称", "name of the system"), max: 100, at: field)
            reasons += text(
                system.interfaces, Bilingual("共享接口和对接文档", "interfaces"), max: 500,
                isRequired: false, at: field)
            if !seen.insert(system.name).inserted {
                reasons.append(malformed(Bilingual("系统重名", "two systems of one name"), at: field))
            }
            if let id = system.system, systems[id]?.body != body {
                reasons.append(Reason(ProjectsCodes.systemUnknown, article: article, field: field))
            }
        }
        return reasons
    }

    private func plannedEntries(_ content: ProjectContent) -> [Reason] {
        guard content.entries.count <= ProjectContent.entriesMax else {
            return [
                malformed(
                    Bilingual(
                        "目录至多\(ProjectContent.entriesMax)条", "at most \(ProjectContent.entriesMax) entries"),
                    at: "entries")
            ]
        }
        var reasons: [Reason] = []
        var seen: Set<String> = []
        let names = Set(content.systems.map(\.name))
        for (index, planned) in content.entries.enumerated() {
            let field = "entries.\(index)"
            reasons += text(planned.name, Bilingual("目录名称", "name of the entry"), max: 200, at: field)
            if !planned.system.isEmpty, !names.contains(planned.system) {
                reasons.append(
                    malformed(
                        Bilingual("来源系统不在所建系统之列", "its system is none of the project's"), at: field))
            }
            guard let named = planned.entry else { continue }
            guard let entry = entries[named], entry.body == body else {
                reasons.append(Reason(ProjectsCodes.entryUnknown, article: article, field: field))
                continue
            }
            if !seen.insert(entry.id).inserted {
                reasons.append(malformed(Bilingual("同一目录条目列了两次", "one entry is listed twice"), at: field))
            }
        }
        return reasons
    }

    private var text: TextCheck {
        TextCheck(
            missing: ProjectsCodes.fieldMissing, malformed: ProjectsCodes.fieldMalformed, article: article)
    }

    private func malformed(_ detail: Bilingual, at field: String) -> Reason {
        Reason(ProjectsCodes.fieldMalformed, article: article, detail: detail, field: field)
    }
}
