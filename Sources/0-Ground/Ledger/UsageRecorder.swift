import Store

/// Writes the usage records of accesses (使用记录登记); records that arrive together share one sync and one look.
public final class UsageRecorder<Sight: Sendable>: Sendable {
    private let outbox: GroupWriter<[UInt8], Sight>

    init(_ outbox: GroupWriter<[UInt8], Sight>) { self.outbox = outbox }

    /// Writes the record of one access: it is durable when this returns, and what is answered was read after that.
    ///
    /// Refuses with ``LedgerCodes/tooLarge`` what exceeds ``EntryLimits``; the others of its group are not hurt.
    public func record(_ usage: UsageRecord) async throws -> Sight {
        try await outbox.submit(EntryWriter.bytes(of: usage))
    }
}
