/// One point in which two regulations differ (规则差异), with both sides in words and their articles.
public struct ProfileDifference: Sendable, Hashable {
    public let topic: Topic
    /// What differs: `authority`, `entry-review`, `correction-answer`.
    public let subject: String
    public let one: Side
    public let other: Side

    /// What a difference is about, in the order of the list (差异类别).
    public enum Topic: String, Sendable, Hashable, Codable, CaseIterable {
        case validity, terms, types, sensitivities, grades, chains, deadlines, gates, roles, posts, duties,
            rules

        public var name: Bilingual {
            switch self {
            case .validity: Bilingual("有效期", "Validity")
            case .terms: Bilingual("用语", "Words")
            case .types: Bilingual("共享与开放类型", "Sharing and opening types")
            case .sensitivities: Bilingual("敏感程度", "Sensitivity")
            case .grades: Bilingual("数据分级", "Grading")
            case .chains: Bilingual("办理程序", "Chains")
            case .deadlines: Bilingual("时限", "Time limits")
            case .gates: Bilingual("项目审查", "Gates of projects")
            case .roles: Bilingual("岗位", "Roles")
            case .posts: Bilingual("名册岗位", "Posts of the roster")
            case .duties: Bilingual("职责", "Duties")
            case .rules: Bilingual("规则", "Rules")
            }
        }
    }

    /// What one regulation says, with the articles behind it.
    public struct Side: Sendable, Hashable {
        public let text: Bilingual
        public let articles: [ArticleReference]

        /// Where the regulation and its parents are silent.
        public static let silent = Side(text: Bilingual("未规定", "not set"), articles: [])

        public init(text: Bilingual, articles: [ArticleReference]) {
            self.text = text
            self.articles = articles
        }
    }

    /// Every difference of content between two profiles, by topic and then by subject.
    ///
    /// The same words under different articles are no difference for words, types and sensitivities; for rules
    /// and duties, which rest on their article, they are. Duties and roles differ only where one side has none
    /// or the words differ.
    public static func between(_ one: Profile, _ other: Profile) -> [ProfileDifference] {
        ProfileComparison(one: one, other: other).differences()
    }
}
