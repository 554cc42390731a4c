import Store

/// The condition of one search in the SQL of one engine (检索条件). What was typed is bound, never written into it.
struct SearchMatch: Sendable {
    /// Published entries, or those that never were.
    enum Shelf: Sendable, CaseIterable {
        case published, drafts
    }

    /// Where a word has to stand.
    enum Place: Sendable {
        case anywhere
        /// Every word in the name.
        case name
        /// Found, but not every word in the name.
        case outsideName
    }

    let words: SearchWords
    let dialect: Dialect
    var mask = FacetKey.Mask()
    /// Whether words are proved against what may be opened, where not all that an entry says is for everybody.
    var isPublic = false

    var hasWords: Bool { !words.words.isEmpty }

    /// `FROM …` and `WHERE …` with the values that they bind. The columns are those of `search_entry`, named `s`.
    ///
    /// `needsFacets` is false where only positions are asked for: SQLite then reads nothing but its full-text index.
    func source(_ shelf: Shelf, _ place: Place = .anywhere, needsFacets: Bool) -> (
        sql: String, values: [Value]
    ) {
        var conditions: [String] = []
        var values: [Value] = []
        let sign = shelf == .published ? ">" : "<"
        var from = "FROM search_entry s"
        var position = "s.position"
        if hasWords, dialect == .sqlite {
            position = "t.rowid"
            from = "FROM search_text t"
            if needsFacets || !mask.isOpen { from += " JOIN search_entry s ON s.position = t.rowid" }
            conditions.append("t.search_text MATCH ?")
            values.append(.text(phrases(place)))
        } else if hasWords {
            add(place, to: &conditions, &values)
        }
        conditions.insert("\(position) \(sign) 0", at: 0)
        for (condition, bound) in mask.conditions {
            conditions.append(condition)
            values += bound
        }
        if hasWords, isPublic { prove(&conditions, &values) }
        return (from + " WHERE " + conditions.joined(separator: " AND "), values)
    }

    /// The name of the column with the position in ``source(_:_:needsFacets:)``.
    var position: String { hasWords && dialect == .sqlite ? "t.rowid" : "s.position" }

    /// The full-text index holds the names of all items, and what relations name: where some of it is not for
    /// everybody, each word must stand in what is, or in the name of the body.
    private func prove(_ conditions: inout [String], _ values: inout [Value]) {
        let find = dialect == .sqlite ? "instr" : "strpos"
        let body = Facet.body.bits
        let mask = (1 << body.width - 1) << body.shift
        for word in words.words {
            var condition = """
                ((s.facets & \(FacetKey.isPartlyPublic)) = 0 OR EXISTS (SELECT 1 FROM search_opening o
                    WHERE o.position = s.position AND \(find)(o.words, ?) > 0)
                """
            values.append(.text(word.text.pattern))
            if !word.bodies.isEmpty {
                let numbers = word.bodies.map { String($0 << body.shift) }.joined(separator: ", ")
                condition += " OR (s.facets & \(mask)) IN (\(numbers))"
            }
            conditions.append(condition + ")")
        }
    }

    // MARK: SQLite

    /// A query of FTS5. Tokens are letters and digits alone, so quoting them is all that they need.
    private func phrases(_ place: Place) -> String {
        let named: String = words.words.map { Self.phrase($0.text) }.joined(separator: " AND ")
        let found: String = words.words.map { word -> String in
            let bodies: String = word.bodyTokens.map { " OR rest : \"\($0)\"" }.joined()
            return "(\(Self.phrase(word.text))\(bodies))"
        }.joined(separator: " AND ")
        return switch place {
        case .anywhere: found
        case .name: "name : (\(named))"
        case .outsideName: "(\(found)) NOT name : (\(named))"
        }
    }

    private static func phrase(_ text: FoldedText) -> String {
        let (tokens, isPrefix) = Bigrams.phrase(text)
        return "\"\(tokens.joined(separator: " "))\"" + (isPrefix ? " *" : "")
    }

    // MARK: PostgreSQL

    private func add(_ place: Place, to conditions: inout [String], _ values: inout [Value]) {
        for word in words.words {
            let (keys, proves) = Grams.keys(word.text)
            var condition = "s.grams @@ CAST(? AS TSQUERY)"
            values.append(.text(keys.map { "'\($0)'" }.joined(separator: " & ")))
            if !proves {
                condition += " AND strpos(s.words, ?) > 0"
                values.append(.text(word.text.pattern))
            }
            if !word.bodyTokens.isEmpty, place != .name {
                condition = "(\(condition) OR s.grams @@ CAST(? AS TSQUERY))"
                values.append(.text(word.bodyTokens.map { "'\($0)'" }.joined(separator: " | ")))
            }
            conditions.append(condition)
        }
        guard place != .anywhere else { return }
        let named: String = words.words.map { _ -> String in "strpos(s.name, ?) > 0" }.joined(
            separator: " AND ")
        conditions.append(place == .name ? named : "NOT (\(named))")
        values += words.words.map { .text($0.text.pattern) }
    }
}
