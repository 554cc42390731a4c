import Foundation
import Standards
import Store

/// The words by which entries with the same items are found (信息项索引词): names and fields in one form, and the codes of
/// standards. They change in the transaction of the entry's own row.
enum LikeTerms {
    /// Items of one entry that take part.
    static let itemsMax = 100

    /// The words of one item, each with the weight of a match by it.
    static func of(_ item: Item) -> [(word: String, weight: Double)] {
        var words: [(word: String, weight: Double)] = []
        if let standard = item.standard { words.append(("s:" + standard.code, 2)) }
        let name = normalised(item.name)
        if !name.isEmpty { words.append(("n:" + name, 1)) }
        let field = normalised(item.field)
        if field.count > 1 { words.append(("f:" + field, 0.5)) }
        return words
    }

    /// What says whom or which thing a row is about, more than what is collected of it: it weighs a fifth.
    static func identifies(_ item: Item) -> Bool {
        if item.isKey || item.mask == .name { return true }
        switch item.identifier {
        case .date, .dateTime, .integer, .decimal, .divisionCode, .postalCode, nil: return false
        default: return true
        }
    }

    /// Lower case, half width, without blanks and punctuation, and with one ending where several are common.
    static func normalised(_ text: String) -> String {
        let folded = text.precomposedStringWithCompatibilityMapping.lowercased()
        var kept = String(
            folded.unicodeScalars.filter(CharacterSet.alphanumerics.contains).prefix(60).map(Character.init))
        for (ending, short) in [("号码", "号"), ("代码", "码"), ("编码", "码"), ("编号", "号")]
        where kept.hasSuffix(ending) {
            kept = String(kept.dropLast(ending.count)) + short
        }
        return kept
    }

    /// Replaces the words of the entry.
    static func keep(_ entry: String, _ content: EntryContent, in session: any Session) throws {
        try session.run("DELETE FROM entry_word WHERE entry = ?", [.text(entry)])
        let words = Set(content.items.prefix(itemsMax).flatMap { of($0).map(\.word) }).sorted()
        var start = 0
        while start < words.count {
            let piece = words[start..<min(start + 50, words.count)]
            let marks = piece.map { _ in "(?, ?)" }.joined(separator: ", ")
            try session.run(
                "INSERT INTO entry_word (word, entry) VALUES \(marks)",
                piece.flatMap { [Value.text($0), .text(entry)] })
            start += 50
        }
    }
}
