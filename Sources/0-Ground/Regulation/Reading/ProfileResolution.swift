/// Fills what a profile leaves open from its ancestors (继承).
///
/// Rules, words, roles, limits, duties, procedures and grades are inherited one by one, types as a whole. A limit
/// referred to by name is looked up from the profile downwards, so a stricter local limit also governs the
/// procedures that come from the parent.
struct ProfileResolution {
    /// The profile's own draft first.
    let family: [ProfileDraft]

    func resolve(digest: (String) -> String) -> (Profile, [Finding]) {
        let own = family[0]
        var deadlines: [String: Deadline] = [:]
        for draft in family.reversed() {
            deadlines.merge(draft.deadlines) { _, nearer in nearer }
        }
        var findings: [Finding] = []
        let profile = Profile(
            id: own.id, title: own.title, document: own.document, issuer: own.issuer,
            jurisdiction: own.jurisdiction, parent: own.parent, validity: own.validity,
            utcOffsetSeconds: own.utcOffsetSeconds,
            version: digest(family.map(\.text).joined(separator: "\n")),
            articles: family.flatMap(\.articles), terms: merged(\.terms),
            sharingTypes: first(\.sharingTypes), openingTypes: first(\.openingTypes),
            sensitivities: first(\.sensitivities), grades: family.flatMap(\.grades), roles: roles(),
            duties: duties(deadlines, &findings),
            deadlines: deadlines, procedures: procedures(deadlines, &findings), rules: merged(\.rules),
            projectGates: gates(),
            statementNumber: family.lazy.compactMap(\.projects.number).first
                ?? Bilingual("〔{year}〕{number}号", "{year} No. {number}"),
            posts: posts(deadlines, &findings))
        return (profile, findings)
    }

    private func merged<Key, Value>(_ section: (ProfileDraft) -> [Key: Value]) -> [Key: Value] {
        family.reduce(into: [:]) { all, draft in
            all.merge(section(draft)) { nearer, _ in nearer }
        }
    }

    private func first<Element>(_ section: (ProfileDraft) -> [Element]) -> [Element] {
        family.lazy.map(section).first { !$0.isEmpty } ?? []
    }

    private func roles() -> [Role] {
        var seen: Set<String> = []
        return family.flatMap(\.roles).filter { seen.insert($0.id).inserted }
    }

    /// Gate by gate, the nearest of each.
    private func gates() -> [ProjectGate] {
        ProjectGate.ID.allCases.compactMap { id in
            family.lazy.flatMap(\.projects.gates).first { $0.id == id }
        }
    }

    /// The nearest roster as a whole: a text that names its posts names all of them.
    private func posts(_ deadlines: [String: Deadline], _ findings: inout [Finding]) -> [RosterPost] {
        guard let draft = family.first(where: { !$0.roster.isEmpty }) else { return [] }
        var posts: [RosterPost] = []
        for post in draft.roster {
            let change = resolved(
                post.change.map { .named($0) }, deadlines, draft, "roster/\(post.role)/change", &findings)
            posts.append(RosterPost(role: post.role, articles: post.articles, change: change))
        }
        return posts
    }

    private func duties(_ deadlines: [String: Deadline], _ findings: inout [Finding]) -> [Duty] {
        var seen: Set<String> = []
        var duties: [Duty] = []
        for draft in family {
            for item in draft.duties where seen.insert(item.duty.id).inserted {
                let deadline = resolved(
                    item.deadline, deadlines, draft, "duties/\(item.duty.id)/deadline", &findings)
                duties.append(
                    Duty(
                        id: item.duty.id, title: item.duty.title, article: item.duty.article,
                        requirements: item.duty.requirements, deadline: deadline))
            }
        }
        return duties
    }

    private func procedures(
        _ deadlines: [String: Deadline], _ findings: inout [Finding]
    ) -> [String: Procedure] {
        var procedures: [String: Procedure] = [:]
        for draft in family {
            for (id, item) in draft.procedures.sorted(by: { $0.key < $1.key }) where procedures[id] == nil {
                let steps = item.procedure.steps.map { step in
                    let path = "procedures/\(id)/steps/\(step.id)/deadline"
                    let deadline = resolved(item.deadlines[step.id], deadlines, draft, path, &findings)
                    return Procedure.Step(
                        id: step.id, name: step.name, role: step.role, seat: step.seat, levels: step.levels,
                        acts: step.acts, article: step.article, deadline: deadline)
                }
                let (about, form) = form(of: id)
                procedures[id] = Procedure(
                    id: id, name: item.procedure.name, articles: item.procedure.articles,
                    openers: item.procedure.openers, about: about,
                    form: form.map { $0.resting(on: item.procedure.articles.first) }, steps: steps)
            }
        }
        return procedures
    }

    /// The nearest form written for a procedure, with what it is about: a local text that changes only the steps
    /// keeps the parent's form.
    private func form(of procedure: String) -> (Procedure.About, [FormField]) {
        let drafts = family.compactMap { $0.procedures[procedure] }
        guard let draft = drafts.first(where: { $0.form != nil }) else {
            return (drafts.lazy.compactMap(\.about).first ?? .nothing, [])
        }
        return (drafts.lazy.compactMap(\.about).first ?? .nothing, draft.form ?? [])
    }

    private func resolved(
        _ source: DeadlineSource?, _ deadlines: [String: Deadline], _ draft: ProfileDraft, _ path: String,
        _ findings: inout [Finding]
    ) -> Deadline? {
        switch source {
        case nil: return nil
        case .written(let deadline): return deadline
        case .named(let name):
            if let deadline = deadlines[name] { return deadline }
            // The parent's own reading reports its own faults.
            if draft.id == family[0].id {
                findings.append(
                    draft.finding(
                        .deadlineUnknown, at: path, "没有名为 \(name) 的时限", "no time limit is named \(name)"))
            }
            return nil
        }
    }
}

extension FormField {
    /// The field with its article, else with that of its procedure.
    fileprivate func resting(on procedure: ArticleReference?) -> FormField {
        FormField(
            id: id, label: label, kind: kind, isRequired: isRequired, isAmendable: isAmendable,
            article: article ?? procedure, limit: limit, options: options, starts: starts)
    }
}
