/// Holds a text of a form against what the form asks for (文字填写校验).
public struct TextCheck: Sendable {
    /// Texts up to so many characters are one line.
    public static let lineMax = 200

    private let missing: ReasonCode
    private let malformed: ReasonCode
    private let article: ArticleReference?

    /// `missing` and `malformed` are what a module calls these faults, `article` asks for the form.
    public init(missing: ReasonCode, malformed: ReasonCode, article: ArticleReference?) {
        self.missing = missing
        self.malformed = malformed
        self.article = article
    }

    /// What is wrong with `value`, which the form calls `word`: more than `max` characters, a line break where `max` is at
    /// most ``lineMax``, or nothing but blanks where it is required. Blanks are kept as they came, and count.
    public func callAsFunction(
        _ value: String, _ word: Bilingual, max: Int, isRequired: Bool = true, at field: String
    ) -> [Reason] {
        let isOneLine = max <= Self.lineMax
        guard value.unicodeScalars.count <= max, !isOneLine || !value.contains(where: \.isNewline) else {
            return [
                Reason(
                    malformed, article: article,
                    detail: Bilingual(
                        "\(word.zh)至多\(max)字\(isOneLine ? "，不换行" : "")",
                        "\(word.en): at most \(max) characters\(isOneLine ? " in one line" : "")"),
                    field: field)
            ]
        }
        guard isRequired, value.allSatisfy(\.isWhitespace) else { return [] }
        return [Reason(missing, article: article, detail: word, field: field)]
    }
}
