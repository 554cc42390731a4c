import Regulation
import Standards

/// Whether an entry's grade is what its data asks for and allows what was chosen (分类分级检查): the grade settled by
/// GB/T 43697, the gravest item, and the sharing and opening types that grade and sensitivity allow.
public struct GradeCheck: Sendable {
    let profile: Profile

    public init(profile: Profile) { self.profile = profile }

    public func callAsFunction(_ content: EntryContent) -> Ruling {
        assessment(content).and(items(content)).and(bounds(content))
    }

    /// No single item may be a state secret either, whatever the entry says of itself.
    func admission(_ content: EntryContent) -> Ruling {
        Ruling(
            content.items.compactMap { item in
                guard let id = item.sensitivity, let sensitivity = profile.sensitivity(id),
                    !sensitivity.admitted
                else { return nil }
                return Reason(
                    CatalogueCodes.secretRefused,
                    article: profile.article(for: .noStateSecrets) ?? sensitivity.article,
                    detail: Bilingual("信息项“\(item.name)”", "item \(item.name)"), field: place(item))
            })
    }

    /// The least grade that what is on record of harm and affected object asks for; nil where nothing is on record.
    public static func least(_ content: EntryContent) -> DataGrade? {
        guard let object = content.affectedObject, let harm = content.harm else { return nil }
        return DataGrade.grade(of: harm, to: object)
    }

    private func assessment(_ content: EntryContent) -> Ruling {
        if (content.affectedObject == nil) != (content.harm == nil) {
            return .refused([
                Reason(
                    CatalogueCodes.elementMissing, article: gradingArticle(content),
                    detail: Bilingual("影响对象和影响程度须同时填写", "affected object and harm go together"),
                    field: content.harm == nil ? "harm" : "affectedObject")
            ])
        }
        guard let least = Self.least(content), let grade = DataGrade(rawValue: content.grade), grade < least
        else { return .allowed }
        return .refused([
            Reason(
                CatalogueCodes.gradeBelowAssessment, article: gradingArticle(content),
                detail: Bilingual(
                    "GB/T 43697-2024：\(content.affectedObject?.zh ?? "")受\(content.harm?.zh ?? "")，至少为\(least.zh)",
                    "GB/T 43697-2024: at least \(least.en)"),
                field: "grade")
        ])
    }

    /// The gravest item settles the least grade and sensitivity of the entry (就高从严).
    private func items(_ content: EntryContent) -> Ruling {
        var reasons: [Reason] = []
        let grade = DataGrade(rawValue: content.grade)
        for item in content.items {
            if let text = item.grade {
                guard let own = DataGrade(rawValue: text) else {
                    reasons.append(
                        Reason(
                            CatalogueCodes.elementMalformed, article: gradingArticle(content),
                            detail: Bilingual("数据级别不在国家标准之内", "grade is not one of GB/T 43697"),
                            field: place(item)))
                    continue
                }
                if let grade, grade < own {
                    reasons.append(
                        Reason(
                            CatalogueCodes.gradeBelowItems, article: gradingArticle(content),
                            detail: Bilingual(
                                "信息项“\(item.name)”为\(own.zh)", "item \(item.name) is \(own.en)"),
                            field: "grade"))
                }
            }
            if let own = item.sensitivity, Self.rank(own) > Self.rank(content.sensitivity) {
                reasons.append(
                    Reason(
                        CatalogueCodes.gradeBelowItems,
                        article: profile.sensitivity(own)?.article ?? gradingArticle(content),
                        detail: Bilingual(
                            "信息项“\(item.name)”的敏感程度高于条目",
                            "item \(item.name) is more sensitive than the entry"),
                        field: "sensitivity"))
            }
        }
        return Ruling(reasons)
    }

    private func bounds(_ content: EntryContent) -> Ruling {
        var reasons: [Reason] = []
        let sharing = profile.sharingType(content.sharing)?.word
        let opening = profile.openingType(content.opening)?.word
        if let bound = profile.gradeBound(covering: content.grade) {
            if let sharing, !bound.sharing.contains(content.sharing) {
                reasons.append(
                    Reason(
                        CatalogueCodes.sharingOutsideGrade, article: bound.article,
                        detail: Self.not(bound.word, sharing), field: "sharing"))
            }
            if let opening, !bound.opening.contains(content.opening) {
                reasons.append(
                    Reason(
                        CatalogueCodes.openingOutsideGrade, article: bound.openingArticle,
                        detail: Self.not(bound.word, opening), field: "opening"))
            }
        }
        if let sensitivity = profile.sensitivity(content.sensitivity), sensitivity.admitted, let opening,
            !sensitivity.opening.contains(content.opening)
        {
            reasons.append(
                Reason(
                    CatalogueCodes.openingOutsideSensitivity, article: sensitivity.article,
                    detail: Self.not(sensitivity.word, opening), field: "opening"))
        }
        return Ruling(reasons)
    }

    private static func not(_ level: Bilingual, _ type: Bilingual) -> Bilingual {
        Bilingual("\(level.zh)不能选择\(type.zh)", "\(level.en): not \(type.en)")
    }

    private func gradingArticle(_ content: EntryContent) -> ArticleReference? {
        profile.gradeBound(covering: content.grade)?.article
            ?? profile.gradeBound(covering: DataGrade.general1.rawValue)?.article
    }

    private func place(_ item: Item) -> String { "items.\(item.number)" }

    private static func rank(_ sensitivity: Sensitivity.ID) -> Int {
        switch sensitivity {
        case .public: 0
        case .internal: 1
        case .secret: 2
        }
    }
}
