import Protection
import Standards

/// Writes values straight into a JSON body (应答编码), so that nothing stands between the page and the answer.
enum JSONText {
    /// The value as granted: masked or digested text, or the plain value by the item's type.
    static func append(
        _ value: UnsafeRawBufferPointer, of compiled: CompiledGrant.CompiledItem, to body: inout [UInt8]
    ) {
        if compiled.granted.transform == .none {
            switch compiled.item.type {
            case .integer, .numeric, .currency, .double, .float:
                body.append(contentsOf: value)
                return
            case .logical:
                body.append(contentsOf: (value.elementsEqual([0x31]) ? "true" : "false").utf8)
                return
            default: break
            }
        }
        if compiled.granted.transform == .none {
            body.append(0x22)
            escape(value, to: &body)
            body.append(0x22)
            return
        }
        var transformed: [UInt8] = []
        guard compiled.transform.apply(value, to: &transformed) else {
            body.append(contentsOf: "null".utf8)
            return
        }
        body.append(0x22)
        transformed.withUnsafeBytes { escape($0, to: &body) }
        body.append(0x22)
    }

    /// RFC 8259: quotation mark, backslash and control characters are escaped; everything else is UTF-8 as it is.
    static func escape(_ text: UnsafeRawBufferPointer, to body: inout [UInt8]) {
        var clean = text.startIndex
        for index in text.indices {
            let byte = text[index]
            guard byte < 0x20 || byte == 0x22 || byte == 0x5C else { continue }
            body.append(contentsOf: text[clean..<index])
            clean = index + 1
            switch byte {
            case 0x0A: body.append(contentsOf: "\\n".utf8)
            case 0x0D: body.append(contentsOf: "\\r".utf8)
            case 0x09: body.append(contentsOf: "\\t".utf8)
            case 0x22, 0x5C: body.append(contentsOf: [0x5C, byte])
            default:
                let digits = Array("0123456789abcdef".utf8)
                body.append(contentsOf: "\\u00".utf8)
                body.append(contentsOf: [digits[Int(byte >> 4)], digits[Int(byte & 15)]])
            }
        }
        body.append(contentsOf: text[clean...])
    }
}
