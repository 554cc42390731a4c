import Regulation

extension Decision {
    /// Whether `text` states what an act asks for (说明理由): at most `max` characters, and something where reasons are
    /// required. Refuses with `reasons-required` under `article`, or with `note-too-long`.
    public static func stated(
        _ text: String, isRequired: Bool = true, max: Int = noteMax, article: ArticleReference?,
        field: String = "note"
    ) -> Ruling {
        if isRequired, text.allSatisfy(\.isWhitespace) {
            return .refused([Reason(CasesCodes.reasonsRequired, article: article, field: field)])
        }
        guard text.unicodeScalars.count <= max else {
            return .refused([
                Reason(
                    CasesCodes.noteTooLong,
                    detail: Bilingual("至多\(max)字", "at most \(max) characters"), field: field)
            ])
        }
        return .allowed
    }
}
