import Ledger
import Regulation
import Store

/// Who works on an accepted delivery (占用): one process at a time, told to all by a lease in the store.
///
/// What is stored stays right without it, for each chunk is stored by whoever stored the one before. The lease says
/// whom to wait for, and for how long at the most.
extension Intake {
    /// How long a process is believed to be at work after its last sign. The clocks of processes on one store may
    /// differ by less than half of it.
    public static let leaseSeconds: Int64 = 60
    /// How often a process at work gives a sign.
    static let renewalSeconds: Int64 = 15
    /// How long after the end of its lease a delivery keeps its entry from taking other content.
    public static let silenceSecondsMax: Int64 = 600

    /// Why a delivery was given up (中断原因).
    enum Interruption: String, Sendable {
        /// Its spooled file is gone, or not what was accepted.
        case damaged
        /// Its process has not given a sign for too long, and other content was delivered.
        case silent
    }

    static func leaseEnd(from now: Instant) -> Int64 { now.milliseconds + leaseSeconds * 1000 }

    /// Makes this process the one that works on an unfinished delivery; an interrupted one begins again.
    /// - Throws: ``IntakeCodes/underWay`` while another process is at work on it, or on the entry;
    ///   ``IntakeError/superseded(delivery:)`` where it has finished meanwhile.
    func claim(_ known: DeliveryRecord) async throws -> DeliveryRecord {
        let now = surroundings.now()
        return try await store.write { [self] session in
            let id = known.receipt.id
            guard let record = try DeliveryRecord.find(id: id, in: session) else {
                throw IntakeError.superseded(delivery: id)
            }
            switch record.receipt.state {
            case .finished: throw IntakeError.superseded(delivery: id)
            case .accepted: guard isFree(record, at: now) else { throw Self.underWay(record, at: now) }
            case .interrupted:
                try makeRoom(in: record.receipt.entry, at: now, in: session)
                try session.run(
                    """
                    UPDATE delivery SET interrupted_at = NULL, into_empty = 0, applied = 0, inserted = 0,
                        updated = 0, unchanged = 0 WHERE number = ?
                    """, [.int(record.receipt.number)])
            }
            try session.run(
                "UPDATE delivery SET holder = ?, lease_until = ? WHERE number = ?",
                [.text(spool.mark.holder), .int(Self.leaseEnd(from: now)), .int(record.receipt.number)])
            guard let claimed = try DeliveryRecord.find(id: id, in: session) else {
                throw StoreError.shape("a delivery is missing right after it was written")
            }
            if record.receipt.state == .interrupted {
                try note(IntakeEvents.accepted, claimed.receipt, at: now, in: session)
            }
            return claimed
        }
    }

    /// Whether nobody else is at work on the delivery: it is this process's own, its process has ended here for
    /// sure, or its lease is over.
    func isFree(_ record: DeliveryRecord, at now: Instant) -> Bool {
        guard let holder = record.holder else { return true }
        return holder == spool.mark.holder || record.leaseUntil <= now || spool.hasEnded(holder)
    }

    /// Gives up what has kept `entry` without a sign of life for too long.
    /// - Throws: ``IntakeCodes/underWay`` where that is not so.
    func makeRoom(in entry: String, at now: Instant, in session: any Session) throws {
        let others = try session.all(
            """
            SELECT \(DeliveryRecord.columns) FROM delivery
            WHERE entry = ? AND state = 'accepted' AND interrupted_at IS NULL
            """, [.text(entry)], DeliveryRecord.init)
        for other in others {
            guard Self.silenceEnd(of: other) <= now else { throw Self.underWay(other, at: now) }
            try interrupt(other, because: .silent, at: now, in: session)
        }
    }

    /// Marks an unfinished delivery as given up; does nothing where it has moved on.
    /// - Returns: its receipt then; nil where nothing was done.
    @discardableResult
    func interrupt(
        _ record: DeliveryRecord, because cause: Interruption, at now: Instant, in session: any Session
    ) throws -> Receipt? {
        let moved = try session.run(
            """
            UPDATE delivery SET interrupted_at = ?, holder = NULL
            WHERE number = ? AND state = 'accepted' AND interrupted_at IS NULL
            """, [.int(now.milliseconds), .int(record.receipt.number)])
        guard moved == 1, let record = try DeliveryRecord.find(id: record.receipt.id, in: session) else {
            return nil
        }
        try note(IntakeEvents.interrupted, record.receipt, at: now, cause: cause, in: session)
        return record.receipt
    }

    /// Runs `work` on a delivery that this process holds, and gives its signs of life meanwhile.
    func holding<T: Sendable>(
        _ record: DeliveryRecord, _ work: () async throws -> T
    ) async throws -> T {
        let number = record.receipt.number
        let signs = Task { [store, surroundings, holder = spool.mark.holder] in
            while true {
                try await Task.sleep(for: .seconds(Self.renewalSeconds))
                let leaseEnd = Self.leaseEnd(from: surroundings.now())
                // A sign that cannot be given now is given with the next one, or the lease ends.
                _ = try? await store.append { session in
                    try session.run(
                        """
                        UPDATE delivery SET lease_until = ?
                        WHERE number = ? AND holder = ? AND state = 'accepted' AND interrupted_at IS NULL
                        """, [.int(leaseEnd), .int(number), .text(holder)])
                }
            }
        }
        defer { signs.cancel() }
        return try await work()
    }

    private static func silenceEnd(of record: DeliveryRecord) -> Instant {
        Instant(milliseconds: record.leaseUntil.milliseconds + silenceSecondsMax * 1000)
    }

    /// - Returns: the refusal with the time after which other content is taken, should nothing be heard.
    private static func underWay(_ record: DeliveryRecord, at now: Instant) -> Refusal {
        let left = max(0, silenceEnd(of: record).milliseconds - now.milliseconds)
        let seconds = (left + 999) / 1000
        return Refusal(
            IntakeCodes.underWay,
            detail: Bilingual(
                "如上一批数据再无进展，\(seconds) 秒后可以交付其他内容",
                "If nothing more is heard of the earlier one, other content is taken in \(seconds) seconds"))
    }
}
