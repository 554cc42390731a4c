import Store

/// How relations are kept beside the entries that state them (关联关系登记): in the transaction that submits,
/// publishes or declines them, so that they are found from the other side and no two of them close a circle.
extension Catalogue {
    /// Where a relation stands: put before the reviewers, or in force.
    enum RelationStage: String {
        case review, published
    }

    /// What `content` relates to, as it stands from now on; nothing of it is under review any more once it is
    /// published.
    func keepRelations(
        of id: String, _ content: EntryContent, as stage: RelationStage, in session: any Session
    ) throws {
        try dropRelations(of: id, under: .review, in: session)
        if stage == .published { try dropRelations(of: id, under: .published, in: session) }
        for relation in content.relations where relation.kind.isOfEntries {
            try session.run(
                """
                INSERT INTO entry_relation (entry, stage, kind, target, note) VALUES (?, ?, ?, ?, ?)
                ON CONFLICT DO NOTHING
                """,
                [
                    .text(id), .text(stage.rawValue), .text(relation.kind.rawValue), .text(relation.target),
                    .text(relation.note),
                ])
        }
    }

    func dropRelations(of id: String, under stage: RelationStage, in session: any Session) throws {
        try session.run(
            "DELETE FROM entry_relation WHERE entry = ? AND stage = ?", [.text(id), .text(stage.rawValue)])
    }
}
