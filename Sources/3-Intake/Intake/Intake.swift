import Catalogue
import Crypto
import Datasets
import Dispatch
import Ledger
import Parties
import Protection
import Regulation
import Store
import Synchronization

/// The door through which data comes in (数据采集): files are checked as a whole, kept, and stored row by row.
///
/// A file with an error of structure is refused and leaves nothing behind. An accepted one is stored to its end
/// even if the process is killed meanwhile: ``resume()`` takes it up from its spooled bytes. The same content
/// delivered again to the same entry changes nothing and gives the same receipt. A receipt that is answered as
/// finished is the only acknowledgement; see `docs/decisions/0008-deliveries-are-claimed.md`.
public final class Intake: Sendable {
    /// Deliveries that are worked on at once.
    public static let deliveriesMax = 4
    /// The default bound of a file.
    public static let fileBytesMax: Int64 = 2 << 30

    let store: Store
    let ledger: Ledger
    let datasets: Datasets
    let profile: Profile
    let surroundings: Surroundings
    let fingerprint: Fingerprint
    let spool: Spool
    let chunkRowsMax: Int
    let checkpoint: @Sendable (Checkpoint) throws -> Void
    /// Called in the transaction that finishes a delivery: other modules take it down.
    let onFinish: @Sendable (Receipt, any Session) throws -> Void
    private let active = Mutex<Set<String>>([])

    /// A moment between two transactions at which the process may end without harm.
    enum Checkpoint: Sendable, Hashable {
        case spooled
        case accepted
        case problemsKept
        /// So many chunks are stored.
        case chunk(Int)
    }

    /// - Parameters:
    ///   - spool: a folder that processes on one machine may share; made when missing.
    ///   - fileBytesMax: the largest file that is taken.
    public convenience init(
        store: Store, ledger: Ledger, datasets: Datasets, profile: Profile, surroundings: Surroundings,
        fingerprint: Fingerprint, spool: String, fileBytesMax: Int64 = Intake.fileBytesMax,
        onFinish: @escaping @Sendable (Receipt, any Session) throws -> Void
    ) throws {
        try self.init(
            store: store, ledger: ledger, datasets: datasets, profile: profile, surroundings: surroundings,
            fingerprint: fingerprint, spool: spool, fileBytesMax: fileBytesMax,
            chunkRowsMax: Intake.chunkRowsMax, checkpoint: { _ in }, onFinish: onFinish)
    }

    /// `checkpoint` may throw to end the work where a process could be killed.
    init(
        store: Store, ledger: Ledger, datasets: Datasets, profile: Profile, surroundings: Surroundings,
        fingerprint: Fingerprint, spool: String, fileBytesMax: Int64, chunkRowsMax: Int,
        checkpoint: @escaping @Sendable (Checkpoint) throws -> Void,
        onFinish: @escaping @Sendable (Receipt, any Session) throws -> Void
    ) throws {
        self.store = store
        self.ledger = ledger
        self.datasets = datasets
        self.profile = profile
        self.surroundings = surroundings
        self.fingerprint = fingerprint
        self.spool = try Spool(directory: spool, bytesMax: fileBytesMax, newID: surroundings.newID)
        self.chunkRowsMax = chunkRowsMax
        self.checkpoint = checkpoint
        self.onFinish = onFinish
    }

    /// Lets other processes take up what this one has not finished; nothing is delivered afterwards.
    public func close() { spool.mark.release() }

    /// Delivers the file at `path` to `entry`; returns when its rows are stored.
    /// - Throws: a refusal of ``IntakeCodes``, which the ledger keeps too.
    public func deliver(
        file path: String, to entry: Entry, by actor: Actor, options: DeliveryOptions = DeliveryOptions()
    ) async throws -> Receipt {
        try await deliver(to: entry, by: actor, options: options) { spool, id in
            try await Lane.run { try spool.take(file: path, id: id) }
        }
    }

    /// Delivers bytes as they arrive, such as the body of a request.
    public func deliver<Chunks: AsyncSequence>(
        _ chunks: Chunks, to entry: Entry, by actor: Actor, options: DeliveryOptions = DeliveryOptions()
    ) async throws -> Receipt where Chunks.Element == [UInt8] {
        try await deliver(to: entry, by: actor, options: options) { spool, id in
            try await spool.take(chunks, id: id)
        }
    }

    private func deliver(
        to entry: Entry, by actor: Actor, options: DeliveryOptions,
        spooling: (Spool, String) async throws -> Spool.Incoming
    ) async throws -> Receipt {
        let started = surroundings.now()
        do {
            try admission(to: entry, of: actor).orThrow()
            let shape = try DatasetShape(entry)
            let mapping = try await mapping(named: options.mapping, for: shape)
            let id = surroundings.newID()
            let incoming = try await spooling(spool, id)
            defer { spool.remove(incoming.path) }
            try checkpoint(.spooled)
            let order = Order(
                id: id, entry: entry, shape: shape, actor: actor, options: options, mapping: mapping,
                incoming: incoming, startedAt: started)
            return try await exclusively(entry.id) { try await self.process(order) }
        } catch IntakeError.superseded {
            // Another node stores the very same delivery: its receipt tells the outcome.
            throw Refusal(IntakeCodes.underWay)
        } catch let refusal as Refusal {
            let refusal = IntakeCodes.founded(refusal, in: profile)
            try await ledger.record(
                LedgerEvent(
                    IntakeEvents.refused, at: surroundings.now(), actor: actor.ledgerName,
                    body: actor.body.id,
                    subject: "entry:\(entry.id)", article: refusal.reasons[0].article,
                    facts: [("reason", refusal.code.name)]))
            throw refusal
        }
    }

    /// What one delivery is about.
    struct Order: Sendable {
        let id: String
        let entry: Entry
        let shape: DatasetShape
        let actor: Actor
        let options: DeliveryOptions
        let mapping: SavedMapping?
        let incoming: Spool.Incoming
        let startedAt: Instant

        /// What tells one delivery to an entry from another: the content of the file, and which part of it is read how,
        /// where that was said. Hexadecimal, 64 characters.
        var identity: String {
            let parts = [
                options.sheet, options.rowElement, mapping.map { "\($0.version)@\($0.source)" },
            ]
            guard parts.contains(where: { $0 != nil }) else { return incoming.digest }
            let said = parts.map { part in part.map { "\($0.utf8.count):\($0)" } ?? "-" }
            return Spool.hex(SHA256.hash(data: Array((incoming.digest + said.joined()).utf8)))
        }
    }

    /// Whether `actor` may deliver to `entry` now: people of the providing body who hold one of its data, system
    /// or administrator posts, and its systems.
    public func admission(to entry: Entry, of actor: Actor) -> Ruling {
        let mayDeliver =
            switch actor.identity {
            case .person(let person):
                person.isActive && person.body == entry.body
                    && ["data-staff", "system-staff", "administrator"].contains(where: actor.holds)
            case .system(let system): system.isActive && system.body == entry.body
            }
        guard mayDeliver, actor.body.isActive, actor.body.id == entry.body else {
            return .refused([Reason(IntakeCodes.notYours, article: profile.article(for: .accessControl))])
        }
        guard entry.isInForce else {
            return .refused([
                Reason(IntakeCodes.notPublished, article: profile.article(for: .collectionScope))
            ])
        }
        return .allowed
    }

    /// One delivery an entry at a time in this process, and only so many at all.
    func exclusively<T: Sendable>(
        _ entry: String, _ work: () async throws -> T
    ) async throws -> T {
        try active.withLock { active throws(Refusal) in
            guard !active.contains(entry) else { throw Refusal(IntakeCodes.underWay) }
            guard active.count < Self.deliveriesMax else { throw Refusal(IntakeCodes.busy) }
            active.insert(entry)
        }
        defer { active.withLock { _ = $0.remove(entry) } }
        return try await work()
    }

    func isActive(_ entry: String) -> Bool { active.withLock { $0.contains(entry) } }
}

/// Long work of one delivery on a thread of its own, so that the threads of tasks stay free.
enum Lane {
    static func run<T: Sendable>(_ work: @escaping @Sendable () throws -> T) async throws -> T {
        try await withCheckedThrowingContinuation { continuation in
            DispatchQueue(label: "yuanliu.intake").async {
                continuation.resume(with: Result { try work() })
            }
        }
    }
}
