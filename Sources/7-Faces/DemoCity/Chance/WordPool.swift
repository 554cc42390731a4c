/// Words drawn often (词库), kept as UTF-8 in one piece so that writing one copies bytes and nothing else.
struct WordPool: Sendable {
    private let bytes: [UInt8]
    private let ends: [Int]

    /// Words parted by blanks or line breaks.
    init(_ words: String) { self.init(words.split { $0 == " " || $0 == "\n" }.map(String.init)) }

    init(_ words: [String]) {
        var bytes: [UInt8] = []
        var ends: [Int] = []
        for word in words {
            bytes.append(contentsOf: word.utf8)
            ends.append(bytes.count)
        }
        self.bytes = bytes
        self.ends = ends
    }

    var count: Int { ends.count }

    subscript(index: Int) -> String {
        String(decoding: bytes[(index == 0 ? 0 : ends[index - 1])..<ends[index]], as: UTF8.self)
    }

    @inline(__always)
    func append(_ index: Int, to row: inout [UInt8]) {
        row.append(contentsOf: bytes[(index == 0 ? 0 : ends[index - 1])..<ends[index]])
    }
}
