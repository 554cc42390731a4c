import Regulation
import Store

extension Ledger {
    /// Entries that one transaction integrates, about; and bytes of them. Whoever acts waits for it: so few that it takes
    /// some hundredths of a second, so many that they share the pages of the tables that they are found by.
    public static let batchMax = 2_048
    public static let batchBytesMax = 16 << 20
    /// Transactions of one call of ``integrate()`` at the most.
    public static let batchesMax = 4_096

    /// Moves what waits in the outbox into the log, extends the tree and signs the new checkpoint.
    ///
    /// Each batch is one transaction: the log is consistent at every moment, and nothing is moved twice or lost.
    /// Returns the number of entries moved; fewer than waited where another process is integrating.
    /// - Throws: ``LedgerError/unsigned``, ``LedgerError/origin``, ``LedgerError/damaged(_:)``, `StoreError`.
    @discardableResult
    public func integrate() async throws -> Int {
        guard !signers.isEmpty else { throw LedgerError.unsigned }
        guard Checkpoint.isOrigin(origin) else { throw LedgerError.origin }
        if try await isIdle() { return 0 }
        var moved = 0
        for _ in 0..<Self.batchesMax {
            try Task.checkCancellation()
            let (origin, signers, journal) = (origin, signers, journal)
            let step = try await store.append { session in
                try Batch(session: session, journal: journal, origin: origin, signers: signers).run()
            }
            switch step {
            case .elsewhere: return moved
            case .done(let count, let isLast):
                moved += count
                isSignedByAll.withLock { $0 = true }
                if isLast { return moved }
            }
        }
        return moved
    }

    /// Integrates again and again until the task is cancelled, waiting `interval` between.
    ///
    /// A fault (the store is busy, the connection lost) is told to `report` and tried again after a pause that
    /// doubles up to ``pauseMax``; nothing is lost meanwhile, for the outbox is durable.
    public func integrateContinually(
        every interval: Duration = .seconds(1), report: @Sendable (any Error) -> Void = { _ in }
    ) async {
        var pause = interval
        while !Task.isCancelled {
            do {
                try await integrate()
                pause = interval
            } catch is CancellationError {
                return
            } catch {
                report(error)
                pause = min(max(pause * 2, .milliseconds(100)), max(Self.pauseMax, interval))
            }
            try? await Task.sleep(for: pause)
        }
    }

    /// The longest pause after repeated faults.
    public static let pauseMax = Duration.seconds(10)

    private func isIdle() async throws -> Bool {
        guard isSignedByAll.withLock({ $0 }) else { return false }
        return try await store.read { [journal] session in
            try session.number("SELECT count(*) FROM (SELECT 1 FROM ledger_outbox LIMIT 1) AS waiting") == 0
                && journal?.isEmpty(session) ?? true
        }
    }
}

/// One transaction of integration.
private struct Batch {
    let session: any Session
    let journal: Journal?
    let origin: String
    let signers: [any CheckpointSigner]

    enum Step: Sendable {
        /// Another process holds the lock.
        case elsewhere
        case done(count: Int, isLast: Bool)
    }

    private static let entryRows = RowInsert("ledger_entry", ["position", "content"])

    func run() throws -> Step {
        guard try lock() else { return .elsewhere }
        var (waiting, isLast) = try take()
        var fault: (any Error)?
        if let journal, isLast {
            let found = try journal.take(
                countMax: Ledger.batchMax - waiting.count, bytesMax: Ledger.batchBytesMax, in: session)
            waiting += found.contents
            (isLast, fault) = (found.isLast, found.fault)
        }
        // A file that cannot be read keeps back nothing but what is in it.
        if waiting.isEmpty, let fault { throw fault }
        var head = try LedgerHead.load(session)
        if waiting.isEmpty, isSignedByAll(head.note) { return .done(count: 0, isLast: true) }
        var entries: [Value] = []
        entries.reserveCapacity(waiting.count * 2)
        var projection = Projection()
        for content in waiting {
            let position = head.edge.size
            entries.append(.int(position))
            entries.append(.bytes(content))
            // Bytes of an unknown form keep their place in the log; they are only not found by a search.
            if let entry = LedgerEntry(content) { projection.add(entry, at: position) }
            try head.edge.append(.leaf(content)) { try StoredTile.save($0, $1, $2, in: session) }
        }
        try Self.entryRows.run(entries, in: session)
        try projection.save(in: session)
        for (level, hashes) in head.edge.partials.enumerated() where !hashes.isEmpty {
            try StoredTile.save(level, head.edge.size >> (8 * Int64(level + 1)), hashes, in: session)
        }
        let checkpoint = Checkpoint(origin: origin, size: head.edge.size, root: head.edge.root)
        try LedgerHead.save(checkpoint, note: SignedNote(signing: checkpoint.text, by: signers), in: session)
        return .done(count: waiting.count, isLast: isLast)
    }

    /// SQLite has one writer; on PostgreSQL several server processes may try, and one of them integrates.
    private func lock() throws -> Bool {
        guard session.dialect == .postgresql else { return true }
        return try session.number(
            """
            SELECT CASE WHEN pg_try_advisory_xact_lock(7305812, hashtext(current_schema())) THEN 1 ELSE 0 END
            """) == 1
    }

    /// Takes the oldest waiting entries out of the outbox.
    ///
    /// What is deleted is exactly what is answered: an entry of a lower sequence that another transaction
    /// commits in between comes along, or waits for the next batch.
    private func take() throws -> (contents: [[UInt8]], isLast: Bool) {
        var last: Int64?
        var (count, bytes) = (0, 0)
        try session.each(
            "SELECT sequence, length(content) FROM ledger_outbox ORDER BY sequence LIMIT \(Ledger.batchMax)",
            []
        ) { row in
            bytes += Int(try row.int(at: 1))
            count += 1
            if last == nil || bytes <= Ledger.batchBytesMax { last = try row.int(at: 0) }
        }
        guard let last else { return ([], true) }
        var taken = try session.all(
            "DELETE FROM ledger_outbox WHERE sequence <= ? RETURNING sequence, content", [.int(last)]
        ) { (sequence: try $0.int("sequence"), content: try $0.bytes("content")) }
        taken.sort { $0.sequence < $1.sequence }
        return (taken.map(\.content), count < Ledger.batchMax && bytes <= Ledger.batchBytesMax)
    }

    private func isSignedByAll(_ note: String) -> Bool {
        guard let note = try? SignedNote(Array(note.utf8)), let checkpoint = try? Checkpoint(note) else {
            return false
        }
        return checkpoint.origin == origin
            && signers.allSatisfy { signer in
                note.signatures.contains { $0.name == signer.name && $0.keyID == signer.keyID }
            }
    }
}
