/// How a delivered file writes its text (文本编码).
public enum TextEncoding: String, Sendable, Hashable, Codable, CaseIterable {
    case utf8 = "utf-8"
    /// UTF-8 with a byte order mark, as spreadsheets write it.
    case utf8Marked = "utf-8-bom"
    /// GB 18030 with nothing in it that GBK does not have.
    case gbk
    /// GB 18030, which contains GBK and GB 2312.
    case gb18030
    case utf16Little = "utf-16le"
    case utf16Big = "utf-16be"

    /// How many bytes at the beginning of a file are looked at.
    static let windowBytes = 1 << 20

    /// Bytes of the byte order mark to pass over, in a file that begins so.
    func markBytes(at start: some Collection<UInt8>) -> Int {
        switch self {
        case .utf8Marked: 3
        case .utf16Little: start.starts(with: [0xFF, 0xFE]) ? 2 : 0
        case .utf16Big: start.starts(with: [0xFE, 0xFF]) ? 2 : 0
        case .utf8, .gbk, .gb18030: 0
        }
    }

    /// The name by which iconv knows it; nil for UTF-8, which needs no change.
    var converterName: String? {
        switch self {
        case .utf8, .utf8Marked: nil
        case .gbk, .gb18030: "GB18030"
        case .utf16Little: "UTF-16LE"
        case .utf16Big: "UTF-16BE"
        }
    }

    /// The encoding of a file that begins with `window`: by its mark, else UTF-16 or UTF-8 where the bytes are such,
    /// else GB 18030.
    ///
    /// A character cut by the end of the window does not count against UTF-8.
    static func detect(_ window: UnsafeRawBufferPointer) -> TextEncoding {
        if window.starts(with: [0xEF, 0xBB, 0xBF]) { return .utf8Marked }
        if window.starts(with: [0xFF, 0xFE]) { return .utf16Little }
        if window.starts(with: [0xFE, 0xFF]) { return .utf16Big }
        if let wide = WideText.recognise(window) { return wide }
        var check = UTF8Check()
        return check.firstInvalid(window) == nil ? .utf8 : .gb18030
    }
}
