import Regulation
import Store

/// The append-only log of every act and every access (台账).
///
/// Events are written into an outbox in the same transaction as the act; ``integrate()`` gives them their place
/// in the tree soon after. Once in the tree, nothing changes or leaves.
public final class Ledger: Sendable {
    let store: Store
    private let usages: GroupWriter<UsageRecord>

    public static let migrations: [Migration] = [
        Migration(
            "ledger-001",
            """
            CREATE TABLE ledger_outbox (sequence SERIAL_KEY, at BIGINT NOT NULL, kind TEXT NOT NULL, content BYTES NOT NULL);
            """)
    ]

    public init(store: Store) {
        self.store = store
        usages = GroupWriter(store: store) { records, session in
            for record in records { try Ledger.put(record, in: session) }
        }
    }

    /// Writes `event` as part of the transaction of `session`: it is kept exactly when the act is.
    public func record(_ event: LedgerEvent, in session: any Session) throws {
        try Self.put(event, in: session)
    }

    /// Writes `event` by itself, durable when this returns: for refusals and other acts without a transaction.
    public func record(_ event: LedgerEvent) async throws {
        try await store.append { try Self.put(event, in: $0) }
    }

    /// Writes the usage record of one access, durable when this returns; many share one sync.
    public func record(_ usage: UsageRecord) async throws {
        try await usages.submit(usage)
    }

    private static func put(_ event: LedgerEvent, in session: any Session) throws {
        // written by the ledger's owner
    }

    private static func put(_ usage: UsageRecord, in session: any Session) throws {
        // written by the ledger's owner
    }
}
