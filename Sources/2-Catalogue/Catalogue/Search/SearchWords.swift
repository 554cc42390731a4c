import Parties
import Store

/// What somebody typed, read as words that must all be found (检索词). Nothing typed is ever syntax.
struct SearchWords: Sendable {
    /// More words than these are not looked at.
    static let wordsMax = 8
    /// Bodies that one word may stand for by their names; further ones are not looked at.
    static let bodiesMax = 64

    /// One word with the bodies whose names hold it.
    struct Word: Sendable {
        let text: FoldedText
        var bodyTokens: [String] = []
        /// The numbers of the same bodies.
        var bodies: [Int64] = []
    }

    private(set) var words: [Word]
    /// Whether something was typed that is no word at all, such as `%`: nothing is found by it.
    let isHopeless: Bool
    /// Everything typed, folded: what the name of an entry is compared with.
    let key: String

    init(_ typed: String) {
        let parts = typed.split(whereSeparator: \.isWhitespace).prefix(Self.wordsMax)
        words = parts.map { Word(text: FoldedText(String($0))) }.filter { !$0.text.runs.isEmpty }
        isHopeless = !parts.isEmpty && words.isEmpty
        key = SearchIndex.key(typed)
    }

    /// Looks for each word in the names of the bodies too. `bodies` are names and numbers.
    mutating func look(in bodies: [(name: String, number: Int64)]) {
        let folded = bodies.map { (FoldedText($0.name, limit: 200).line, $0.number) }
        for index in words.indices {
            let pattern = words[index].text.pattern
            words[index].bodies = Array(
                folded.lazy.filter { $0.0.contains(pattern) }.map(\.1).prefix(Self.bodiesMax))
            words[index].bodyTokens = words[index].bodies.map(SearchIndex.bodyToken)
        }
    }
}

extension FoldedText {
    /// What a folded line holds where this text stands in it: words of Latin letters and digits by their beginning.
    var pattern: String {
        (runs.first?.isWord == true ? " " : "") + runs.map(\.text).joined(separator: " ")
    }
}
