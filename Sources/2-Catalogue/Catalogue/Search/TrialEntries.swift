import Regulation
import Store

extension Catalogue {
    /// Entries that ``loadTrial(_:_:)`` makes at the most.
    public static let trialMax = 1_000_000

    /// Fills an empty catalogue for trials and measurements (试验目录): `count` entries, published without review, or
    /// drafts where `asDrafts`.
    ///
    /// For a store of its own: the entries have no dataset and no record in the ledger, so nothing can be delivered
    /// or shared under them. Refuses with `catalogue-not-empty` where there is any entry. Batches of a transaction
    /// each, through the same index as every entry. `make` answers body and content by number, from 0.
    public func loadTrial(
        _ count: Int, asDrafts: Bool = false,
        _ make: @escaping @Sendable (Int) -> (body: String, content: EntryContent)
    ) async throws {
        let isEmpty = try await store.read { try $0.number("SELECT count(*) FROM entry") == 0 }
        guard isEmpty else { throw Refusal(CatalogueCodes.notEmpty) }
        for start in stride(from: 0, to: min(count, Self.trialMax), by: Self.searchBatch) {
            let numbers = start..<min(start + Self.searchBatch, count, Self.trialMax)
            try await store.write { session in
                for number in numbers {
                    let (body, content) = make(number)
                    try putTrial(
                        content, number: Int64(number + 1), body: body, asDraft: asDrafts, in: session)
                }
            }
        }
    }

    private func putTrial(
        _ content: EntryContent, number: Int64, body: String, asDraft: Bool, in session: any Session
    ) throws {
        let id = surroundings.newID()
        let now = Value.int(surroundings.now().milliseconds)
        let text = try content.stored()
        let code = asDraft ? nil : try issueCode(for: content.classification, in: session)
        try session.run(
            """
            INSERT INTO entry (id, number, code, body, state, version, name, abstract, sharing, opening, content,
                created_at, updated_at, published_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                .text(id), .int(number), Value(code), .text(body),
                .text((asDraft ? Entry.State.draft : .published).rawValue), asDraft ? 0 : 1,
                .text(content.name), .text(content.abstract), .text(content.sharing.rawValue),
                .text(content.opening.rawValue), .text(text), now, now, asDraft ? .null : now,
            ])
        if !asDraft {
            try session.run(
                "INSERT INTO entry_version (entry, version, content, published_at) VALUES (?, 1, ?, ?)",
                [.text(id), .text(text), now])
        }
        try LikeTerms.keep(id, content, in: session)
        try indexed(id, in: session)
    }
}
