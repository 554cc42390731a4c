import Store

extension Catalogue {
    /// Entries written to the index in one transaction.
    static let searchBatch = 500

    /// Brings entries into the search index that were written before there was one (补建索引).
    ///
    /// Asks one row where nothing is left to do. In batches of a transaction each: what a stopped process had
    /// written stays, and the next start goes on from there.
    public func fillSearch() async throws {
        while try await !fillSearchBatch() {}
    }

    /// Empties the index and makes it again from the entries (重建索引); readers see it grow.
    public func rebuildSearch() async throws {
        try await store.write { session in
            for table in ["search_entry", "search_name", "search_item", "search_body", "search_opening"] {
                try session.run("DELETE FROM \(table)")
            }
            if session.dialect == .sqlite {
                // Deleting through the table would read an index that may be damaged.
                try session.run("DELETE FROM search_text_content")
                try session.run("INSERT INTO search_text (search_text) VALUES ('rebuild')")
            }
            try session.run("UPDATE search_progress SET filled = 0, finished = 0 WHERE id = 1")
        }
        try await fillSearch()
    }

    /// Answers whether nothing is left.
    func fillSearchBatch() async throws -> Bool {
        // Most starts have nothing to do, and a look takes no lock.
        let finished = try await store.read {
            try $0.number("SELECT finished FROM search_progress WHERE id = 1")
        }
        if finished == 1 { return true }
        return try await store.write { session in
            let filled = try session.number("SELECT filled FROM search_progress WHERE id = 1")
            let entries = try entries(after: filled, limit: Self.searchBatch, in: session)
            for entry in entries { try index.write(entry, in: session) }
            let isDone = entries.count < Self.searchBatch
            try session.run(
                "UPDATE search_progress SET filled = ?, finished = ? WHERE id = 1",
                [.int(entries.last?.number ?? filled), Value(isDone)])
            return isDone
        }
    }

    /// Entries by number.
    func entries(after number: Int64, limit: Int, in session: any Session) throws -> [Entry] {
        try session.all(
            "SELECT * FROM entry WHERE number > ? ORDER BY number LIMIT \(limit)", [.int(number)], Self.entry)
    }
}
