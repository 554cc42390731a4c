import Regulation

/// Writes the exact bytes of an entry (记录编码): one JSON object, keys in a fixed order, no space between.
///
/// `docs/ledger.md` gives the form. Only `"`, `\` and the controls below U+0020 are escaped.
struct EntryWriter {
    private var bytes: [UInt8] = []

    static let version = 1

    static func bytes(of event: LedgerEvent) throws(Refusal) -> [UInt8] {
        guard event.facts.count <= EntryLimits.factsMax else {
            throw refusal("facts", "\(EntryLimits.factsMax) 项", "\(EntryLimits.factsMax) facts")
        }
        var writer = EntryWriter()
        writer.begin("event", at: event.at)
        try writer.name("kind", event.kind.name)
        try writer.name("actor", event.actor)
        try writer.name("body", event.body)
        try writer.name("subject", event.subject)
        try writer.name("article", event.article?.description ?? "")
        writer.raw(",\"facts\":[")
        for (index, fact) in event.facts.enumerated() {
            try within(EntryLimits.nameCharactersMax, fact.name, "facts")
            try within(EntryLimits.factCharactersMax, fact.value, "facts")
            writer.raw(index == 0 ? "[" : ",[")
            writer.quoted(fact.name)
            writer.raw(",")
            writer.quoted(fact.value)
            writer.raw("]")
        }
        writer.raw("]}")
        return try writer.finished()
    }

    static func bytes(of usage: UsageRecord) throws(Refusal) -> [UInt8] {
        var writer = EntryWriter()
        writer.begin("usage", at: usage.at)
        try writer.name("id", usage.id)
        try writer.name("entry", usage.entry)
        try writer.name("grant", usage.grant)
        try writer.name("body", usage.body)
        try writer.name("user", usage.user)
        writer.text("purpose", usage.purpose)
        writer.text("approver", usage.approver)
        writer.text("content", usage.content)
        try writer.name("means", usage.means)
        try writer.name("medium", usage.medium)
        try writer.name("subjectDigest", usage.subjectDigest)
        try writer.name("outcome", usage.outcome.rawValue)
        try writer.name("refusal", usage.refusal)
        writer.raw(",\"rows\":\(usage.rows)}")
        return try writer.finished()
    }

    private mutating func begin(_ type: String, at: Instant) {
        bytes.reserveCapacity(640)
        raw("{\"v\":\(Self.version),\"type\":\"\(type)\",\"at\":\(at.milliseconds)")
    }

    private mutating func name(_ key: String, _ value: String) throws(Refusal) {
        try Self.within(EntryLimits.nameCharactersMax, value, key)
        text(key, value)
    }

    private mutating func text(_ key: String, _ value: String) {
        raw(",\"")
        raw(key)
        raw("\":")
        quoted(value)
    }

    private mutating func raw(_ ascii: String) { bytes.append(contentsOf: ascii.utf8) }

    private mutating func quoted(_ value: String) {
        bytes.append(0x22)
        var value = value
        value.withUTF8 { text in
            var clean = text.startIndex
            for index in text.indices {
                let byte = text[index]
                guard byte < 0x20 || byte == 0x22 || byte == 0x5C else { continue }
                bytes.append(contentsOf: text[clean..<index])
                clean = index + 1
                escape(byte)
            }
            bytes.append(contentsOf: text[clean...])
        }
        bytes.append(0x22)
    }

    private mutating func escape(_ byte: UInt8) {
        switch byte {
        case 0x22, 0x5C: bytes.append(contentsOf: [0x5C, byte])
        case 0x08: raw("\\b")
        case 0x09: raw("\\t")
        case 0x0A: raw("\\n")
        case 0x0C: raw("\\f")
        case 0x0D: raw("\\r")
        default:
            let digits = Array("0123456789abcdef".utf8)
            raw("\\u00")
            bytes.append(contentsOf: [digits[Int(byte >> 4)], digits[Int(byte & 15)]])
        }
    }

    private func finished() throws(Refusal) -> [UInt8] {
        guard bytes.count <= EntryLimits.bytesMax else {
            throw Self.refusal("", "\(EntryLimits.bytesMax) 字节", "\(EntryLimits.bytesMax) bytes")
        }
        return bytes
    }

    private static func within(_ limit: Int, _ value: String, _ field: String) throws(Refusal) {
        guard value.utf8.count <= limit || value.unicodeScalars.count <= limit else {
            throw refusal(field, "\(limit) 字", "\(limit) characters")
        }
    }

    private static func refusal(_ field: String, _ zh: String, _ en: String) -> Refusal {
        Refusal(
            LedgerCodes.tooLarge, detail: Bilingual("上限为 \(zh)。", "The limit is \(en)."),
            field: field.isEmpty ? nil : field)
    }
}
