import Regulation

/// The beginning of a file, looked at before it is read (文件开头): whether it is a workbook, and which encoding its text
/// has.
struct Window {
    private let bytes: [UInt8]

    init(_ file: OpenFile) throws {
        bytes = try Array(unsafeUninitializedCapacity: TextEncoding.windowBytes) { buffer, filled in
            let target = UnsafeMutableRawBufferPointer(buffer)
            while filled < target.count {
                let count = try file.read(into: UnsafeMutableRawBufferPointer(rebasing: target[filled...]))
                if count == 0 { break }
                filled += count
            }
        }
    }

    /// A zip file, as workbooks are, or one of the compound files that workbooks were before.
    var isPackage: Bool {
        bytes.starts(with: [0x50, 0x4B, 0x03, 0x04])
            || bytes.starts(with: [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1])
    }

    /// - Throws: ``IntakeCodes/binary`` for what is no text.
    func encoding() throws -> TextEncoding {
        let encoding = bytes.withUnsafeBytes(TextEncoding.detect)
        // Much of any binary file is well-formed GB 18030: its control characters give it away.
        if encoding == .gb18030, let place = bytes.firstIndex(where: Self.isControl) {
            let line = bytes[..<place].count { $0 == 0x0A } + 1
            throw IntakeCodes.refusal(IntakeCodes.binary, line: Int64(line))
        }
        return encoding
    }

    private static func isControl(_ byte: UInt8) -> Bool {
        byte < 0x20 && byte != 0x09 && byte != 0x0A && byte != 0x0D
    }
}
