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

    /// Takes rows of code, year and name, as they stand in a file without a header.
    public init(rows: [[String]]) throws(StandardsError) {
        guard rows.count <= Self.rowsMax else { throw .tooManyRows(limit: Self.rowsMax) }
        var namings: [DivisionCode: [Naming]] = [:]
        for (index, row) in rows.enumerated() {
            guard let (code, naming) = Self.read(row) else { throw .unreadableHistory(row: index + 1) }
            namings[code, default: []].append(naming)
        }
        self.namings = namings.mapValues { $0.sorted { $0.year < $1.year } }
    }

    private static func read(_ row: [String]) -> (DivisionCode, Naming)? {
        guard row.count == 3, row[0].utf8.count == 6, let code = DivisionCode(row[0]),
            row[1].utf8.count == 4, let year = Int(row[1]), year >= 1000, !row[2].isEmpty
        else { return nil }
        return (code, Naming(year: year, name: row[2]))
    }

    /// How many codes the history knows.
    public var count: Int { namings.count }

    /// Every code, in order.
    public var codes: [DivisionCode] { namings.keys.sorted() }

    /// Every name of the code, the oldest first; empty for an unknown code.
    public func namings(of code: DivisionCode) -> [Naming] { namings[code] ?? [] }
}
