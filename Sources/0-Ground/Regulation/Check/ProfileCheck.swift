/// Checks what a profile says (规则档案检查): every citation, chain, limit and word of one file.
///
/// Only the file's own content is judged; what comes from the parent was judged with the parent.
struct ProfileCheck {
    let draft: ProfileDraft
    /// With everything inherited.
    let profile: Profile
    let parent: Profile?

    /// Procedures that the platform cannot run without.
    static let procedures = ["entry-review", "sharing-unconditional", "sharing-conditional"]
    /// Those whose matter a module writes on pages of its own; all others have a form.
    static let writtenElsewhere = Set(
        procedures + ["data-standard", "entry-maintenance", "quality-rules", "quality-correction"])

    func findings() -> [Finding] {
        let all =
            citations() + validity() + terms() + types() + roles() + procedures() + rules() + duties()
            + deadlines()
        return all.sorted { ($0.line, $0.column, $0.code.rawValue) < ($1.line, $1.column, $1.code.rawValue) }
    }

    private func citations() -> [Finding] {
        let known = Set(profile.articles.map(\.reference))
        let cited = Set(draft.citations.map(\.article))
        let missing = draft.citations.filter { !known.contains($0.article) }.map { citation in
            draft.finding(
                .articleMissing, at: citation.path, "引用的条款 \(citation.article) 不在档案中",
                "the article \(citation.article) is not in this profile or its parents")
        }
        let uncited = draft.articles.filter { !cited.contains($0.reference) }.map { article in
            draft.finding(
                .articleUncited, at: "articles/\(article.reference.article)",
                "\(article.label) 未被任何规则、职责或时限引用",
                "article \(article.reference.article) is cited by nothing")
        }
        return missing + uncited
    }

    private func validity() -> [Finding] {
        guard let from = draft.validity.from, let until = draft.validity.until, until < from else {
            return []
        }
        return [
            draft.finding(
                .validityReversed, at: "validity/until", "有效期在开始（\(from)）之前结束（\(until)）",
                "ends on \(until), before it begins on \(from)")
        ]
    }

    private func terms() -> [Finding] {
        let missing = TermID.allCases.filter { profile.terms[$0] == nil }.map {
            draft.finding(
                .termMissing, at: "terms", "缺少用语 \($0.rawValue)", "the term \($0.rawValue) is missing")
        }
        let absent = draft.terms.values.sorted { $0.id.rawValue < $1.id.rawValue }.filter { term in
            profile.article(term.article).map { !$0.text.contains(term.word.zh) } ?? false
        }
        return missing
            + absent.map { term in
                draft.finding(
                    .termWordAbsent, at: "terms/\(term.id.rawValue)/zh",
                    "所引条款 \(term.article) 中没有“\(term.word.zh)”一词",
                    "the cited article \(term.article) does not use the word \(term.word.zh)")
            }
    }

    private func types() -> [Finding] {
        var missing: [String] = []
        if profile.sharingTypes.isEmpty { missing.append("sharing-types") }
        if profile.openingTypes.isEmpty { missing.append("opening-types") }
        if profile.sensitivities.isEmpty { missing.append("sensitivities") }
        if GradeBound.Grade.allCases.contains(where: { profile.gradeBound(covering: $0.rawValue) == nil }) {
            missing.append("grades")
        }
        return missing.map { draft.finding(.typeMissing, at: $0, "未设 \($0)", "\($0) are not set") }
    }

    private func roles() -> [Finding] {
        let missing = Role.needed.filter { profile.role($0) == nil }.map {
            draft.finding(.roleMissing, at: "roles", "缺少岗位 \($0)", "the role \($0) is missing")
        }
        let used = Set(
            profile.procedures.values.flatMap { $0.openers + $0.steps.map(\.role) }
                + profile.posts.map(\.role))
        let unused = draft.roles.filter { !used.contains($0.id) && !Role.needed.contains($0.id) }.map {
            draft.finding(
                .roleUnused, at: "roles/\($0.id)", "岗位 \($0.id) 未在任何程序中使用",
                "the role \($0.id) is used by no procedure")
        }
        let unknown = draft.roster.filter { profile.role($0.role) == nil }.map {
            unknownRole($0.role, at: "roster/\($0.role)")
        }
        return missing + unused + unknown
    }

    private func procedures() -> [Finding] {
        var findings = Self.procedures.filter { profile.procedures[$0] == nil }.map {
            draft.finding(.procedureMissing, at: "procedures", "缺少程序 \($0)", "the procedure \($0) is missing")
        }
        for (id, item) in draft.procedures.sorted(by: { $0.key < $1.key }) {
            for (index, opener) in item.procedure.openers.enumerated() where profile.role(opener) == nil {
                findings.append(unknownRole(opener, at: "procedures/\(id)/openers/\(index)"))
            }
            for step in item.procedure.steps where profile.role(step.role) == nil {
                findings.append(unknownRole(step.role, at: "procedures/\(id)/steps/\(step.id)/role"))
            }
            findings += forms(id)
        }
        return findings
    }

    /// Whether a case of the procedure can be opened and brought to its end.
    private func forms(_ id: String) -> [Finding] {
        guard let procedure = profile.procedures[id] else { return [] }
        var findings: [Finding] = []
        if procedure.form.isEmpty, !Self.writtenElsewhere.contains(id) {
            findings.append(
                draft.finding(
                    .formMissing, at: "procedures/\(id)", "程序 \(id) 没有表单，无人能够提交",
                    "the procedure \(id) has no form: nobody can open it"))
        }
        for field in procedure.form where field.isRequired && field.article == nil {
            findings.append(
                draft.finding(
                    .fieldUnfounded, at: "procedures/\(id)/form/\(field.id)", "必填项 \(field.id) 没有条款依据",
                    "no article founds the required field \(field.id)"))
        }
        for field in procedure.form {
            guard let starts = field.starts, profile.deadlines[starts] == nil else { continue }
            findings.append(
                draft.finding(
                    .deadlineUnknown, at: "procedures/\(id)/form/\(field.id)/starts", "没有名为 \(starts) 的时限",
                    "no time limit is named \(starts)"))
        }
        if procedure.about == .nothing || procedure.about == .system,
            let step = procedure.steps.first(where: { $0.seat == .provider }), !Self.procedures.contains(id)
        {
            findings.append(
                draft.finding(
                    .seatUnfilled, at: "procedures/\(id)/steps/\(step.id)/seat",
                    "办理对象不是条目或单位，没有提供单位", "what it is about has no provider"))
        }
        if let last = procedure.steps.last, last.acts.contains(.escalate) {
            findings.append(
                draft.finding(
                    .escalationUnending, at: "procedures/\(id)/steps/\(last.id)/acts",
                    "最后一个环节不能再提请下一环节", "the last step has none to escalate to"))
        }
        return findings
    }

    private func unknownRole(_ role: String, at path: String) -> Finding {
        draft.finding(.roleUnknown, at: path, "岗位 \(role) 未定义", "the role \(role) is not defined")
    }

    private func rules() -> [Finding] {
        RuleID.allCases.filter { profile.rules[$0] == nil }.map {
            draft.finding(
                .ruleUnfounded, at: "rules", "规则 \($0.rawValue) 没有条款依据",
                "no article founds the rule \($0.rawValue)")
        }
    }

    private func duties() -> [Finding] {
        draft.duties.flatMap { item -> [Finding] in
            let path = "duties/\(item.duty.id)/requirements"
            if item.duty.requirements.isEmpty {
                return [
                    draft.finding(
                        .dutyWithoutRequirement, at: path, "职责 \(item.duty.id) 未对应任何需求",
                        "the duty \(item.duty.id) stands for no requirement")
                ]
            }
            return item.duty.requirements.filter { !Requirement.isKnown($0) }.map {
                draft.finding(.requirementUnknown, at: path, "没有需求 \($0)", "there is no requirement \($0)")
            }
        }
    }
}

/// The rows of the requirements that duties stand for (需求编号): `A1` … `I8`.
enum Requirement {
    /// How many rows each chapter has.
    private static let rows: [Character: Int] = [
        "A": 13, "B": 11, "C": 7, "D": 10, "E": 7, "F": 8, "G": 3, "H": 10, "I": 8,
    ]

    static func isKnown(_ id: String) -> Bool {
        guard let chapter = id.first, let count = rows[chapter], let row = Int(id.dropFirst()) else {
            return false
        }
        return (1...count).contains(row) && id == "\(chapter)\(row)"
    }
}
