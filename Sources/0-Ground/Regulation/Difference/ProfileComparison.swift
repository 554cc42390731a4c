/// Sets two profiles side by side, topic by topic.
struct ProfileComparison {
    typealias Side = ProfileDifference.Side

    let one: Profile
    let other: Profile

    func differences() -> [ProfileDifference] {
        var all: [ProfileDifference] = []
        all += compare(.validity, ["validity"]) { profile, _ in Self.validity(profile) }
        all += compare(.terms, TermID.allCases.map(\.rawValue)) { profile, id in
            TermID(rawValue: id).flatMap { profile.terms[$0] }
                .map { Side(text: $0.word, articles: [$0.article]) }
        }
        all += compare(.types, Self.typeSubjects) { Self.type($0, subject: $1) }
        all += compare(.sensitivities, Sensitivity.ID.allCases.map(\.rawValue)) { profile, id in
            Sensitivity.ID(rawValue: id).flatMap { profile.sensitivity($0) }
                .map { Self.sensitivity($0, in: profile) }
        }
        all += compare(.grades, GradeBound.Grade.allCases.map(\.rawValue)) { profile, grade in
            profile.gradeBound(covering: grade).map { Self.grade($0, in: profile) }
        }
        all += compare(.chains, subjects(\.procedures)) { profile, id in
            profile.procedure(id).map { Self.chain($0, in: profile) }
        }
        all += compare(.deadlines, subjects(\.deadlines)) { profile, id in
            profile.deadline(id).map { Side(text: $0.text, articles: [$0.article]) }
        }
        all += compare(.gates, ProjectGate.ID.allCases.map(\.rawValue)) { profile, id in
            ProjectGate.ID(rawValue: id).flatMap { profile.projectGate($0) }.map { Self.gate($0) }
        }
        all += compare(.roles, ids { $0.roles.map(\.id) }) { profile, id in
            profile.role(id).map { Side(text: $0.name, articles: $0.article.map { [$0] } ?? []) }
        }
        all += compare(.posts, ids { $0.posts.map(\.role) }) { profile, id in
            profile.post(id).map { post in
                Side(
                    text: post.change?.text ?? profile.role(id)?.name ?? Bilingual(id, id),
                    articles: post.articles)
            }
        }
        all += compare(.duties, ids { $0.duties.map(\.id) }) { profile, id in
            profile.duty(id).map { Side(text: $0.title, articles: [$0.article]) }
        }
        all += compare(.rules, RuleID.allCases.map(\.rawValue)) { profile, id in
            RuleID(rawValue: id).flatMap { profile.rules[$0] }
                .map { Side(text: $0.demand, articles: [$0.article]) }
        }
        return all
    }

    /// Two sides differ when their words do; the articles alone, only for what rests on its article.
    private func compare(
        _ topic: ProfileDifference.Topic, _ subjects: [String], _ side: (Profile, String) -> Side?
    ) -> [ProfileDifference] {
        let byArticle = topic == .rules || topic == .duties || topic == .chains
        return subjects.compactMap { subject in
            let (mine, theirs) = (side(one, subject), side(other, subject))
            guard mine?.text != theirs?.text || byArticle && mine?.articles != theirs?.articles else {
                return nil
            }
            return ProfileDifference(
                topic: topic, subject: subject, one: mine ?? .silent, other: theirs ?? .silent)
        }
    }

    private func subjects<Value>(_ section: (Profile) -> [String: Value]) -> [String] {
        Set(section(one).keys).union(section(other).keys).sorted()
    }

    /// In the order of the first profile, then what only the second has.
    private func ids(_ section: (Profile) -> [String]) -> [String] {
        let mine = section(one)
        return mine + section(other).filter { !mine.contains($0) }
    }

    private static func validity(_ profile: Profile) -> Side {
        let validity = profile.validity
        let from = validity.from.map { Bilingual("自\($0)起", "from \($0)") }
        let until = validity.until.map { Bilingual("至\($0)止", "until \($0)") }
        let start = from ?? Bilingual("未载明施行日期", "no first day given")
        let end = until ?? Bilingual("无终止日期", "no last day given")
        return Side(
            text: Bilingual("\(start.zh)，\(end.zh)", "\(start.en), \(end.en)"),
            articles: validity.article.map { [$0] } ?? [])
    }

    private static let typeSubjects =
        SharingType.ID.allCases.map { "sharing-\($0.rawValue)" }
        + OpeningType.ID.allCases.map { "opening-\($0.rawValue)" }

    private static func type(_ profile: Profile, subject: String) -> Side? {
        let parts = subject.split(separator: "-", maxSplits: 1)
        guard parts.count == 2 else { return nil }
        if parts[0] == "opening" {
            return OpeningType.ID(rawValue: String(parts[1])).flatMap { profile.openingType($0) }
                .map { Side(text: $0.word, articles: [$0.article]) }
        }
        guard let type = SharingType.ID(rawValue: String(parts[1])).flatMap({ profile.sharingType($0) })
        else {
            return nil
        }
        var (zh, en) = (type.word.zh, type.word.en)
        if type.needsBasis { (zh, en) = ("\(zh)；须有依据", "\(en); basis on file") }
        if type.needsConditions { (zh, en) = ("\(zh)；须明确条件", "\(en); conditions stated") }
        return Side(text: Bilingual(zh, en), articles: [type.article])
    }

    private static func sensitivity(_ sensitivity: Sensitivity, in profile: Profile) -> Side {
        let words = words(sharing: sensitivity.sharing, in: profile)
        let (zh, en) = (words.zh, words.en)
        let admitted = sensitivity.admitted ? Bilingual("", "") : Bilingual("；不得进入平台", "; not admitted")
        return Side(
            text: Bilingual(
                "\(sensitivity.word.zh)：\(zh)\(admitted.zh)", "\(sensitivity.word.en): \(en)\(admitted.en)"),
            articles: [sensitivity.article])
    }

    private static func words(sharing: [SharingType.ID], in profile: Profile) -> Bilingual {
        let words = sharing.map { id in
            profile.sharingType(id)?.word ?? Bilingual(id.rawValue, id.rawValue)
        }
        return Bilingual(
            words.map(\.zh).joined(separator: "、"), words.map(\.en).joined(separator: ", "))
    }

    private static func grade(_ bound: GradeBound, in profile: Profile) -> Side {
        let sharing = words(sharing: bound.sharing, in: profile)
        let opening = bound.opening.compactMap { profile.openingType($0)?.word }
        let articles =
            bound.article == bound.openingArticle ? [bound.article] : [bound.article, bound.openingArticle]
        return Side(
            text: Bilingual(
                "\(bound.word.zh)：\(sharing.zh)；\(opening.map(\.zh).joined(separator: "、"))",
                "\(bound.word.en): \(sharing.en); \(opening.map(\.en).joined(separator: ", "))"),
            articles: articles)
    }

    private static func gate(_ gate: ProjectGate) -> Side {
        let parts = gate.conditions.map { condition in
            condition.isDecisive
                ? condition.demand
                : Bilingual("\(condition.demand.zh)（重要依据）", "\(condition.demand.en) (weighs in)")
        }
        var articles: [ArticleReference] = []
        for article in gate.conditions.map(\.article) where !articles.contains(article) {
            articles.append(article)
        }
        return Side(
            text: Bilingual(
                parts.map(\.zh).joined(separator: "；"), parts.map(\.en).joined(separator: "; ")),
            articles: articles)
    }

    private static func chain(_ procedure: Procedure, in profile: Profile) -> Side {
        guard !procedure.steps.isEmpty else {
            return Side(text: Bilingual("直接办结", "settled at once"), articles: procedure.articles)
        }
        let steps = procedure.steps.map { step in
            let limit = step.deadline?.text
            let levels = step.levels.count == AdministrativeLevel.allCases.count ? nil : step.levels
            let only = levels.map { $0.map(\.name) }
            let zh =
                step.name.zh + (only.map { "（\($0.map(\.zh).joined(separator: "、"))）" } ?? "")
                + (limit.map { "〔\($0.zh)〕" } ?? "")
            let en =
                step.name.en + (only.map { " (\($0.map(\.en).joined(separator: ", ")))" } ?? "")
                + (limit.map { " [\($0.en)]" } ?? "")
            return Bilingual(zh, en)
        }
        var articles: [ArticleReference] = []
        for article in procedure.steps.map(\.article) where !articles.contains(article) {
            articles.append(article)
        }
        return Side(
            text: Bilingual(
                steps.map(\.zh).joined(separator: " → "), steps.map(\.en).joined(separator: " → ")),
            articles: articles)
    }
}

extension AdministrativeLevel {
    /// `市级`, `city`.
    public var name: Bilingual {
        switch self {
        case .nation: Bilingual("国家", "nation")
        case .province: Bilingual("省级", "province")
        case .city: Bilingual("市级", "city")
        case .county: Bilingual("县级", "county")
        case .township: Bilingual("乡级", "township")
        }
    }
}
