/// Where the words of a search stand in a text (高亮): ranges over the text as it was written, for pages to mark. The
/// text itself is untouched; whoever shows it escapes it.
public struct Highlight: Sendable, Hashable {
    /// A text in pieces, in order.
    public struct Piece: Sendable, Hashable {
        public let text: String
        public let isHit: Bool
    }

    /// In Unicode scalars of the text, rising and apart; at most ``rangesMax``.
    public let ranges: [Range<Int>]
    private let scalars: [Unicode.Scalar]

    public static let rangesMax = 100

    /// Looks for each word of `words` in the first 12,000 scalars of `text`.
    public init(_ words: String, in text: String) { self.init(SearchWords(words), in: text) }

    init(_ words: SearchWords, in text: String) {
        let folded = FoldedText(text, limit: SearchIndex.scalarsMax)
        scalars = Array(text.unicodeScalars)
        let found = words.words.flatMap { Self.places(of: $0.text.runs, in: folded.runs) }
        var ranges: [Range<Int>] = []
        for range in found.sorted(by: { $0.lowerBound < $1.lowerBound }) {
            if let last = ranges.last, range.lowerBound <= last.upperBound {
                ranges[ranges.count - 1] = last.lowerBound..<max(last.upperBound, range.upperBound)
            } else if ranges.count < Self.rangesMax {
                ranges.append(range)
            } else {
                break
            }
        }
        self.ranges = ranges
    }

    /// The text cut at the ranges.
    public var pieces: [Piece] {
        var pieces: [Piece] = []
        var end = 0
        func add(_ range: Range<Int>, _ isHit: Bool) {
            guard !range.isEmpty else { return }
            pieces.append(Piece(text: String(String.UnicodeScalarView(scalars[range])), isHit: isHit))
        }
        for range in ranges {
            add(end..<range.lowerBound, false)
            add(range, true)
            end = range.upperBound
        }
        add(end..<scalars.count, false)
        return pieces
    }

    /// By the rules of the index: the first run may begin within one, unless it is a word, and the last end within one.
    private static func places(of wanted: [FoldedText.Run], in runs: [FoldedText.Run]) -> [Range<Int>] {
        guard let first = wanted.first, let last = wanted.last, wanted.count <= runs.count else { return [] }
        var places: [Range<Int>] = []
        for index in 0...(runs.count - wanted.count) {
            guard places.count < rangesMax else { break }
            let run = runs[index]
            guard run.isWord == first.isWord else { continue }
            if wanted.count == 1 {
                for offset in offsets(of: first.scalars, in: run.scalars) where !run.isWord || offset == 0 {
                    places.append(run.start + offset..<run.start + offset + first.scalars.count)
                }
                continue
            }
            let lastRun = runs[index + wanted.count - 1]
            let start = run.scalars.count - first.scalars.count
            guard start >= 0, !run.isWord || start == 0,
                run.scalars.suffix(first.scalars.count) == first.scalars[...],
                zip(wanted.dropFirst().dropLast(), runs[(index + 1)...]).allSatisfy({
                    $0.scalars == $1.scalars
                }),
                lastRun.isWord == last.isWord, lastRun.scalars.starts(with: last.scalars)
            else { continue }
            places.append(run.start + start..<lastRun.start + last.scalars.count)
        }
        return places
    }

    private static func offsets(of wanted: [Unicode.Scalar], in scalars: [Unicode.Scalar]) -> [Int] {
        guard wanted.count <= scalars.count else { return [] }
        return (0...(scalars.count - wanted.count)).filter {
            scalars[$0..<($0 + wanted.count)] == wanted[...]
        }
    }
}
