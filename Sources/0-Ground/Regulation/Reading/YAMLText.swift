import Yams

/// Turns the text of a file into one YAML tree, within bounds.
///
/// Aliases are refused, because a few lines of them unfold without end; so are depth and size beyond what a
/// person writes. Everything that libyaml rejects comes back as a finding at its line.
enum YAMLText {
    static let bytesMax = 1_048_576
    /// Brackets that may stand open at once.
    static let openBracketsMax = 32
    /// Columns of blanks, dashes and question marks that may lead a line.
    static let indentMax = 64

    static func tree(_ text: String, log: ReadingLog) -> Node? {
        guard text.utf8.count <= bytesMax else {
            log.report(
                .fileTooLarge, at: .start, "文件超过 \(bytesMax) 字节",
                "the file is larger than \(bytesMax) bytes")
            return nil
        }
        guard withinBounds(text, log: log) else { return nil }
        do {
            guard let node = try Parser(yaml: text, encoding: .utf8).singleRoot() else {
                log.report(.yamlMalformed, at: .start, "文件为空", "the file is empty")
                return nil
            }
            return node
        } catch let error as YamlError {
            report(error, text: text, log: log)
        } catch {
            log.report(.yamlMalformed, at: .start, "无法解析 YAML", "the YAML cannot be read")
        }
        return nil
    }

    /// Looks at the bytes alone, before any tree is built: depth and aliases.
    private static func withinBounds(_ text: String, log: ReadingLog) -> Bool {
        var (line, column, open, indent) = (1, 0, 0, 0)
        var (leading, startsToken, previous) = (true, true, UInt8(ascii: "\n"))
        var pending: Place?
        for byte in text.utf8 {
            if let place = pending, !isBlank(byte) {
                log.report(
                    .yamlAlias, at: place, "不接受 YAML 锚点与别名，请写出全文",
                    "YAML anchors and aliases are not accepted; write the text out")
                return false
            }
            pending = nil
            if byte == UInt8(ascii: "\n") {
                (line, column, indent, leading, startsToken) = (line + 1, 0, 0, true, true)
                previous = byte
                continue
            }
            // Continuation bytes of UTF-8 are no columns of their own.
            if byte & 0xC0 != 0x80 { column += 1 }
            if leading {
                leading = isBlank(byte) || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "?")
                indent += 1
            }
            switch byte {
            case UInt8(ascii: "["), UInt8(ascii: "{"): open += 1
            case UInt8(ascii: "]"), UInt8(ascii: "}"): open = max(0, open - 1)
            case UInt8(ascii: "&"), UInt8(ascii: "*"):
                if startsToken { pending = Place(line: line, column: column) }
            default: break
            }
            if open > openBracketsMax || indent > indentMax {
                log.report(
                    .yamlTooDeep, at: Place(line: line, column: max(1, column)), "嵌套过深",
                    "nested too deeply")
                return false
            }
            startsToken = opensToken(byte, after: previous, startsToken: startsToken)
            previous = byte
        }
        return true
    }

    private static func isBlank(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") || byte == UInt8(ascii: "\n")
            || byte == UInt8(ascii: "\r")
    }

    /// Whether a token may begin right after `byte`.
    private static func opensToken(_ byte: UInt8, after previous: UInt8, startsToken: Bool) -> Bool {
        switch byte {
        case UInt8(ascii: "["), UInt8(ascii: "{"), UInt8(ascii: ","): true
        case UInt8(ascii: " "), UInt8(ascii: "\t"):
            startsToken || previous == UInt8(ascii: ":") || previous == UInt8(ascii: "-")
                || previous == UInt8(ascii: "?")
        default: false
        }
    }

    private static func report(_ error: YamlError, text: String, log: ReadingLog) {
        switch error {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            log.report(
                .yamlMalformed, at: Place(line: mark.line, column: mark.column), "YAML 格式错误",
                "not well-formed YAML: \(problem)")
        case .duplicatedKeysInMapping(let keys, let context):
            let names = keys.prefix(5).joined(separator: ", ")
            log.report(
                .duplicateKey, at: Place(line: context.mark.line, column: context.mark.column),
                "键重复：\(names)", "written more than once: \(names)")
        case .reader(let problem, let offset, _, _):
            let before = text.prefix(offset ?? 0)
            let line = before.reduce(into: 1) { if $1.isNewline { $0 += 1 } }
            log.report(
                .yamlMalformed, at: Place(line: line, column: 1), "文件含有无法读取的字符",
                "a character cannot be read: \(problem)")
        default:
            log.report(.yamlMalformed, at: .start, "无法解析 YAML", "the YAML cannot be read")
        }
    }
}
