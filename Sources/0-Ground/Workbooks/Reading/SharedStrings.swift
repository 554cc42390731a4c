import Regulation

/// The strings that cells share (共享字符串), kept as one run of bytes.
final class SharedStrings: XMLReading {
    private var bytes: [UInt8] = []
    private var ends: [Int] = []
    private var inText = false
    private var inPhonetic = false
    private let limits: WorkbookLimits

    init(limits: WorkbookLimits) { self.limits = limits }

    init(_ part: String, in package: Package, limits: WorkbookLimits) throws {
        self.limits = limits
        try package.read(part, into: self)
    }

    /// The string at `index`; nil where there is none.
    subscript(index: Int) -> String? {
        guard ends.indices.contains(index) else { return nil }
        return EscapedText.decode(bytes[(index == 0 ? 0 : ends[index - 1])..<ends[index]])
    }

    func begin(_ element: XMLName, _ attributes: XMLAttributes) {
        if element == "t" { inText = true }
        if element == "rPh" { inPhonetic = true }
    }

    func end(_ element: XMLName) throws {
        if element == "t" { inText = false }
        if element == "rPh" { inPhonetic = false }
        guard element == "si" else { return }
        ends.append(bytes.count)
        guard ends.count <= limits.sharedStringsMax else {
            throw Refusal(
                WorkbookCodes.tooLarge,
                detail: Bilingual(
                    "共享字符串超过 \(limits.sharedStringsMax) 个",
                    "more than \(limits.sharedStringsMax) shared strings"))
        }
    }

    func text(_ piece: UnsafeBufferPointer<UInt8>) throws {
        guard inText, !inPhonetic else { return }
        guard bytes.count + piece.count <= limits.sharedStringBytesMax else {
            throw Refusal(
                WorkbookCodes.tooLarge,
                detail: Bilingual(
                    "共享字符串超过 \(limits.sharedStringBytesMax) 字节",
                    "the shared strings are over \(limits.sharedStringBytesMax) bytes"))
        }
        bytes.append(contentsOf: piece)
    }
}
