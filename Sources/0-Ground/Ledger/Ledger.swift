import Regulation
import Store
import Synchronization

/// The append-only log of every act and every access (台账).
///
/// Acts are written into an outbox in their own transaction, accesses and refusals by themselves: into the outbox too
/// or, beside an embedded store, into a journal of files. ``integrate()`` gives them their place in the tree soon
/// after. Once in the tree, nothing changes or leaves.
public final class Ledger: Sendable {
    /// What the log calls itself in its checkpoints: a name like `data.example.gov.cn/ledger`.
    public let origin: String
    let store: Store
    let signers: [any CheckpointSigner]
    /// True once this process has seen that the stored checkpoint carries a line of each signer.
    let isSignedByAll = Mutex(false)
    let journal: Journal?
    private let alone: UsageRecorder<Void>

    /// A ledger without signers records and reads; ``integrate()`` needs an origin and at least one signer.
    ///
    /// `journalFolder` is for an embedded store, and the same for all who use that store.
    public init(
        store: Store, journalFolder: String? = nil, origin: String = "", signers: [any CheckpointSigner] = []
    ) {
        self.store = store
        self.origin = origin
        self.signers = signers
        journal = journalFolder.map { Journal(folder: $0) }
        alone = Self.recorder(store, journal) { _ in }
    }

    /// Writes `event` as part of the transaction of `session`: it is kept exactly when the act is.
    ///
    /// Refuses with ``LedgerCodes/tooLarge``, before anything is written, what exceeds ``EntryLimits``.
    public func record(_ event: LedgerEvent, in session: any Session) throws {
        try Self.put([EntryWriter.bytes(of: event)], in: session)
    }

    /// Writes `event` by itself, durable when this returns: for refusals and other acts without a transaction.
    public func record(_ event: LedgerEvent) async throws {
        try await alone.record(EntryWriter.bytes(of: event))
    }

    /// A recorder of accesses whose callers are told what `look` reads once their records are durable.
    public func recorder<Sight: Sendable>(
        look: @escaping @Sendable (any Session) throws -> Sight
    ) -> UsageRecorder<Sight> {
        Self.recorder(store, journal, look: look)
    }

    private static func recorder<Sight: Sendable>(
        _ store: Store, _ journal: Journal?, look: @escaping @Sendable (any Session) throws -> Sight
    ) -> UsageRecorder<Sight> {
        UsageRecorder(
            GroupWriter(
                store: store,
                commit: { contents in
                    if let journal {
                        try await journal.append(contents)
                    } else {
                        try await store.append { try put(contents, in: $0) }
                    }
                }, look: look))
    }

    private static let outboxRows = RowInsert("ledger_outbox", ["content"])

    private static func put(_ contents: [[UInt8]], in session: any Session) throws {
        try outboxRows.run(contents.map { Value.bytes($0) }, in: session)
    }
}
