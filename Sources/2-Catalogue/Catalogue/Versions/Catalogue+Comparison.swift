import Regulation
import Store

/// One of the contents that an entry has or had (目录条目的一个版本).
public enum EntryEdition: Sendable, Hashable, CustomStringConvertible {
    /// A published version, counted from 1.
    case version(Int)
    /// The change under way, or the first draft.
    case draft

    /// `3` or `draft`; nil for anything else.
    public init?(_ text: String) {
        if text == "draft" {
            self = .draft
        } else if let number = Int(text), (1...1_000_000).contains(number) {
            self = .version(number)
        } else {
            return nil
        }
    }

    public var description: String {
        switch self {
        case .version(let number): String(number)
        case .draft: "draft"
        }
    }
}

extension Catalogue {
    /// What `after` says otherwise than `before` (目录版本比较).
    ///
    /// `entry` is as its reader sees it: where it holds no draft for them there is none to compare. Refuses with
    /// `entry-version-not-found`.
    public func compare(_ entry: Entry, from before: EntryEdition, to after: EntryEdition) async throws
        -> EntryDifference
    {
        try await store.read { session in
            EntryDifference(
                from: try content(of: entry, before, in: session),
                to: try content(of: entry, after, in: session))
        }
    }

    private func content(of entry: Entry, _ edition: EntryEdition, in session: any Session) throws
        -> EntryContent
    {
        let found: EntryContent? =
            switch edition {
            case .version(let number): try content(of: entry.id, version: number, in: session)
            case .draft: entry.draft ?? (entry.version == 0 ? entry.content : nil)
            }
        guard let found else { throw Refusal(CatalogueCodes.versionNotFound) }
        return found
    }

    /// What somebody's unsaved text says otherwise than the entry does now: for those who meet the change of another.
    ///
    /// Items of the text are matched by their fields, as a save would; what is new gets numbers of its own.
    public func difference(of text: EntryContent, from entry: Entry) -> EntryDifference {
        let before = entry.draft ?? entry.content
        let known = Dictionary(
            before.items.map { ($0.field, $0.number) }, uniquingKeysWith: { one, _ in one })
        var next = before.items.map(\.number).max() ?? 0
        var after = text
        for index in after.items.indices {
            if let number = known[after.items[index].field] {
                after.items[index].number = number
            } else {
                next += 1
                after.items[index].number = next
            }
        }
        return EntryDifference(from: before, to: after)
    }
}
