import Regulation
import Store

/// Proofs from the stored tree (证明).
extension Ledger {
    /// That the entry at `position` is in the tree of `size` leaves: RFC 6962 §2.1.1, leaf's sibling first.
    ///
    /// Refuses with ``LedgerCodes/noPosition`` where the log has no such tree or entry.
    public func inclusionProof(position: Int64, size: Int64) async throws -> [TreeHash] {
        try await store.read { session in
            guard position >= 0, position < size, size <= (try Self.size(session)) else { throw Self.unknown }
            var reader = Self.reader(session)
            return try reader.inclusion(position: position, size: size)
        }
    }

    /// That the tree of `from` leaves is the beginning of the tree of `to` leaves: RFC 6962 §2.1.2.
    ///
    /// Empty where `from` is 0 or equal to `to`. Refuses with ``LedgerCodes/noPosition`` past the log's end.
    public func consistencyProof(from: Int64, to: Int64) async throws -> [TreeHash] {
        try await store.read { session in
            guard from >= 0, from <= to, to <= (try Self.size(session)) else { throw Self.unknown }
            guard from > 0, from < to else { return [] }
            var reader = Self.reader(session)
            return try reader.consistency(from: from, to: to)
        }
    }

    /// The proof file of one entry, against the present checkpoint; it verifies offline.
    public func proof(at position: Int64) async throws -> LedgerProof {
        try await store.read { session in
            let note = try session.first("SELECT checkpoint FROM ledger_head WHERE id = 1") {
                try $0.text("checkpoint")
            }
            guard let note else { throw Self.unknown }
            let signed = try SignedNote(Array(note.utf8))
            let checkpoint = try Checkpoint(signed)
            guard position >= 0, position < checkpoint.size,
                let content = try Self.content(at: position, in: session)
            else { throw Self.unknown }
            var reader = Self.reader(session)
            let hashes = try reader.inclusion(position: position, size: checkpoint.size)
            return LedgerProof(position: position, content: content, hashes: hashes, note: signed)
        }
    }

    private static var unknown: Refusal { Refusal(LedgerCodes.noPosition) }

    private static func reader(_ session: any Session) -> TreeReader {
        TreeReader { try StoredTile.hashes($0, $1, in: session) }
    }
}
