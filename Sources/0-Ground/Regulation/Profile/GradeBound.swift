/// A level of the regulation's own grading (数据级别), with the national grades that it stands for and the sharing
/// and opening types that it allows.
public struct GradeBound: Sendable, Hashable {
    /// `general-low`, `important`.
    public let id: String
    public let word: Bilingual
    public let article: ArticleReference
    /// The grades of GB/T 43697 that it covers.
    public let covers: [Grade]
    /// Sharing types that data of this level may choose.
    public let sharing: [SharingType.ID]
    /// Opening types that it may choose.
    public let opening: [OpeningType.ID]
    /// What bounds the opening where another article does than ``article``.
    public let openingArticle: ArticleReference

    /// The grades of GB/T 43697-2024 as profiles name them, the least first (国家标准数据级别).
    public enum Grade: String, Sendable, Hashable, Codable, CaseIterable {
        case general1 = "general-1"
        case general2 = "general-2"
        case general3 = "general-3"
        case general4 = "general-4"
        case important
        case core
    }

    public init(
        id: String, word: Bilingual, article: ArticleReference, covers: [Grade], sharing: [SharingType.ID],
        opening: [OpeningType.ID], openingArticle: ArticleReference? = nil
    ) {
        self.id = id
        self.word = word
        self.article = article
        self.covers = covers
        self.sharing = sharing
        self.opening = opening
        self.openingArticle = openingArticle ?? article
    }
}
