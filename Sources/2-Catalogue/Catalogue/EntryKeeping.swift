import Parties
import Regulation
import Store

/// How what people compile is kept (草稿保存): the row, who wrote it, the record and the index, in one transaction.
extension Catalogue {
    /// Keeps `content` as a new draft of the actor's body under `number` and answers its id. `text` is its stored form.
    func keep(
        _ content: EntryContent, as text: String, number: Int64, by actor: Actor, in session: any Session
    )
        throws -> String
    {
        let now = surroundings.now().milliseconds
        let id = surroundings.newID()
        try session.run(
            """
            INSERT INTO entry (id, number, body, state, name, abstract, sharing, opening, content, created_at,
                updated_at)
            VALUES (?, ?, ?, 'draft', ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                .text(id), .int(number), .text(actor.body.id), .text(content.name), .text(content.abstract),
                .text(content.sharing.rawValue), .text(content.opening.rawValue), .text(text), .int(now),
                .int(now),
            ])
        try LikeTerms.keep(id, content, in: session)
        try addAuthor(actor, to: id, in: session)
        try record(CatalogueEvents.drafted, id, by: actor, in: session)
        try indexed(id, in: session)
        return id
    }

    /// Keeps `content` as the draft of `entry`, beside what is in force where it was ever published.
    func keep(
        _ content: EntryContent, as text: String, of entry: Entry, by actor: Actor, in session: any Session
    )
        throws
    {
        let now = surroundings.now().milliseconds
        if entry.version > 0 {
            try session.run(
                "UPDATE entry SET draft = ?, revision = revision + 1, updated_at = ? WHERE id = ?",
                [.text(text), .int(now), .text(entry.id)])
        } else {
            try session.run(
                """
                UPDATE entry SET content = ?, name = ?, abstract = ?, sharing = ?, opening = ?,
                    revision = revision + 1, updated_at = ?
                WHERE id = ?
                """,
                [
                    .text(text), .text(content.name), .text(content.abstract),
                    .text(content.sharing.rawValue), .text(content.opening.rawValue), .int(now),
                    .text(entry.id),
                ])
            try LikeTerms.keep(entry.id, content, in: session)
        }
        try addAuthor(actor, to: entry.id, in: session)
        try record(CatalogueEvents.saved, entry.id, by: actor, in: session)
        try indexed(entry.id, in: session)
    }
}
