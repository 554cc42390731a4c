import Foundation
import Store

/// Keeps the search index beside the entries (检索索引): called in the transaction that changes an entry, so that
/// there is no moment at which one is changed without the other.
struct SearchIndex: Sendable {
    /// Scalars of one entry that can be found, name first; the rest of a longer one is not searched.
    static let scalarsMax = 12_000
    /// What tokens of our own begin with. No text gives one, nor the beginning of one: it is neither letter nor digit.
    private static let own = "\u{E000}"
    /// What parts the fields of an entry, so that no phrase runs from one into the next.
    static let fieldBreak = own

    /// What the index holds of one entry.
    struct Row: Sendable, Hashable {
        let position: Int64
        let facets: Int64
        let updated: Int64
        /// The beginning of the folded name: what an exact search and suggestions look for.
        let nameKey: String
        /// The names of the items, each once.
        let items: [String]
        /// The fields in the order of their weight, folded.
        let fields: [FoldedText]
        let bodyToken: String
        /// What may be found by everybody of an entry with items or relations that may not; nil for all others.
        var openWords: String?

        /// The tokens of the fields after the name, then that of the body.
        var restTokens: String {
            let fields = fields.dropFirst().map { Bigrams.tokens($0) + [SearchIndex.fieldBreak] }
            return (fields.flatMap(\.self) + [bodyToken]).joined(separator: " ")
        }

        var nameTokens: String {
            (fields.first.map(Bigrams.tokens) ?? []).joined(separator: " ")
        }

        /// The whole name, folded.
        var name: String { fields.first?.line ?? "" }
        var words: String { fields.map(\.line).joined(separator: "\n") }

        /// As PostgreSQL reads it: a folded text holds neither quotes nor backslashes.
        var grams: String {
            var pieces = Grams.pieces(fields)
            pieces.insert(bodyToken)
            return pieces.map { "'\($0)'" }.joined(separator: " ")
        }
    }

    /// The token of a body.
    static func bodyToken(_ number: Int64) -> String { "\(own)\(number)" }

    /// A name as it is looked up: folded, at most its first 200 scalars.
    static func key(_ name: String) -> String { FoldedText(name, limit: 200).line }

    /// The row that `entry` should have. Only what is in force, or the first draft: never a change under way.
    static func row(_ entry: Entry, bodyNumber: Int64) -> Row {
        let content = entry.content
        let relations = content.relations.flatMap { [$0.target, $0.note] }.filter { !$0.isEmpty }
        let fields = fields(entry, content.items.map(\.name) + relations)
        var items: [String] = []
        var known: Set<String> = []
        for item in content.items where known.insert(key(item.name)).inserted {
            items.append(
                String(String.UnicodeScalarView(item.name.unicodeScalars.filter { $0.value >= 0x20 })))
        }
        // What is kept back from the public, items and relations, is not found by it either.
        let openWords =
            entry.code == nil || content.withheldItems.isEmpty && relations.isEmpty
            ? nil : self.fields(entry, content.openItems.map(\.name)).map(\.line).joined(separator: "\n")
        let facets = FacetKey(entry, bodyNumber: bodyNumber, isPartlyPublic: openWords != nil)
        return Row(
            position: entry.code == nil ? -entry.number : entry.number, facets: facets.number,
            updated: entry.updatedAt.milliseconds,
            nameKey: key(content.name), items: items, fields: fields, bodyToken: bodyToken(bodyNumber),
            openWords: openWords)
    }

    /// Name, abstract, code and `further` texts, folded, up to ``scalarsMax``.
    private static func fields(_ entry: Entry, _ further: [String]) -> [FoldedText] {
        var room = scalarsMax
        var fields: [FoldedText] = []
        for text in [entry.content.name, entry.content.abstract, entry.code ?? ""] + further {
            guard room > 0 else { break }
            fields.append(FoldedText(text, limit: room))
            room -= text.unicodeScalars.count
        }
        return fields
    }

    /// Makes the index say what `entry` is now.
    func write(_ entry: Entry, in session: any Session) throws {
        let row = Self.row(entry, bodyNumber: try bodyNumber(entry.body, in: session))
        try remove(number: entry.number, in: session)
        var columns = "position, facets, updated"
        var values: [Value] = [.int(row.position), .int(row.facets), .int(row.updated)]
        switch session.dialect {
        case .sqlite:
            try session.run(
                "INSERT INTO search_text (rowid, name, rest) VALUES (?, ?, ?)",
                [.int(row.position), .text(row.nameTokens), .text(row.restTokens)])
            columns += ") VALUES (?, ?, ?)"
        case .postgresql:
            columns += ", name, words, grams) VALUES (?, ?, ?, ?, ?, CAST(? AS TSVECTOR))"
            values += [.text(row.name), .text(row.words), .text(row.grams)]
        }
        try session.run("INSERT INTO search_entry (" + columns, values)
        try session.run(
            "INSERT INTO search_name (position, name, items) VALUES (?, ?, ?)",
            [.int(row.position), .text(row.nameKey), .text(row.items.joined(separator: "\n"))])
        if let words = row.openWords {
            try session.run(
                "INSERT INTO search_opening (position, words) VALUES (?, ?)",
                [.int(row.position), .text(words)])
        }
        if row.position > 0 { try count(row.items, in: session) }
    }

    /// Takes an entry out of the index.
    func remove(number: Int64, in session: any Session) throws {
        try session.run("DELETE FROM search_opening WHERE position = ?", [.int(number)])
        for position in [number, -number] {
            let items = try session.first(
                "SELECT items FROM search_name WHERE position = ?", [.int(position)]
            ) { try $0.text("items") }
            guard let items else { continue }
            if position > 0 { try discount(items.split(separator: "\n").map(String.init), in: session) }
            if session.dialect == .sqlite {
                try session.run("DELETE FROM search_text WHERE rowid = ?", [.int(position)])
            }
            try session.run("DELETE FROM search_entry WHERE position = ?", [.int(position)])
            try session.run("DELETE FROM search_name WHERE position = ?", [.int(position)])
        }
    }

    /// One published entry more for each of the names.
    private func count(_ items: [String], in session: any Session) throws {
        for item in items {
            let key = Self.key(item)
            guard !key.isEmpty else { continue }
            try session.run(
                """
                INSERT INTO search_item (key, word, uses) VALUES (?, ?, 1)
                ON CONFLICT (key) DO UPDATE SET uses = search_item.uses + 1
                """, [.text(key), .text(item)])
        }
    }

    private func discount(_ items: [String], in session: any Session) throws {
        for item in items {
            let key = Value.text(Self.key(item))
            try session.run("UPDATE search_item SET uses = uses - 1 WHERE key = ?", [key])
            try session.run("DELETE FROM search_item WHERE key = ? AND uses <= 0", [key])
        }
    }

    /// The small number of a body, given when its first entry is written.
    private func bodyNumber(_ body: String, in session: any Session) throws -> Int64 {
        if let number = try Self.knownNumber(body, in: session) { return number }
        let number = try session.number("SELECT coalesce(max(number), 0) + 1 FROM search_body")
        guard number <= FacetKey.bodiesMax else {
            throw StoreError.shape("more bodies than the index can hold")
        }
        try session.run(
            "INSERT INTO search_body (number, body) VALUES (?, ?)", [.int(number), .text(body)])
        return number
    }

    static func knownNumber(_ body: String, in session: any Session) throws -> Int64? {
        try session.first("SELECT number FROM search_body WHERE body = ?", [.text(body)]) {
            try $0.int(at: 0)
        }
    }
}
