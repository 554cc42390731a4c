import Regulation
import Store

@testable import Ledger

/// A ledger with a key of its own for one test.
struct TestLedger {
    static let origin = "ledger.example/test"
    let store: Store
    let signer: Ed25519Signer
    let ledger: Ledger

    init(_ store: Store, journalFolder: String? = nil) throws {
        self.store = store
        signer = try Ed25519Signer(name: Self.origin, seed: Ed25519Signer.newSeed())
        ledger = Ledger(
            store: store, journalFolder: journalFolder, origin: Self.origin, signers: [signer])
    }

    var verifiers: [any CheckpointVerifier] { get throws { [try Ed25519Verifier(signer.verifierKey)] } }

    func verify(remembered: Checkpoint? = nil) async throws -> LedgerVerification {
        try await LedgerVerifier(origin: Self.origin, verifiers: verifiers, remembered: remembered)
            .verify(StoredLedger(store))
    }

    func checkpoint() async throws -> Checkpoint? {
        try await ledger.checkpoint().map { try Checkpoint(SignedNote(Array($0.utf8))) }
    }

    /// Appends `count` events and integrates them.
    func fill(_ count: Int) async throws {
        for start in stride(from: 0, to: count, by: 500) {
            try await store.append { [ledger] session in
                for number in start..<min(count, start + 500) {
                    try ledger.record(.numbered(number), in: session)
                }
            }
        }
        try await ledger.integrate()
    }
}

extension LedgerEvent {
    static let testKind = EventKind("test.thing.done", Bilingual("试验", "Test"))

    static func numbered(_ number: Int, subject: String = "thing:1") -> LedgerEvent {
        LedgerEvent(
            testKind, at: Instant(milliseconds: 1_771_030_923_000 + Int64(number)), actor: "person:\(number)",
            body: "body:数据局", subject: subject, article: ArticleReference("zhuzhou-2020#18"),
            facts: [("序号", String(number)), ("quote", "a\"b\\c\n\u{1}")])
    }
}

extension UsageRecord {
    static func numbered(
        _ number: Int, entry: String = "entry:1", body: String = "body:1", digest: String = "aa",
        at: Int64? = nil
    ) -> UsageRecord {
        UsageRecord(
            at: Instant(milliseconds: at ?? Int64(number)), id: "request-\(number)", entry: entry,
            grant: "grant:1",
            body: body, user: "system:1", purpose: "核验\n\"低保\"资格", approver: "person:2", content: "name,age",
            means: "query", medium: "interface", subjectDigest: digest,
            outcome: number.isMultiple(of: 5) ? .refused : .answered, refusal: "", rows: number)
    }
}

extension TreeHash {
    init?(hex: String) {
        let digits = Array(hex)
        self.init(
            stride(from: 0, to: digits.count - 1, by: 2).compactMap {
                UInt8(String(digits[$0...($0 + 1)]), radix: 16)
            })
    }

    var hex: String {
        bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}
