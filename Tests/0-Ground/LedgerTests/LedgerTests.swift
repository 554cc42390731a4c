import Regulation
import Store
import Synchronization
import TestStore
import Testing

@testable import Ledger

@Suite("The ledger, on both engines", .serialized)
struct LedgerTests {
    private func withLedger(
        _ engine: TestEngine, _ body: (TestLedger) async throws -> Void
    ) async throws {
        try await withStore(engine, migrations: Ledger.migrations) { try await body(TestLedger($0)) }
    }

    private func waiting(_ store: Store) async throws -> Int64 {
        try await store.read { try $0.number("SELECT count(*) FROM ledger_outbox") }
    }

    @Test(
        "An act that is rolled back leaves no event, one that is kept does", arguments: TestEngine.available)
    func oneTransaction(engine: TestEngine) async throws {
        struct Stop: Error {}
        try await withLedger(engine) { test in
            await #expect(throws: Stop.self) {
                try await test.store.write { [ledger = test.ledger] session in
                    try ledger.record(.numbered(1), in: session)
                    throw Stop()
                }
            }
            #expect(try await waiting(test.store) == 0)
            try await test.store.write { [ledger = test.ledger] in try ledger.record(.numbered(2), in: $0) }
            #expect(try await waiting(test.store) == 1)
            #expect(try await test.ledger.integrate() == 1)
            #expect(try await test.ledger.events().map(\.content.actor) == ["person:2"])
        }
    }

    @Test("A thousand records at once are integrated exactly once each", arguments: TestEngine.available)
    func thousandAtOnce(engine: TestEngine) async throws {
        try await withLedger(engine) { test in
            let ledger = test.ledger
            let recorder = ledger.recorder { _ in }
            try await withThrowingTaskGroup(of: Void.self) { group in
                for number in 0..<1_000 {
                    group.addTask { try await recorder.record(UsageRecord.numbered(number)) }
                }
                for _ in 0..<3 { group.addTask { try await ledger.integrate() } }
                try await group.waitForAll()
            }
            try await ledger.integrate()
            #expect(try await ledger.size() == 1_000)
            #expect(try await waiting(test.store) == 0)
            var ids: [String] = []
            for position in Int64(0)..<1_000 {
                let content = try #require(try await ledger.content(at: position))
                guard case .usage(let usage) = LedgerEntry(content) else { continue }
                ids.append(usage.id)
            }
            #expect(Set(ids) == Set((0..<1_000).map { "request-\($0)" }) && ids.count == 1_000)
            #expect(try await test.verify().isSound)
        }
    }

    @Test("Several processes integrate one store without losing or doubling", arguments: TestEngine.available)
    func severalProcesses(engine: TestEngine) async throws {
        let place = try TestPlace(engine)
        defer { place.remove() }
        let stores = try (0..<3).map { _ in try place.open() }
        try await stores[0].migrate(Ledger.migrations, at: 0)
        let test = try TestLedger(stores[0])
        let others = stores.map { Ledger(store: $0, origin: TestLedger.origin, signers: [test.signer]) }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for ledger in others {
                group.addTask {
                    for number in 0..<100 {
                        try await ledger.record(.numbered(number))
                        if number.isMultiple(of: 10) { try await ledger.integrate() }
                    }
                }
            }
            try await group.waitForAll()
        }
        try await test.ledger.integrate()
        #expect(try await test.ledger.size() == 300)
        #expect(try await test.verify().isSound)
        for store in stores { await store.close() }
    }

    @Test("After a restart the log goes on where it was", arguments: TestEngine.available)
    func restart(engine: TestEngine) async throws {
        try await withLedger(engine) { test in
            try await test.fill(300)
            let before = try #require(try await test.checkpoint())
            try await test.ledger.record(.numbered(300))
            // A new process: only the store and the key go on.
            let again = Ledger(store: test.store, origin: TestLedger.origin, signers: [test.signer])
            #expect(try await again.integrate() == 1)
            let after = try #require(try await test.checkpoint())
            #expect(after.size == 301)
            let proof = try await again.consistencyProof(from: 300, to: 301)
            #expect(TreeProof.extends(from: 300, before.root, to: 301, after.root, proof: proof))
            #expect(try await test.verify(remembered: before).isSound)
        }
    }

    @Test(
        "A record that is too large is refused before anything is written, and hurts no other",
        arguments: TestEngine.available)
    func oversize(engine: TestEngine) async throws {
        try await withLedger(engine) { test in
            let huge = UsageRecord(
                at: Instant(milliseconds: 0), id: "huge", entry: "", grant: "", body: "", user: "",
                purpose: String(repeating: "x", count: 65_536), approver: "", content: "", means: "",
                medium: "",
                subjectDigest: "", outcome: .refused, refusal: "", rows: 0)
            async let fine: Void = test.ledger.recorder { _ in }.record(UsageRecord.numbered(1))
            let refusal = await #expect(throws: Refusal.self) {
                try await test.ledger.recorder { _ in }.record(huge)
            }
            try await fine
            #expect(refusal?.code == LedgerCodes.tooLarge)
            #expect(try await waiting(test.store) == 1)
        }
    }

    @Test(
        "Without a signer or an origin nothing is integrated and nothing lost",
        arguments: TestEngine.available)
    func unsigned(engine: TestEngine) async throws {
        try await withLedger(engine) { test in
            let silent = Ledger(store: test.store)
            try await silent.record(.numbered(1))
            await #expect(throws: LedgerError.unsigned) { try await silent.integrate() }
            let nameless = Ledger(store: test.store, origin: "a\nb", signers: [test.signer])
            await #expect(throws: LedgerError.origin) { try await nameless.integrate() }
            #expect(try await test.ledger.integrate() == 1)
        }
    }

    @Test("An empty log has a checkpoint, and a new key signs it again", arguments: TestEngine.available)
    func emptyAndNewKey(engine: TestEngine) async throws {
        try await withLedger(engine) { test in
            #expect(try await test.ledger.checkpoint() == nil)
            try await test.ledger.integrate()
            #expect(
                try await test.checkpoint() == Checkpoint(origin: TestLedger.origin, size: 0, root: .empty))
            #expect(try await test.verify().isSound)
            let signer = try Ed25519Signer(name: "second.example", seed: Ed25519Signer.newSeed())
            let both = Ledger(store: test.store, origin: TestLedger.origin, signers: [test.signer, signer])
            try await both.integrate()
            let note = try SignedNote(Array(try #require(try await both.checkpoint()).utf8))
            #expect(note.isSigned(by: [try Ed25519Verifier(signer.verifierKey)]))
            #expect(try await test.verify().isSound)
        }
    }

    @Test(
        "Texts with U+0000 and bytes of an unknown form are integrated like all others",
        arguments: TestEngine.available)
    func nothingBlocks(engine: TestEngine) async throws {
        try await withLedger(engine) { test in
            try await test.ledger.recorder { _ in }.record(UsageRecord.numbered(1, entry: "a\0b"))
            try await test.store.write { session in
                try session.run("INSERT INTO ledger_outbox (content) VALUES (?)", [.bytes([0xFF, 0, 1])])
            }
            try await test.ledger.record(.numbered(2, subject: String(repeating: "长", count: 300)))
            #expect(try await test.ledger.integrate() == 3)
            #expect(try await test.ledger.usages(UsageFilter(entry: "a\0b")).map(\.content.entry) == ["a\0b"])
            #expect(try await test.ledger.content(at: 1) == [0xFF, 0, 1])
            #expect(try await test.verify().isSound)
        }
    }

    @Test(
        "Tiles and bundles are the bytes of the standard, and only those that exist",
        arguments: TestEngine.available)
    func files(engine: TestEngine) async throws {
        try await withLedger(engine) { test in
            try await test.fill(600)
            let ledger = test.ledger
            let full = try #require(try await ledger.tile(level: 0, number: 1))
            let bundle = try #require(try await ledger.entries(bundle: 1))
            #expect(full.count == 8_192)
            var next = 0
            for index in 0..<256 {
                let length = Int(bundle[next]) << 8 | Int(bundle[next + 1])
                let content = Array(bundle[(next + 2)..<(next + 2 + length)])
                #expect(content == (try await ledger.content(at: Int64(256 + index))))
                #expect(TreeHash.leaf(content).bytes == Array(full[(index * 32)..<(index * 32 + 32)]))
                next += 2 + length
            }
            #expect(next == bundle.count)
            let above = try #require(try await ledger.tile(level: 1, number: 0, width: 2))
            #expect(Array(above[32...]) == TreeHash.root(Tile.hashes(full)).bytes)
            #expect(try await ledger.tile(level: 0, number: 2, width: 88)?.count == 88 * 32)
            #expect(try await ledger.tile(level: 0, number: 2, width: 10)?.count == 320)
            #expect(try await ledger.file(at: .entries(bundle: 2, width: 88)) != nil)
            for path in [
                "tile/0/002", "tile/0/002.p/89", "tile/0/003.p/1", "tile/1/000", "tile/1/000.p/3",
                "tile/2/000.p/1",
                "tile/entries/002", "tile/entries/002.p/89", "tile/entries/003.p/1", "tile/63/000",
            ] {
                let file = try #require(LedgerPath(path))
                #expect(try await ledger.file(at: file) == nil, "\(path)")
            }
            #expect(try await ledger.tile(level: -1, number: 0) == nil)
            #expect(try await ledger.tile(level: 0, number: -1, width: 1) == nil)
            #expect(try await ledger.entries(bundle: Int64.max, width: 1) == nil)
        }
    }

    @Test(
        "Proofs from the store verify against the checkpoint, and as a file offline",
        arguments: TestEngine.available)
    func proofs(engine: TestEngine) async throws {
        try await withLedger(engine) { test in
            try await test.fill(600)
            let checkpoint = try #require(try await test.checkpoint())
            for position in [0, 255, 256, 511, 512, 599] as [Int64] {
                let content = try #require(try await test.ledger.content(at: position))
                let hashes = try await test.ledger.inclusionProof(position: position, size: 600)
                #expect(
                    TreeProof.includes(
                        .leaf(content), at: position, size: 600, root: checkpoint.root, proof: hashes))
                let file = try LedgerProof(try await test.ledger.proof(at: position).text)
                #expect(file.content == content && file.position == position)
                #expect(file.verified(origin: TestLedger.origin, by: try test.verifiers) == checkpoint)
                #expect(file.verified(origin: "another.example", by: try test.verifiers) == nil)
                #expect(file.verified(origin: TestLedger.origin, by: []) == nil)
            }
            for (position, size) in [(-1, 600), (600, 600), (0, 601), (5, 5)] as [(Int64, Int64)] {
                await #expect(throws: Refusal(LedgerCodes.noPosition)) {
                    try await test.ledger.inclusionProof(position: position, size: size)
                }
            }
            await #expect(throws: Refusal.self) { try await test.ledger.proof(at: 600) }
            await #expect(throws: Refusal.self) { try await test.ledger.consistencyProof(from: 3, to: 2) }
            await #expect(throws: Refusal.self) { try await test.ledger.consistencyProof(from: 0, to: 601) }
            #expect(try await test.ledger.consistencyProof(from: 0, to: 600) == [])
        }
    }

    @Test("A changed proof file does not verify", arguments: [TestEngine.sqlite])
    func changedProof(engine: TestEngine) async throws {
        try await withLedger(engine) { test in
            try await test.fill(20)
            let text = try await test.ledger.proof(at: 13).text
            let verifiers = try test.verifiers
            for index in text.utf8.indices {
                var bytes = Array(text.utf8)
                bytes[text.utf8.distance(from: text.utf8.startIndex, to: index)] ^= 1
                let read = try? LedgerProof(String(decoding: bytes, as: UTF8.self))
                #expect(read?.verified(origin: TestLedger.origin, by: verifiers) == nil)
            }
            for end in [0, 1, text.utf8.count / 2, text.utf8.count - 1] {
                let read = try? LedgerProof(String(decoding: text.utf8.prefix(end), as: UTF8.self))
                #expect(read?.verified(origin: TestLedger.origin, by: verifiers) == nil)
            }
        }
    }

    @Test("Pages of events go back without gap or repeat", arguments: TestEngine.available)
    func eventPages(engine: TestEngine) async throws {
        try await withLedger(engine) { test in
            for number in 0..<25 {
                try await test.ledger.record(.numbered(number, subject: "thing:\(number % 2)"))
            }
            try await test.ledger.integrate()
            var seen: [String] = []
            var before: Int64?
            while true {
                let page = try await test.ledger.events(before: before, limit: 10)
                if page.isEmpty { break }
                seen += page.map(\.content.actor)
                before = page.last?.position
            }
            #expect(seen == (0..<25).reversed().map { "person:\($0)" })
            let odd = try await test.ledger.events(subject: "thing:1", limit: 3)
            #expect(odd.map(\.content.actor) == ["person:23", "person:21", "person:19"])
            #expect(odd[0].content.facts.first?.value == "23")
            let older = try await test.ledger.events(subject: "thing:1", before: odd[2].position, limit: 100)
            #expect(older.count == 9)
        }
    }

    @Test("Usage records are found by entry, body, subject and period", arguments: TestEngine.available)
    func usageQueries(engine: TestEngine) async throws {
        try await withLedger(engine) { test in
            for number in 0..<20 {
                try await test.ledger.recorder { _ in }.record(
                    .numbered(
                        number, entry: "entry:\(number % 2)", body: "body:\(number % 3)",
                        digest: "d\(number % 4)",
                        at: Int64(number / 2)))
            }
            try await test.ledger.integrate()
            func ids(_ filter: UsageFilter, before: Int64? = nil, limit: Int = 200) async throws -> [Int] {
                try await test.ledger.usages(filter, before: before, limit: limit).map(\.content.rows)
            }
            #expect(try await ids(UsageFilter()) == (0..<20).reversed())
            #expect(try await ids(UsageFilter(entry: "entry:1")) == [19, 17, 15, 13, 11, 9, 7, 5, 3, 1])
            #expect(try await ids(UsageFilter(body: "body:2", subjectDigest: "d1")) == [17, 5])
            let period = UsageFilter(from: Instant(milliseconds: 3), until: Instant(milliseconds: 5))
            #expect(try await ids(period) == [9, 8, 7, 6])
            #expect(try await ids(UsageFilter(entry: "absent")) == [])
            let first = try await test.ledger.usages(limit: 7)
            let second = try await test.ledger.usages(before: first.last?.position, limit: 7)
            #expect((first + second).map(\.content.rows) == (6..<20).reversed())
            #expect(try await ids(UsageFilter(), limit: 0).count == 1)
            #expect(try await ids(UsageFilter(), limit: 10_000).count == 20)
        }
    }

    @Test(
        "The loop integrates until it is cancelled, and goes on after faults", arguments: TestEngine.available
    )
    func loop(engine: TestEngine) async throws {
        try await withLedger(engine) { test in
            try await test.fill(10)
            let ledger = test.ledger
            let faults = Faults()
            let loop = Task {
                await ledger.integrateContinually(every: .milliseconds(5)) { faults.add($0) }
            }
            for number in 10..<15 { try await ledger.record(.numbered(number)) }
            try await until { try await ledger.size() == 15 }
            let tile = try #require(try await ledger.tile(level: 0, number: 0, width: 15))
            try await test.setTile([UInt8](repeating: 0, count: tile.count), 0, 0)
            try await ledger.record(.numbered(15))
            try await until { !faults.all.isEmpty }
            #expect(faults.all.allSatisfy { $0 is LedgerError })
            try await test.setTile(tile, 0, 0)
            try await until { try await ledger.size() == 16 }
            loop.cancel()
            await loop.value
            #expect(try await test.verify().entries == 16)
        }
    }

    /// Waits for what another task does; a test that waits in vain fails.
    private func until(_ isDone: () async throws -> Bool) async throws {
        let deadline = ContinuousClock.now + .seconds(60)
        while try await !isDone() {
            try #require(ContinuousClock.now < deadline)
            await Task.yield()
        }
    }

    private final class Faults: Sendable {
        private let faults = Mutex<[any Error]>([])
        func add(_ fault: any Error) { faults.withLock { $0.append(fault) } }
        var all: [any Error] { faults.withLock { $0 } }
    }
}
