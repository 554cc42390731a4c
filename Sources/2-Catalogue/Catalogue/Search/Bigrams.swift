/// The tokens of a text (二元分词): the pairs of neighbouring characters of Chinese, words of Latin letters and
/// digits as they are.
///
/// `公共数据` is `公共 共数 数据 据`. The last character stands alone once more: so every character begins a token, and
/// a phrase never runs from the end of one run into the beginning of the next.
enum Bigrams {
    static func tokens(_ text: FoldedText) -> [String] { text.runs.flatMap { tokens($0, isOpen: false) } }

    /// The tokens that a text must hold one after the other for `query` to stand in it.
    ///
    /// The end of the query is open: the text may go on after it. `isPrefix` says that the last token is the
    /// beginning of one.
    static func phrase(_ query: FoldedText) -> (tokens: [String], isPrefix: Bool) {
        guard let last = query.runs.last else { return ([], false) }
        let closed = query.runs.dropLast().flatMap { tokens($0, isOpen: false) }
        return (closed + tokens(last, isOpen: true), last.isWord || last.scalars.count == 1)
    }

    private static func tokens(_ run: FoldedText.Run, isOpen: Bool) -> [String] {
        if run.isWord || run.scalars.count == 1 { return [run.text] }
        var pairs = zip(run.scalars, run.scalars.dropFirst()).map { first, second in
            String(String.UnicodeScalarView([first, second]))
        }
        if !isOpen, let last = run.scalars.last { pairs.append(String(last)) }
        return pairs
    }
}
