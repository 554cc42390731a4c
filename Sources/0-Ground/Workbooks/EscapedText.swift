/// Characters that XML cannot hold, as workbooks write them (转义文本): `_x000D_` for a carriage return, `_x005F_` for
/// an underscore that would begin such a form.
enum EscapedText {
    /// `text` with every control character but tab and line feed in its escaped form.
    static func encode(_ text: String) -> String {
        let needs = text.utf8.contains { $0 < 0x20 && $0 != 0x09 && $0 != 0x0A || $0 == 0x5F || $0 == 0xEF }
        guard needs else { return text }
        let bytes = Array(text.utf8)
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count + 16)
        for (index, byte) in bytes.enumerated() {
            if byte < 0x20, byte != 0x09, byte != 0x0A {
                result += form(byte)
            } else if byte == 0x5F, code(in: bytes, at: index) != nil {
                result += form(byte)
            } else {
                result.append(byte)
            }
        }
        // U+FFFE and U+FFFF are no characters; nothing can keep them.
        var kept = String(decoding: result, as: UTF8.self)
        if kept.unicodeScalars.contains(where: { $0.value & 0xFFFE == 0xFFFE }) {
            kept.unicodeScalars.removeAll { $0.value & 0xFFFE == 0xFFFE }
        }
        return kept
    }

    /// The text that `bytes` of a cell stand for.
    static func decode(_ bytes: some RandomAccessCollection<UInt8>) -> String {
        let hasForms = zip(bytes, bytes.dropFirst()).contains { $0 == 0x5F && $1 == 0x78 }
        guard hasForms else { return String(decoding: bytes, as: UTF8.self) }
        let bytes = Array(bytes)
        var result: [UInt8] = []
        var index = 0
        while index < bytes.count {
            if bytes[index] == 0x5F, let value = code(in: bytes, at: index),
                let scalar = Unicode.Scalar(value)
            {
                result += Array(String(Character(scalar)).utf8)
                index += 7
            } else {
                result.append(bytes[index])
                index += 1
            }
        }
        return String(decoding: result, as: UTF8.self)
    }

    /// The value of a form `_xHHHH_` at `index`.
    private static func code(in bytes: [UInt8], at index: Int) -> UInt32? {
        guard index + 7 <= bytes.count, bytes[index + 1] == 0x78, bytes[index + 6] == 0x5F else { return nil }
        var value: UInt32 = 0
        for byte in bytes[(index + 2)..<(index + 6)] {
            switch byte {
            case 0x30...0x39: value = value << 4 | UInt32(byte - 0x30)
            case 0x41...0x46, 0x61...0x66: value = value << 4 | UInt32((byte & 0x0F) + 9)
            default: return nil
            }
        }
        return value
    }

    private static func form(_ byte: UInt8) -> [UInt8] {
        let digits = Array("0123456789ABCDEF".utf8)
        return Array("_x00".utf8) + [digits[Int(byte >> 4)], digits[Int(byte & 15)], 0x5F]
    }
}
