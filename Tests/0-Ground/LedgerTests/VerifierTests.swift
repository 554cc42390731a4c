import Foundation
import Regulation
import Store
import TestStore
import Testing

@testable import Ledger

@Suite("Verification of a whole log", .serialized)
struct VerifierTests {
    private func with600(
        _ engine: TestEngine, _ body: (TestLedger) async throws -> Void
    ) async throws {
        try await withStore(engine, migrations: Ledger.migrations) { store in
            let test = try TestLedger(store)
            try await test.fill(600)
            try await body(test)
        }
    }

    private func fault(_ kind: LedgerFault.Kind, _ position: Int64?) -> LedgerFault {
        LedgerFault(kind: kind, position: position)
    }

    @Test("A sound log is found sound, entry by entry", arguments: TestEngine.available)
    func sound(engine: TestEngine) async throws {
        try await with600(engine) { test in
            let result = try await test.verify()
            #expect(result.isSound && result.entries == 600)
            #expect(result.checkpoint == (try await test.checkpoint()))
        }
    }

    @Test(
        "A flipped byte in an entry is found and named", arguments: TestEngine.available,
        [0, 1, 255, 256, 300, 511, 512, 599] as [Int64])
    func flippedContent(engine: TestEngine, position: Int64) async throws {
        try await with600(engine) { test in
            var content = try #require(try await test.ledger.content(at: position))
            for index in [0, content.count / 2, content.count - 1] {
                content[index] ^= 1
                try await test.setContent(content, at: position)
                #expect(try await test.verify().fault == fault(.content, position))
                content[index] ^= 1
            }
            try await test.setContent(content, at: position)
            #expect(try await test.verify().isSound)
        }
    }

    @Test("A flipped byte in any hash of any tile is found and named")
    func flippedTile() async throws {
        try await with600(.sqlite) { test in
            for (level, number, width) in [(0, 0, 256), (0, 1, 256), (0, 2, 88), (1, 0, 2)]
                as [(Int, Int64, Int)]
            {
                let bytes = try #require(
                    try await test.ledger.tile(level: level, number: number, width: width))
                for index in Swift.stride(from: 0, to: width, by: 29) {
                    var changed = bytes
                    changed[index * 32 + index % 32] ^= 0x80
                    try await test.setTile(changed, level, number)
                    let position = (number * 256 + Int64(index)) << (8 * Int64(level))
                    #expect(
                        try await test.verify().fault == fault(.tile, position), "\(level)/\(number)/\(index)"
                    )
                }
                try await test.setTile(bytes, level, number)
            }
            #expect(try await test.verify().isSound)
        }
    }

    @Test("A flipped byte anywhere in the checkpoint is found", arguments: TestEngine.available)
    func flippedCheckpoint(engine: TestEngine) async throws {
        try await with600(engine) { test in
            let note = Array(try #require(try await test.ledger.checkpoint()).utf8)
            for index in note.indices {
                var changed = note
                changed[index] ^= 1
                guard let text = String(validating: changed, as: UTF8.self) else { continue }
                try await test.setCheckpoint(text)
                let kind = try await test.verify().fault?.kind
                #expect(kind == .signature || kind == .checkpoint, "byte \(index)")
            }
        }
    }

    @Test("Two exchanged entries are named at the first of them", arguments: TestEngine.available)
    func reordered(engine: TestEngine) async throws {
        try await with600(engine) { test in
            let (one, two) = (
                try #require(try await test.ledger.content(at: 300)),
                try #require(try await test.ledger.content(at: 301))
            )
            try await test.setContent(two, at: 300)
            try await test.setContent(one, at: 301)
            #expect(try await test.verify().fault == fault(.content, 300))
        }
    }

    @Test("A missing entry is named", arguments: TestEngine.available, [0, 255, 256, 599] as [Int64])
    func missing(engine: TestEngine, position: Int64) async throws {
        try await with600(engine) { test in
            try await test.run("DELETE FROM ledger_entry WHERE position = ?", [.int(position)])
            #expect(try await test.verify().fault == fault(.missing, position))
        }
    }

    @Test("Missing tiles are named by their first entry", arguments: TestEngine.available)
    func missingTile(engine: TestEngine) async throws {
        try await with600(engine) { test in
            try await test.run("DELETE FROM ledger_tile WHERE level = 1")
            #expect(try await test.verify().fault == fault(.tile, 0))
            try await test.run("DELETE FROM ledger_tile WHERE level = 0 AND number = 2")
            #expect(try await test.verify().fault == fault(.tile, 512))
        }
    }

    @Test(
        "A log cut at its end is found even where its checkpoint says less", arguments: TestEngine.available)
    func truncated(engine: TestEngine) async throws {
        try await with600(engine) { test in
            let newest = try #require(try await test.checkpoint())
            try await test.run("DELETE FROM ledger_entry WHERE position >= 590")
            #expect(try await test.verify().fault == fault(.missing, 590))
            // Whoever holds the key can sign an older state; whoever kept a checkpoint notices.
            let leaves = try await test.leaves(590)
            try await test.rewrite(leaves)
            #expect(try await test.verify().isSound)
            #expect(try await test.verify(remembered: newest).fault == fault(.history, nil))
        }
    }

    @Test(
        "A log made anew with the key is found by a checkpoint kept from before",
        arguments: TestEngine.available)
    func rewritten(engine: TestEngine) async throws {
        try await with600(engine) { test in
            let kept = try #require(try await test.checkpoint())
            var content = try #require(try await test.ledger.content(at: 7))
            content[content.count - 4] ^= 1
            try await test.setContent(content, at: 7)
            try await test.rewrite(try await test.leaves(600))
            try await test.ledger.record(.numbered(600))
            try await test.ledger.integrate()
            #expect(try await test.verify().isSound)
            #expect(try await test.verify(remembered: kept).fault == fault(.history, nil))
        }
    }

    @Test("Tiles rewritten to hide a change, without the key, are found", arguments: TestEngine.available)
    func hidden(engine: TestEngine) async throws {
        try await with600(engine) { test in
            var content = try #require(try await test.ledger.content(at: 300))
            content[5] ^= 1
            try await test.setContent(content, at: 300)
            try await test.rewrite(try await test.leaves(600), signs: false)
            let found = try await test.verify().fault
            #expect(found?.kind == .content)
        }
    }

    @Test("Another log's checkpoint and an unknown key are not accepted", arguments: TestEngine.available)
    func foreign(engine: TestEngine) async throws {
        try await with600(engine) { test in
            let verifiers = try test.verifiers
            let other = try await LedgerVerifier(origin: "other.example", verifiers: verifiers)
                .verify(StoredLedger(test.store))
            #expect(other.fault == fault(.checkpoint, nil))
            let stranger = try Ed25519Signer(name: TestLedger.origin, seed: Ed25519Signer.newSeed())
            let unknown = try await LedgerVerifier(
                origin: TestLedger.origin, verifiers: [try Ed25519Verifier(stranger.verifierKey)]
            ).verify(StoredLedger(test.store))
            #expect(unknown.fault == fault(.signature, nil))
        }
    }

    @Test("A damaged edge stops integration and keeps what waits", arguments: TestEngine.available)
    func damagedEdge(engine: TestEngine) async throws {
        try await with600(engine) { test in
            let bytes = try #require(try await test.ledger.tile(level: 0, number: 2, width: 88))
            var changed = bytes
            changed[40] ^= 1
            try await test.setTile(changed, 0, 2)
            try await test.ledger.record(.numbered(600))
            await #expect(throws: LedgerError.self) { try await test.ledger.integrate() }
            try await test.setTile(bytes, 0, 2)
            #expect(try await test.ledger.integrate() == 1)
            #expect(try await test.verify().entries == 601)
        }
    }

    @Test("A checkpoint of a huge size over a short log ends at once")
    func hugeSize() async throws {
        try await with600(.sqlite) { test in
            let huge = Checkpoint(origin: TestLedger.origin, size: Int64.max, root: .empty)
            let note = try SignedNote(signing: huge.text, by: [test.signer])
            try await test.setCheckpoint(String(decoding: note.bytes, as: UTF8.self))
            let result = try await test.verify()
            #expect(result.fault == fault(.missing, 600))
        }
    }

    @Test("A folder of published files verifies, and a flipped byte in any file is found")
    func folder() async throws {
        try await with600(.sqlite) { test in
            let path = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString).path
            defer { try? FileManager.default.removeItem(atPath: path) }
            let folder = LedgerFolder(path)
            try await folder.write(test.ledger)
            let verifier = LedgerVerifier(origin: TestLedger.origin, verifiers: try test.verifiers)
            #expect(try await verifier.verify(folder).isSound)
            let files = [
                "checkpoint", "tile/0/000", "tile/0/001", "tile/0/002.p/88", "tile/1/000.p/2",
                "tile/entries/000",
                "tile/entries/001", "tile/entries/002.p/88",
            ]
            for file in files {
                let url = URL(fileURLWithPath: path + "/" + file)
                let bytes = [UInt8](try Data(contentsOf: url))
                for index in Swift.stride(from: 0, to: bytes.count, by: max(1, bytes.count / 37)) {
                    var changed = bytes
                    changed[index] ^= 0x10
                    try Data(changed).write(to: url)
                    let fault = try await verifier.verify(folder).fault
                    #expect(fault != nil, "\(file) at \(index)")
                    if file.contains("entries/001") {
                        #expect((256..<512).contains(fault?.position ?? -1), "\(file) at \(index)")
                    }
                }
                for damaged in [[], Array(bytes.dropLast()), bytes + [0]] {
                    try Data(damaged).write(to: url)
                    #expect(try await !verifier.verify(folder).isSound, "\(file) of \(damaged.count) bytes")
                }
                try FileManager.default.removeItem(at: url)
                #expect(try await !verifier.verify(folder).isSound, "\(file) missing")
                try Data(bytes).write(to: url)
            }
            // A checkpoint of before is still good where full files have taken the place of partial ones.
            let old = try Data(contentsOf: URL(fileURLWithPath: path + "/checkpoint"))
            try await test.fill(400)
            try await folder.write(test.ledger)
            #expect(try await verifier.verify(folder).entries == 1_000)
            try old.write(to: URL(fileURLWithPath: path + "/checkpoint"))
            for file in ["tile/0/002.p/88", "tile/entries/002.p/88"] {
                try FileManager.default.removeItem(atPath: path + "/" + file)
            }
            #expect(
                try await verifier.verify(folder)
                    == LedgerVerification(
                        checkpoint: try Checkpoint(SignedNote([UInt8](old))), entries: 600, fault: nil))
        }
    }
}

extension TestLedger {
    func run(_ sql: String, _ values: [Value] = []) async throws {
        try await store.write { try $0.run(sql, values) }
    }

    func setContent(_ content: [UInt8], at position: Int64) async throws {
        try await run(
            "UPDATE ledger_entry SET content = ? WHERE position = ?", [.bytes(content), .int(position)])
    }

    func setTile(_ bytes: [UInt8], _ level: Int, _ number: Int64) async throws {
        try await run(
            "UPDATE ledger_tile SET hashes = ? WHERE level = ? AND number = ?",
            [.bytes(bytes), .int(Int64(level)), .int(number)])
    }

    func setCheckpoint(_ text: String) async throws {
        try await run("UPDATE ledger_head SET checkpoint = ?", [.text(text)])
    }

    func leaves(_ count: Int64) async throws -> [TreeHash] {
        var leaves: [TreeHash] = []
        for position in 0..<count {
            if let content = try await ledger.content(at: position) { leaves.append(.leaf(content)) }
        }
        return leaves
    }

    /// Does what an attacker with the database would: every tile and the head anew from `leaves`.
    func rewrite(_ leaves: [TreeHash], signs: Bool = true) async throws {
        let signer = signer
        try await store.write { session in
            try session.run("DELETE FROM ledger_tile")
            var edge = TreeEdge()
            for leaf in leaves {
                try edge.append(leaf) { try StoredTile.save($0, $1, $2, in: session) }
            }
            for (level, hashes) in edge.partials.enumerated() where !hashes.isEmpty {
                try StoredTile.save(level, edge.size >> (8 * Int64(level + 1)), hashes, in: session)
            }
            guard signs else { return }
            let checkpoint = Checkpoint(origin: TestLedger.origin, size: edge.size, root: edge.root)
            try LedgerHead.save(
                checkpoint, note: SignedNote(signing: checkpoint.text, by: [signer]), in: session)
        }
    }
}
