/// One field of the form that opens a case (表单项), as the regulation asks for it.
public struct FormField: Sendable, Hashable {
    /// Unique in its form: `error`, `basis`.
    public let id: String
    public let label: Bilingual
    public let kind: Kind
    public let isRequired: Bool
    /// Whether whoever approves may settle another answer than the opener gave.
    public let isAmendable: Bool
    /// The article that asks for it.
    public let article: ArticleReference?
    /// Characters of a text; the number of entries or items of a list.
    public let limit: Int
    /// The answers of a choice, in order; empty for the other kinds.
    public let options: [Option]
    /// The time limit, by name, that runs from the day of this field until the case is opened; days only.
    public let starts: String?

    /// What an answer is (表单项类型).
    public enum Kind: String, Sendable, Hashable, Codable, CaseIterable {
        /// One line.
        case text
        case longText = "long-text"
        /// A day, `2026-03-02`.
        case date
        /// One of ``FormField/options``.
        case choice
        /// Published entries of the catalogue, by id or resource code.
        case entries
        /// Names of items.
        case items
        /// One registered body.
        case body

        /// The limit of a field that states none.
        public var limitUnlessSet: Int {
            switch self {
            case .text: 200
            case .longText: 2_000
            case .date, .choice, .body: 1
            case .entries, .items: 50
            }
        }

        /// The highest limit that a field may state.
        public var limitMax: Int {
            switch self {
            case .text: 500
            case .longText: 10_000
            case .date, .choice, .body: 1
            case .entries, .items: 100
            }
        }
    }

    /// One answer of a choice (选项).
    public struct Option: Sendable, Hashable {
        public let id: String
        public let label: Bilingual

        public init(id: String, label: Bilingual) {
            self.id = id
            self.label = label
        }
    }

    public init(
        id: String, label: Bilingual, kind: Kind, isRequired: Bool, isAmendable: Bool = false,
        article: ArticleReference?, limit: Int? = nil, options: [Option] = [], starts: String? = nil
    ) {
        self.id = id
        self.label = label
        self.kind = kind
        self.isRequired = isRequired
        self.isAmendable = isAmendable
        self.article = article
        self.limit = limit ?? kind.limitUnlessSet
        self.options = options
        self.starts = starts
    }
}
