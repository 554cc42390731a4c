import Catalogue
import Parties
import Regulation

/// Holds a form against the procedure that asks for it (表单审查): a pure ruling with every fault at once, each with
/// the article that asks for the field.
struct FormCheck {
    let procedure: Procedure
    let opener: Body

    /// Characters of one item's name.
    static let itemMax = 100

    func callAsFunction(_ content: MatterContent, _ facts: MatterFacts) -> Ruling {
        var reasons = about(content, facts)
        for field in procedure.form {
            reasons += check(field, content.answers[field.id] ?? [], facts)
        }
        let known = Set(procedure.form.map(\.id))
        for id in content.answers.keys.sorted() where !known.contains(id) {
            reasons.append(
                Reason(
                    MattersCodes.fieldUnknown, article: procedure.articles.first,
                    detail: Bilingual(
                        "本程序的表单项：\(known.sorted().joined(separator: "、"))",
                        "the form has: \(known.sorted().joined(separator: ", "))"),
                    field: "answers"))
        }
        return Ruling(reasons)
    }

    private func about(_ content: MatterContent, _ facts: MatterFacts) -> [Reason] {
        func reason(_ code: ReasonCode, _ zh: String, _ en: String) -> [Reason] {
            [Reason(code, article: procedure.articles.first, detail: Bilingual(zh, en), field: "about")]
        }
        if procedure.about == .nothing {
            return content.about.isEmpty
                ? [] : reason(MattersCodes.subjectUnknown, "本程序没有办理对象", "the procedure is about nothing")
        }
        guard let subject = facts.subject else {
            switch procedure.about {
            case .entry, .ownEntry:
                return reason(MattersCodes.subjectUnknown, "须为已发布的目录条目", "must be a published entry")
            case .body: return reason(MattersCodes.subjectUnknown, "须为在用的单位", "must be an active body")
            case .system, .nothing:
                return reason(MattersCodes.subjectUnknown, "须为在用的信息系统", "must be an active system")
            }
        }
        switch subject {
        case .entry(let entry) where procedure.about == .ownEntry && entry.body != opener.id:
            return reason(MattersCodes.subjectNotYours, "须为本单位的目录条目", "must be an entry of your own body")
        case .entry(let entry) where isProviders && entry.body == opener.id:
            return reason(MattersCodes.subjectOwn, "须为其他单位的目录条目", "must be an entry of another body")
        case .body(let body) where isProviders && body.id == opener.id:
            return reason(MattersCodes.subjectOwn, "须为其他单位", "must be another body")
        case .system(let system) where system.body != opener.id:
            return reason(MattersCodes.subjectNotYours, "须为本单位的信息系统", "must be a system of your own body")
        case .entry, .body, .system: return []
        }
    }

    /// Whether the provider decides a step: then it is another body than the opener.
    private var isProviders: Bool { procedure.steps.contains { $0.seat == .provider } }

    private func check(_ field: FormField, _ answers: [String], _ facts: MatterFacts) -> [Reason] {
        let given = answers.filter { !$0.allSatisfy(\.isWhitespace) }
        guard !given.isEmpty else {
            return field.isRequired
                ? [reason(field, MattersCodes.fieldMissing, Bilingual("请填写", "to be filled in"))] : []
        }
        let isList = field.kind == .entries || field.kind == .items
        guard given.count <= (isList ? field.limit : 1) else {
            return [
                reason(
                    field, MattersCodes.fieldMalformed,
                    Bilingual("至多\(isList ? field.limit : 1)项", "at most \(isList ? field.limit : 1)"))
            ]
        }
        return given.lazy.compactMap { fault(field, $0, facts) }.first.map { [$0] } ?? []
    }

    private func fault(_ field: FormField, _ answer: String, _ facts: MatterFacts) -> Reason? {
        func malformed(_ zh: String, _ en: String) -> Reason {
            reason(field, MattersCodes.fieldMalformed, Bilingual(zh, en))
        }
        switch field.kind {
        case .text, .longText:
            if answer.unicodeScalars.count > field.limit {
                return malformed("至多\(field.limit)字", "at most \(field.limit) characters")
            }
            return field.kind == .text && answer.contains(where: \.isNewline)
                ? malformed("只写一行", "one line only") : nil
        case .date:
            return LocalDate(answer) == nil ? malformed("应为 YYYY-MM-DD", "must be YYYY-MM-DD") : nil
        case .choice:
            guard !field.options.contains(where: { $0.id == answer }) else { return nil }
            let known = field.options.map(\.id).joined(separator: ", ")
            return malformed("可选：\(known)", "one of: \(known)")
        case .entries:
            return facts.entries[answer] == nil
                ? malformed("须为已发布的目录条目", "must be published entries") : nil
        case .body:
            return facts.bodies[answer] == nil ? malformed("须为在用的单位", "must be an active body") : nil
        case .items:
            if answer.unicodeScalars.count > Self.itemMax {
                return malformed("名称至多\(Self.itemMax)字", "names have at most \(Self.itemMax) characters")
            }
            let entries = facts.allEntries
            let isThere = entries.contains {
                $0.content.items.contains { $0.name == answer || $0.field == answer }
            }
            return entries.isEmpty || isThere
                ? nil : malformed("所列目录条目中没有这个信息项", "no such item in the entries named")
        }
    }

    private func reason(_ field: FormField, _ code: ReasonCode, _ detail: Bilingual) -> Reason {
        let label = field.label
        return Reason(
            code, article: field.article ?? procedure.articles.first,
            detail: Bilingual("\(label.zh)，\(detail.zh)", "\(label.en), \(detail.en)"), field: field.id)
    }
}
