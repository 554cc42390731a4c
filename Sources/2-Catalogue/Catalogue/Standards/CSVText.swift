import Regulation
import Workbooks

/// Small CSV files that people prepare by hand (CSV 文本), RFC 4180: at most 10 MB and 100,000 rows, in UTF-8.
///
/// Deliveries are read by a scanner of their own two floors above: it takes files of any size and encoding in constant
/// memory, hands out bytes that live until the next record, tells faults of intake by their line and lets stray quotes
/// pass. What is read here is at hand as a whole, wanted as texts, and refused for any doubt.
enum CSVText {
    static let bytesMax = 10 << 20
    static let rowsMax = 100_000

    /// The rows, blank ones left out. Refuses with `standard-file-malformed`.
    static func rows(_ bytes: some Collection<UInt8>) throws(Refusal) -> [[String]] {
        guard bytes.count <= bytesMax else { throw malformed(nil) }
        guard var text = String(validating: bytes, as: UTF8.self), !text.utf8.contains(0) else {
            throw malformed(nil)
        }
        if text.unicodeScalars.first == "\u{FEFF}" { text.unicodeScalars.removeFirst() }
        var rows: [[String]] = []
        var row: [String] = []
        var field: [UInt8] = []
        var isQuoted = false
        var wasQuoted = false
        var bytes = text.utf8.makeIterator()
        var pending = bytes.next()
        while let byte = pending {
            pending = bytes.next()
            if isQuoted {
                if byte != 0x22 {
                    field.append(byte)
                } else if pending == 0x22 {
                    field.append(0x22)
                    pending = bytes.next()
                } else {
                    isQuoted = false
                }
                continue
            }
            switch byte {
            case 0x22:
                guard field.isEmpty, !wasQuoted else { throw malformed(rows.count + 1) }
                isQuoted = true
                wasQuoted = true
            case 0x2C:
                row.append(String(decoding: field, as: UTF8.self))
                field.removeAll()
                wasQuoted = false
            case 0x0D where pending == 0x0A: continue
            case 0x0A:
                row.append(String(decoding: field, as: UTF8.self))
                field.removeAll()
                wasQuoted = false
                if row != [""] { rows.append(row) }
                row.removeAll()
                guard rows.count <= rowsMax else { throw malformed(nil) }
            default: field.append(byte)
            }
        }
        guard !isQuoted else { throw malformed(rows.count + 1) }
        row.append(String(decoding: field, as: UTF8.self))
        if row != [""] { rows.append(row) }
        return rows
    }

    static func malformed(_ row: Int?) -> Refusal {
        Refusal(
            DataStandardCodes.fileMalformed,
            detail: row.map { Bilingual("第\($0)行不合规定", "row \($0) does not have the stated form") }
                ?? Bilingual("不是 UTF-8，或超过10MB、10万行", "not UTF-8, or over 10 MB or 100,000 rows"),
            field: "file")
    }
}
