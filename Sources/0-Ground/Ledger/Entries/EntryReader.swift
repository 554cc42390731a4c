import Regulation

/// Reads the bytes of an entry back (记录解码): exactly the form that ``EntryWriter`` writes, nothing looser.
struct EntryReader {
    private let bytes: [UInt8]
    private var next = 0

    /// What an entry says; nil where its bytes are not of the form.
    static func read(_ content: [UInt8]) -> LedgerEntry? {
        var reader = EntryReader(bytes: content)
        if reader.skip("{\"v\":\(EntryWriter.version),\"type\":\"event\",\"at\":") {
            return reader.event().map(LedgerEntry.event)
        }
        if reader.skip("{\"v\":\(EntryWriter.version),\"type\":\"usage\",\"at\":") {
            return reader.usage().map(LedgerEntry.usage)
        }
        return nil
    }

    private init(bytes: [UInt8]) { self.bytes = bytes }

    private mutating func event() -> RecordedEvent? {
        guard let at = number(), let kind = text("kind"), let actor = text("actor"), let body = text("body"),
            let subject = text("subject"), let article = text("article"), skip(",\"facts\":[")
        else { return nil }
        var facts: [RecordedEvent.Fact] = []
        while !skip("]") {
            guard facts.isEmpty || skip(","), skip("["), let name = quoted(), skip(","), let value = quoted(),
                skip("]"), facts.count < EntryLimits.factsMax
            else { return nil }
            facts.append(RecordedEvent.Fact(name: name, value: value))
        }
        guard skip("}"), next == bytes.count else { return nil }
        return RecordedEvent(
            kind: kind, at: Instant(milliseconds: at), actor: actor, body: body, subject: subject,
            article: ArticleReference(article), facts: facts)
    }

    private mutating func usage() -> UsageRecord? {
        guard let at = number(), let id = text("id"), let entry = text("entry"), let grant = text("grant"),
            let body = text("body"), let user = text("user"), let purpose = text("purpose"),
            let approver = text("approver"), let content = text("content"), let means = text("means"),
            let medium = text("medium"), let subject = text("subjectDigest"),
            let outcome = text("outcome").flatMap(UsageRecord.Outcome.init), let refusal = text("refusal"),
            skip(",\"rows\":"), let rows = number(), skip("}"), next == bytes.count
        else { return nil }
        return UsageRecord(
            at: Instant(milliseconds: at), id: id, entry: entry, grant: grant, body: body, user: user,
            purpose: purpose, approver: approver, content: content, means: means, medium: medium,
            subjectDigest: subject, outcome: outcome, refusal: refusal, rows: Int(rows))
    }

    private mutating func skip(_ ascii: String) -> Bool {
        let expected = ascii.utf8
        guard bytes.count - next >= expected.count else { return false }
        var place = next
        for byte in expected {
            guard bytes[place] == byte else { return false }
            place += 1
        }
        next = place
        return true
    }

    private mutating func number() -> Int64? {
        let start = next
        if next < bytes.count, bytes[next] == 0x2D { next += 1 }
        while next < bytes.count, (0x30...0x39).contains(bytes[next]), next - start < 20 { next += 1 }
        return Int64(String(decoding: bytes[start..<next], as: UTF8.self))
    }

    private mutating func text(_ key: String) -> String? {
        skip(",\"") && skip(key) && skip("\":") ? quoted() : nil
    }

    private mutating func quoted() -> String? {
        guard next < bytes.count, bytes[next] == 0x22 else { return nil }
        next += 1
        let start = next
        while next < bytes.count, bytes[next] != 0x22, bytes[next] != 0x5C, bytes[next] >= 0x20 { next += 1 }
        guard next < bytes.count else { return nil }
        if bytes[next] == 0x22 {
            defer { next += 1 }
            return String(validating: bytes[start..<next], as: UTF8.self)
        }
        var value = Array(bytes[start..<next])
        while next < bytes.count, bytes[next] >= 0x20 {
            let byte = bytes[next]
            next += 1
            if byte == 0x22 { return String(validating: value, as: UTF8.self) }
            guard byte == 0x5C else {
                value.append(byte)
                continue
            }
            guard let escaped = escaped() else { return nil }
            value.append(escaped)
        }
        return nil
    }

    private mutating func escaped() -> UInt8? {
        guard next < bytes.count else { return nil }
        let mark = bytes[next]
        next += 1
        switch mark {
        case 0x22, 0x5C: return mark
        case 0x62: return 0x08
        case 0x74: return 0x09
        case 0x6E: return 0x0A
        case 0x66: return 0x0C
        case 0x72: return 0x0D
        case 0x75:
            guard skip("00"), bytes.count - next >= 2,
                let code = UInt8(String(decoding: bytes[next..<next + 2], as: UTF8.self), radix: 16),
                code < 0x20
            else { return nil }
            next += 2
            return code
        default: return nil
        }
    }
}
