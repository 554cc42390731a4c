import Regulation
import Testing

@testable import Ledger

@Suite("Entries and their exact bytes")
struct EntryTests {
    @Test("An event has exactly these bytes")
    func eventBytes() throws {
        let event = LedgerEvent(
            EventKind("catalogue.entry.published", Bilingual("发布", "Published")),
            at: Instant(milliseconds: 1_771_030_923_456), actor: "person:1", body: "body:数据局",
            subject: "entry:7",
            article: ArticleReference("zhuzhou-2020#18"), facts: [("标题", "a\"b\\c\n\t\u{1}/é"), ("n", "")])
        let text = """
            {"v":1,"type":"event","at":1771030923456,"kind":"catalogue.entry.published","actor":"person:1",\
            "body":"body:数据局","subject":"entry:7","article":"zhuzhou-2020#18",\
            "facts":[["标题","a\\"b\\\\c\\n\\t\\u0001/é"],["n",""]]}
            """
        #expect(String(decoding: try EntryWriter.bytes(of: event), as: UTF8.self) == text)
    }

    @Test("A usage record has exactly these bytes")
    func usageBytes() throws {
        let text = """
            {"v":1,"type":"usage","at":5,"id":"request-5","entry":"entry:1","grant":"grant:1","body":"body:1",\
            "user":"system:1","purpose":"核验\\n\\"低保\\"资格","approver":"person:2","content":"name,age",\
            "means":"query","medium":"interface","subjectDigest":"aa","outcome":"refused","refusal":"","rows":5}
            """
        #expect(String(decoding: try EntryWriter.bytes(of: UsageRecord.numbered(5)), as: UTF8.self) == text)
    }

    @Test("What was written reads back")
    func roundTrip() throws {
        let event = LedgerEvent.numbered(3)
        guard case .event(let read) = LedgerEntry(try EntryWriter.bytes(of: event)) else {
            Issue.record("not read as an event")
            return
        }
        #expect(read.kind == event.kind.name && read.at == event.at && read.actor == event.actor)
        #expect(read.body == event.body && read.subject == event.subject && read.article == event.article)
        #expect(read.facts.map(\.name) == event.facts.map(\.name))
        #expect(read.facts.map(\.value) == event.facts.map(\.value))
        let every = String(String.UnicodeScalarView((0..<0x80).compactMap { Unicode.Scalar($0) })) + "源流𠮷"
        var usage = UsageRecord.numbered(-3)
        usage = UsageRecord(
            at: Instant(milliseconds: -1), id: every, entry: every, grant: "", body: every, user: every,
            purpose: every, approver: every, content: every, means: every, medium: every,
            subjectDigest: every,
            outcome: usage.outcome, refusal: every, rows: Int.max)
        #expect(LedgerEntry(try EntryWriter.bytes(of: usage)) == .usage(usage))
    }

    @Test("Every shortened or lengthened entry is read as none, and no flipped bit makes it trap")
    func damaged() throws {
        for bytes in [
            try EntryWriter.bytes(of: .numbered(1)), try EntryWriter.bytes(of: UsageRecord.numbered(1)),
        ] {
            for end in bytes.indices { #expect(LedgerEntry(Array(bytes[..<end])) == nil) }
            #expect(LedgerEntry(bytes + [0x20]) == nil)
            for index in bytes.indices {
                for bit in 0..<8 {
                    var changed = bytes
                    changed[index] ^= 1 << UInt8(bit)
                    #expect(LedgerEntry(changed) != LedgerEntry(bytes))
                }
            }
        }
    }

    @Test(
        "What is too large is refused with its field",
        arguments: [
            (LedgerEvent.with(subject: String(repeating: "长", count: 301)), "subject"),
            (LedgerEvent.with(actor: String(repeating: "a", count: 301)), "actor"),
            (LedgerEvent.with(facts: [("a", String(repeating: "长", count: 1_001))]), "facts"),
            (LedgerEvent.with(facts: [(String(repeating: "a", count: 301), "")]), "facts"),
            (LedgerEvent.with(facts: Array(repeating: ("a", "b"), count: 41)), "facts"),
            (
                LedgerEvent.with(
                    facts: Array(repeating: ("a", String(repeating: "𠮷", count: 1_000)), count: 17)), nil
            ),
        ] as [(LedgerEvent, String?)])
    func tooLarge(event: LedgerEvent, field: String?) {
        let refusal = #expect(throws: Refusal.self) { try EntryWriter.bytes(of: event) }
        #expect(refusal?.code == LedgerCodes.tooLarge)
        #expect(refusal?.reasons.first?.field == field)
    }

    @Test("What is just small enough is written")
    func largest() throws {
        let event = LedgerEvent.with(
            subject: String(repeating: "长", count: 300),
            facts: Array(repeating: ("a", String(repeating: "长", count: 1_000)), count: 20))
        #expect(try EntryWriter.bytes(of: event).count <= EntryLimits.bytesMax)
    }
}

extension LedgerEvent {
    static func with(
        actor: String = "a", subject: String = "s", facts: [(name: String, value: String)] = []
    ) -> LedgerEvent {
        LedgerEvent(
            testKind, at: Instant(milliseconds: 0), actor: actor, body: "b", subject: subject, facts: facts)
    }
}
