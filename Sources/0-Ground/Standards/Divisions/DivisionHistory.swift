/// The names that codes of GB/T 2260 have borne since 1980 (行政区划沿革), each with the year in which it began.
///
/// Identity numbers keep the code of the place and time of first registration, so old codes stay meaningful.
public struct DivisionHistory: Sendable {
    /// The most rows.
    public static let rowsMax = 100_000

    /// One name of a code and the first year that bore it.
    public struct Naming: Sendable, Hashable {
        public let year: Int
        public let name: String

        public init(year: Int, name: String) {
            self.year = year
            self.name = name
        }
    }

    private let namings: [DivisionCode: [Naming]]

    /// Reads lines `code,year,name` without a header; blank lines are skipped.
    public init(text: String) throws(StandardsError) {
        var namings: [DivisionCode: [Naming]] = [:]
        var row = 0
        for line in text.utf8.split(omittingEmptySubsequences: false, whereSeparator: { $0 == 0x0A }) {
            row += 1
            guard row <= Self.rowsMax else { throw .tooManyRows(limit: Self.rowsMax) }
            let ended = line.last == 0x0D ? line.dropLast() : line
            if ended.isEmpty { continue }
            guard let (code, naming) = Self.read(Substring(ended)) else { throw .unreadableHistory(row: row) }
            namings[code, default: []].append(naming)
        }
        self.namings = namings.mapValues { $0.sorted { $0.year < $1.year } }
    }

    private static func read(_ line: Substring) -> (DivisionCode, Naming)? {
        let fields = line.split(separator: ",", omittingEmptySubsequences: false)
        guard fields.count == 3, fields[0].utf8.count == 6, let code = DivisionCode(fields[0]),
            fields[1].utf8.count == 4, let year = Int(fields[1]), year >= 1000, !fields[2].isEmpty
        else { return nil }
        return (code, Naming(year: year, name: String(fields[2])))
    }

    /// How many codes the history knows.
    public var count: Int { namings.count }

    /// Every code, in order.
    public var codes: [DivisionCode] { namings.keys.sorted() }

    /// Every name of the code, the oldest first; empty for an unknown code.
    public func namings(of code: DivisionCode) -> [Naming] { namings[code] ?? [] }

    /// The name that the code bore in `year`; nil before its first.
    public func name(of code: DivisionCode, year: Int) -> String? {
        namings(of: code).last { $0.year <= year }?.name
    }

    /// The first and last year in which a name of the code began; nil for an unknown code.
    func years(of code: DivisionCode) -> (first: Int, last: Int)? {
        guard let first = namings[code]?.first, let last = namings[code]?.last else { return nil }
        return (first.year, last.year)
    }
}
