/// One text in both languages of the product: Chinese first, English beside it (双语文本).
public struct Bilingual: Sendable, Hashable, Codable {
    /// The Chinese text, the one that officials work with.
    public var zh: String
    /// The English text.
    public var en: String

    public init(_ zh: String, _ en: String) {
        self.zh = zh
        self.en = en
    }

    /// The text in `language`.
    public subscript(language: Language) -> String {
        switch language {
        case .chinese: zh
        case .english: en
        }
    }
}

/// A language in which pages and messages are shown (界面语言).
public enum Language: String, Sendable, Hashable, Codable, CaseIterable {
    case chinese = "zh"
    case english = "en"
}
