/// The sections of a profile file: articles, words, types, roles, limits, duties, rules.
extension ProfileReader {
    func articles(_ field: Field?) -> [Article] {
        (field?.pairs() ?? []).compactMap { label, value in
            guard let fields = value.record(required: ["label", "heading", "text"]),
                let words = fields["label"]?.text(), let heading = fields["heading"]?.bilingual(),
                let text = fields["text"]?.text()
            else { return nil }
            return Article(
                reference: ArticleReference(regulation: regulationID, article: label), label: words,
                heading: heading, text: text)
        }
    }

    mutating func terms(_ field: Field?) -> [TermID: Term] {
        var terms: [TermID: Term] = [:]
        for (key, value) in field?.pairs() ?? [] {
            guard let id = known(key, TermID.self, at: value),
                let (word, article, _) = worded(value)
            else { continue }
            terms[id] = Term(id: id, word: word, article: article)
        }
        return terms
    }

    mutating func sharingTypes(_ field: Field?) -> [SharingType] {
        var types: [SharingType] = []
        for (key, value) in field?.pairs() ?? [] {
            guard let id = known(key, SharingType.ID.self, at: value),
                let (word, article, rest) = worded(value, optional: ["needs-basis", "needs-conditions"])
            else { continue }
            types.append(
                SharingType(
                    id: id, word: word, article: article, needsBasis: rest["needs-basis"]?.flag() ?? false,
                    needsConditions: rest["needs-conditions"]?.flag() ?? false))
        }
        return types
    }

    mutating func openingTypes(_ field: Field?) -> [OpeningType] {
        var types: [OpeningType] = []
        for (key, value) in field?.pairs() ?? [] {
            guard let id = known(key, OpeningType.ID.self, at: value), let (word, article, _) = worded(value)
            else { continue }
            types.append(OpeningType(id: id, word: word, article: article))
        }
        return types
    }

    mutating func sensitivities(_ field: Field?) -> [Sensitivity] {
        var found: [Sensitivity] = []
        for (key, value) in field?.pairs() ?? [] {
            guard let id = known(key, Sensitivity.ID.self, at: value),
                let (word, article, rest) = worded(
                    value, required: ["sharing", "admitted"], optional: ["opening"]),
                let admitted = rest["admitted"]?.flag()
            else { continue }
            let sharing = rest["sharing"]?.items().compactMap { $0.choice(SharingType.ID.self) } ?? []
            let opening = rest["opening"]?.items().compactMap { $0.choice(OpeningType.ID.self) }
            found.append(
                Sensitivity(
                    id: id, word: word, article: article, sharing: sharing,
                    opening: opening ?? OpeningType.ID.allCases, admitted: admitted))
        }
        return found
    }

    mutating func grades(_ field: Field?) -> [GradeBound] {
        var grades: [GradeBound] = []
        for (key, value) in field?.pairs() ?? [] where isIdentifier(key, at: value) {
            guard
                let (word, article, rest) = worded(
                    value, required: ["covers", "sharing", "opening"], optional: ["opening-article"])
            else { continue }
            let openingArticle = cited(rest["opening-article"])
            guard rest["opening-article"] == nil || openingArticle != nil else { continue }
            grades.append(
                GradeBound(
                    id: key, word: word, article: article,
                    covers: rest["covers"]?.items().compactMap { $0.choice(GradeBound.Grade.self) } ?? [],
                    sharing: rest["sharing"]?.items().compactMap { $0.choice(SharingType.ID.self) } ?? [],
                    opening: rest["opening"]?.items().compactMap { $0.choice(OpeningType.ID.self) } ?? [],
                    openingArticle: openingArticle))
        }
        return grades
    }

    mutating func roles(_ field: Field?) -> [Role] {
        var roles: [Role] = []
        for (key, value) in field?.pairs() ?? [] {
            guard isIdentifier(key, at: value),
                let fields = value.record(required: ["zh", "en"], optional: ["article"]),
                let name = Field.bilingual(fields)
            else { continue }
            let article = cited(fields["article"])
            guard fields["article"] == nil || article != nil else { continue }
            roles.append(Role(id: key, name: name, article: article))
        }
        return roles
    }

    mutating func deadlines(_ field: Field?) -> [String: Deadline] {
        var deadlines: [String: Deadline] = [:]
        for (key, value) in field?.pairs() ?? [] where isIdentifier(key, at: value) {
            deadlines[key] = cited(value.deadline(of: regulationID), at: value.path)
        }
        return deadlines
    }

    mutating func duties(_ field: Field?) -> [DutyDraft] {
        var duties: [DutyDraft] = []
        for (key, value) in field?.pairs() ?? [] where isIdentifier(key, at: value) {
            guard
                let (title, article, rest) = worded(value, required: ["requirements"], optional: ["deadline"])
            else { continue }
            let source = deadlineSource(rest["deadline"])
            let duty = Duty(
                id: key, title: title, article: article, requirements: rest["requirements"]?.texts() ?? [],
                deadline: nil)
            duties.append(DutyDraft(duty: duty, deadline: source))
        }
        return duties
    }

    mutating func rules(_ field: Field?) -> [RuleID: Rule] {
        var rules: [RuleID: Rule] = [:]
        for (key, value) in field?.pairs() ?? [] {
            guard let id = known(key, RuleID.self, at: value), let (demand, article, _) = worded(value)
            else { continue }
            rules[id] = Rule(id: id, article: article, demand: demand)
        }
        return rules
    }

    /// The common shape of most elements: words in both languages and the article, beside keys of their own.
    mutating func worded(
        _ field: Field, required: [String] = [], optional: [String] = []
    ) -> (Bilingual, ArticleReference, [String: Field])? {
        guard let fields = field.record(required: ["zh", "en", "article"] + required, optional: optional),
            let words = Field.bilingual(fields), let article = cited(fields["article"])
        else { return nil }
        return (words, article, fields)
    }

    func known<ID: RawRepresentable & CaseIterable>(
        _ key: String, _ type: ID.Type, at field: Field
    ) -> ID? where ID.RawValue == String {
        if let id = ID(rawValue: key) { return id }
        let names = ID.allCases.map(\.rawValue).joined(separator: ", ")
        log.report(
            .unknownKey, at: log.places[field.path] ?? field.place, "未知的键 \(key)；可用：\(names)",
            "unknown key \(key); known are: \(names)")
        return nil
    }

    func isIdentifier(_ key: String, at field: Field) -> Bool {
        if Field.isIdentifier(key) { return true }
        log.report(
            .wrongType, at: log.places[field.path] ?? field.place, "\(key) 应由小写字母、数字和连字符组成",
            "\(key) must be lower-case letters, digits and hyphens")
        return false
    }
}
