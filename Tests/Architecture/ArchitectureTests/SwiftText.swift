/// The text of a Swift file with what is not code taken out; lines keep their numbers.
struct SwiftText: Sendable {
    /// Without comments; literals stand.
    private(set) var withoutComments = ""
    /// Without comments and without the characters of literals; what a literal interpolates stands.
    private(set) var code = ""

    init(_ text: String) {
        var reader = Reader(bytes: Array(text.utf8))
        reader.readCode(until: nil)
        withoutComments = String(decoding: reader.commentless, as: UTF8.self)
        code = String(decoding: reader.code, as: UTF8.self)
    }

    private struct Reader {
        let bytes: [UInt8]
        var position = 0
        var commentless: [UInt8] = []
        var code: [UInt8] = []

        init(bytes: [UInt8]) { self.bytes = bytes }

        func at(_ text: StaticString, _ offset: Int = 0) -> Bool {
            let start = position + offset
            guard start + text.utf8CodeUnitCount <= bytes.count, bytes[start] == text.utf8Start[0] else {
                return false
            }
            for index in 1..<max(1, text.utf8CodeUnitCount)
            where bytes[start + index] != text.utf8Start[index] {
                return false
            }
            return true
        }

        mutating func take(_ count: Int, code isCode: Bool, comment isComment: Bool = false) {
            for byte in bytes[position..<min(position + count, bytes.count)] {
                let isLineEnd = byte == UInt8(ascii: "\n")
                if isCode || isLineEnd { code.append(byte) }
                if !isComment || isLineEnd { commentless.append(byte) }
            }
            position = min(position + count, bytes.count)
        }

        /// Reads code to the end of the file, or past the parenthesis that closes an interpolation.
        mutating func readCode(until end: UInt8?) {
            var depth = 0
            while position < bytes.count {
                if at("//") {
                    while position < bytes.count, bytes[position] != UInt8(ascii: "\n") {
                        take(1, code: false, comment: true)
                    }
                } else if at("/*") {
                    readBlockComment()
                } else if bytes[position] == UInt8(ascii: "\"") {
                    readLiteral(hashes: 0)
                } else if bytes[position] == UInt8(ascii: "#"), let hashes = rawLiteral() {
                    take(hashes, code: true)
                    readLiteral(hashes: hashes)
                } else {
                    let byte = bytes[position]
                    take(1, code: true)
                    if byte == UInt8(ascii: "(") { depth += 1 }
                    if byte == UInt8(ascii: ")") {
                        if end != nil, depth == 0 { return }
                        depth -= 1
                    }
                }
            }
        }

        mutating func readBlockComment() {
            var depth = 0
            repeat {
                if at("/*") {
                    depth += 1
                    take(2, code: false, comment: true)
                } else if at("*/") {
                    depth -= 1
                    take(2, code: false, comment: true)
                } else {
                    take(1, code: false, comment: true)
                }
            } while depth > 0 && position < bytes.count
        }

        /// How many `#` stand before a quote here; nil where no raw literal begins.
        func rawLiteral() -> Int? {
            var count = 0
            while position + count < bytes.count, bytes[position + count] == UInt8(ascii: "#") { count += 1 }
            return at("\"", count) ? count : nil
        }

        func hashes(_ count: Int, after offset: Int) -> Bool {
            (0..<count).allSatisfy { at("#", offset + $0) }
        }

        mutating func readLiteral(hashes: Int) {
            let isMultiline = at("\"\"\"")
            let quotes = isMultiline ? 3 : 1
            take(quotes, code: true)
            while position < bytes.count {
                let closes = isMultiline ? at("\"\"\"") : at("\"")
                if closes, self.hashes(hashes, after: quotes) {
                    return take(quotes + hashes, code: true)
                }
                if at("\\"), self.hashes(hashes, after: 1) {
                    take(1 + hashes, code: false)
                    if at("(") {
                        take(1, code: true)
                        readCode(until: UInt8(ascii: ")"))
                    } else {
                        take(1, code: false)
                    }
                } else {
                    take(1, code: false)
                }
            }
        }
    }
}
