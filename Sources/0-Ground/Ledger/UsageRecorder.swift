import Store

/// Writes the usage records of accesses (使用记录登记); records that arrive together share one sync and one look.
public final class UsageRecorder<Sight: Sendable>: Sendable {
    private let group: GroupWriter<[UInt8], Sight>

    init(_ group: GroupWriter<[UInt8], Sight>) { self.group = group }

    /// Writes the record of one access: it is durable when this returns, and what is answered was read after that.
    ///
    /// Refuses with ``LedgerCodes/tooLarge`` what exceeds ``EntryLimits``; the others of its group are not hurt.
    public func record(_ usage: UsageRecord) async throws -> Sight {
        try await record(EntryWriter.bytes(of: usage))
    }

    func record(_ content: [UInt8]) async throws -> Sight { try await group.submit(content) }
}
