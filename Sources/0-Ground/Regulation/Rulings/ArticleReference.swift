/// An article of a regulation (条款): the profile's name and the article's label, written `zhuzhou-2020#18`.
///
/// The label is that of the text itself: `18`, `C-2.1` for the chief-data-officer scheme of Taijiang,
/// `ch4` where only chapters are known.
public struct ArticleReference: Sendable, Hashable, Codable, CustomStringConvertible {
    public let regulation: String
    public let article: String

    public init(regulation: String, article: String) {
        self.regulation = regulation
        self.article = article
    }

    /// Reads `regulation#article`; nil where either side is empty.
    public init?(_ text: String) {
        let parts = text.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty else { return nil }
        self.init(regulation: String(parts[0]), article: String(parts[1]))
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let reference = ArticleReference(try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "not regulation#article")
        }
        self = reference
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }

    public var description: String { "\(regulation)#\(article)" }
}
