import Regulation

/// A kind of act that the ledger keeps (留痕事项). Every module lists its own; `docs/events.md` names each.
public struct EventKind: Sendable, Hashable {
    /// `catalogue.entry.published`: module, thing, what happened.
    public let name: String
    public let title: Bilingual

    public init(_ name: String, _ title: Bilingual) {
        self.name = name
        self.title = title
    }
}
