import Regulation
import Store

/// What came of the deliveries that had been cut short (续办结果).
public struct Resumption: Sendable {
    /// Those that are finished now.
    public internal(set) var finished: [Receipt] = []
    /// Those whose spooled file is gone or damaged: they are to be delivered again. A damaged file is kept beside the
    /// others in the spool, with the ending `.damaged`.
    public internal(set) var interrupted: [Receipt] = []
    /// Those that could not go on now; the next time tries again.
    public internal(set) var faults: [Fault] = []

    /// A delivery and what kept it from going on.
    public struct Fault: Sendable {
        public let receipt: Receipt
        public let error: any Error
    }

    /// Whether there is something that people should hear of.
    public var isClean: Bool { interrupted.isEmpty && faults.isEmpty }
}

extension Intake {
    /// Deliveries that one call looks at.
    static let resumedMax = 1_000

    /// Takes up what was accepted and not finished and what nobody is at work on, from the spooled files of this
    /// folder; sweeps away what ended processes left unaccepted.
    ///
    /// May be called at any time, by any number of processes. Deliveries whose file is not here are left to the
    /// process that has it. One that cannot go on holds up neither the others nor the caller.
    /// - Throws: a fault of the store or the ledger.
    @discardableResult
    public func resume() async throws -> Resumption {
        let unfinished = try await unfinished()
        var outcome = Resumption()
        for record in unfinished where isOurs(record) {
            let entry = record.receipt.entry
            do {
                let receipt = try await exclusively(entry) { try await takeUp(try await claim(record)) }
                outcome.finished.append(receipt)
            } catch is Refusal {
                // Somebody is at work on it, or this process on too many.
            } catch IntakeError.superseded {
                // It went on elsewhere.
            } catch IntakeError.spoolDamaged {
                spool.setAside(entry: record.shape.number, digest: record.identity)
                let now = surroundings.now()
                let receipt = try await store.write { [self] session in
                    try interrupt(record, because: .damaged, at: now, in: session)
                }
                if let receipt { outcome.interrupted.append(receipt) }
            } catch is CancellationError {
                throw CancellationError()
            } catch {
                outcome.faults.append(.init(receipt: record.receipt, error: error))
            }
        }
        let owed = try await self.unfinished().map { "\($0.shape.number)-\($0.identity)" }
        if owed.count < Self.resumedMax { spool.sweep(owed: Set(owed)) }
        return outcome
    }

    /// Resumes again and again until the task is cancelled: what another process of this folder left when it was
    /// killed, and what could not go on before. Tells `report` what is not clean, and faults of the store.
    public func resumeContinually(
        every interval: Duration = .seconds(10),
        report: @Sendable (Result<Resumption, any Error>) -> Void
    ) async {
        while !Task.isCancelled {
            do { try await Task.sleep(for: interval) } catch { return }
            do {
                let outcome = try await resume()
                if !outcome.isClean { report(.success(outcome)) }
            } catch is CancellationError {
                return
            } catch {
                report(.failure(error))
            }
        }
    }

    private func unfinished() async throws -> [DeliveryRecord] {
        try await store.read { session in
            try session.all(
                """
                SELECT \(DeliveryRecord.columns) FROM delivery
                WHERE state = 'accepted' AND interrupted_at IS NULL ORDER BY number LIMIT \(Self.resumedMax)
                """, [], DeliveryRecord.init)
        }
    }

    /// Whether this process is the one to take it up: nobody is at work on it, and its file is here or was.
    private func isOurs(_ record: DeliveryRecord) -> Bool {
        guard !isActive(record.receipt.entry), isFree(record, at: surroundings.now()) else { return false }
        if spool.holds(entry: record.shape.number, digest: record.identity) { return true }
        guard let holder = record.holder else { return false }
        return holder == spool.mark.holder || spool.hasEnded(holder)
    }
}
