/// Reads what a profile file asks of informatisation projects, and the posts of its roster.
extension ProfileReader {
    /// Posts of one roster.
    static let postsMax = 40

    mutating func projects(_ field: Field?) -> ProjectsDraft {
        guard let fields = field?.record(required: [], optional: ["number", "gates"]) else {
            return ProjectsDraft()
        }
        var draft = ProjectsDraft(number: fields["number"].flatMap { number($0) })
        for (key, value) in fields["gates"]?.pairs() ?? [] {
            guard let id = known(key, ProjectGate.ID.self, at: value),
                let parts = value.record(required: ["zh", "en", "conditions"]),
                let name = Field.bilingual(parts)
            else { continue }
            var conditions: [ProjectGate.Condition] = []
            for (fact, item) in parts["conditions"]?.pairs() ?? [] {
                if let condition = condition(fact, item) { conditions.append(condition) }
            }
            if conditions.isEmpty { value.wrongType("须列出条件", "must list its conditions") }
            draft.gates.append(ProjectGate(id: id, name: name, conditions: conditions))
        }
        return draft
    }

    /// Without year and number two statements could not be told apart.
    private func number(_ field: Field) -> Bilingual? {
        guard let text = field.bilingual() else { return nil }
        for words in [text.zh, text.en] where !(words.contains("{year}") && words.contains("{number}")) {
            field.wrongType("须含 {year} 和 {number}", "must hold {year} and {number}")
            return nil
        }
        return text
    }

    private mutating func condition(_ key: String, _ field: Field) -> ProjectGate.Condition? {
        guard let fact = known(key, ProjectGate.Fact.self, at: field),
            let (demand, article, rest) = worded(field, optional: ["decisive"])
        else { return nil }
        let isDecisive = rest["decisive"].map { $0.flag() } ?? true
        return isDecisive.map {
            ProjectGate.Condition(fact: fact, demand: demand, article: article, isDecisive: $0)
        }
    }

    mutating func roster(_ field: Field?) -> [PostDraft] {
        let pairs = field?.pairs() ?? []
        guard pairs.count <= Self.postsMax else {
            log.report(
                .tooMany, at: field?.place ?? .start, "名册岗位超过\(Self.postsMax)个",
                "more than \(Self.postsMax) posts of the roster")
            return []
        }
        var posts: [PostDraft] = []
        for (role, value) in pairs where isIdentifier(role, at: value) {
            guard let fields = value.record(required: ["articles"], optional: ["change"]) else { continue }
            var articles: [ArticleReference] = []
            for item in fields["articles"]?.items() ?? [] {
                if let article = cited(item) { articles.append(article) }
            }
            if articles.isEmpty { value.wrongType("须注明条款", "must cite an article") }
            posts.append(
                PostDraft(role: role, articles: articles, change: fields["change"]?.identifier()))
        }
        return posts
    }
}

/// The `projects` of a file as written.
struct ProjectsDraft {
    var number: Bilingual?
    var gates: [ProjectGate] = []
}

/// A post as written: its limit is still a name.
struct PostDraft {
    let role: String
    let articles: [ArticleReference]
    let change: String?
}
