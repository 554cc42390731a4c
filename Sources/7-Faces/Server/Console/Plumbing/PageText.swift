import Mustache

/// Texts as they stand in a page (页面文本): every `<`, `>`, `&` and quotation mark is escaped, whatever stands beside it.
///
/// It goes by bytes. The library's own form goes by characters as people see them, and takes a quotation mark with an
/// accent upon it, or `<` behind a sign that joins what follows, for a character of its own.
struct PageText: MustacheContentType {
    /// What ``PageShelf`` puts before each template: parts do not take it over from the page around them.
    static let mark = "{{% CONTENT_TYPE:\(name)}}\n"
    private static let name = "PAGE"

    /// Makes the library know it. As often as one likes.
    static func register() { MustacheContentTypes.register(PageText(), named: name) }

    func escapeText(_ text: String) -> String {
        guard text.utf8.contains(where: { Self.escaped($0) != nil }) else { return text }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.utf8.count + 32)
        for byte in text.utf8 {
            if let form = Self.escaped(byte) {
                form.withUTF8Buffer { bytes.append(contentsOf: $0) }
            } else {
                bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func escaped(_ byte: UInt8) -> StaticString? {
        switch byte {
        case 0x22: "&quot;"
        case 0x26: "&amp;"
        case 0x27: "&#39;"
        case 0x3C: "&lt;"
        case 0x3E: "&gt;"
        default: nil
        }
    }
}
