/// The divisions that exist today (行政区划表), from rows that the caller has read, and on request their history.
///
/// The levels and ancestors come from the digits; a row may name another parent where the digits mislead.
public struct DivisionTable: Sendable {
    /// The most rows; the whole country has about 700,000 down to villages.
    public static let rowsMax = 1_000_000

    /// One division as a source lists it.
    public struct Row: Sendable, Hashable {
        /// 2, 4, 6, 9 or 12 digits.
        public var code: String
        public var name: String
        /// The parent's code; nil to go by the digits.
        public var parent: String?

        public init(code: String, name: String, parent: String? = nil) {
            self.code = code
            self.name = name
            self.parent = parent
        }
    }

    private struct Entry: Sendable {
        let name: String
        let parent: DivisionCode?
    }

    private let entries: [DivisionCode: Entry]
    private let history: DivisionHistory?

    /// Builds the table; throws where a row cannot be read or repeats a code.
    public init(rows: [Row], history: DivisionHistory? = nil) throws(StandardsError) {
        guard rows.count <= Self.rowsMax else { throw .tooManyRows(limit: Self.rowsMax) }
        var entries: [DivisionCode: Entry] = [:]
        entries.reserveCapacity(rows.count)
        for (index, row) in rows.enumerated() {
            guard let code = DivisionCode(row.code) else { throw .notADivision(row: index + 1) }
            var parent: DivisionCode?
            if let text = row.parent {
                guard let read = DivisionCode(text), read != code else { throw .notADivision(row: index + 1) }
                parent = read
            }
            guard entries.updateValue(Entry(name: row.name, parent: parent), forKey: code) == nil else {
                throw .repeatedDivision(row: index + 1)
            }
        }
        self.entries = entries
        self.history = history
    }

    /// How many divisions there are.
    public var count: Int { entries.count }

    /// Whether the division exists today.
    public func contains(_ code: DivisionCode) -> Bool { entries[code] != nil }

    /// The division's name today; nil for a code that is not in the table.
    public func name(of code: DivisionCode) -> String? { entries[code]?.name }

    /// The level of a listed division; nil for a code that is not in the table.
    public func level(of code: DivisionCode) -> DivisionLevel? { contains(code) ? code.level : nil }

    /// The nearest listed division above: the row's own parent if it named one, else by the digits; nil at the top or for
    /// a code that is not in the table.
    public func parent(of code: DivisionCode) -> DivisionCode? {
        guard let entry = entries[code] else { return nil }
        if let parent = entry.parent { return parent }
        var above = code.parent
        while let candidate = above {
            if contains(candidate) { return candidate }
            above = candidate.parent
        }
        return nil
    }

    /// Whether `code` is `ancestor` or lies inside it. A division that is not in the table is judged by its digits.
    public func isWithin(_ code: DivisionCode, _ ancestor: DivisionCode) -> Bool {
        var current = code
        // No path of true parents is longer than the levels; a circle in the rows ends here.
        for _ in 0...DivisionLevel.allCases.count {
            if current == ancestor { return true }
            guard let above = parent(of: current) ?? current.parent else { return false }
            current = above
        }
        return false
    }

    /// The names from the province down to the division, joined: `湖南省株洲市天元区`; nil for a code not in the table.
    public func fullName(of code: DivisionCode) -> String? {
        guard contains(code) else { return nil }
        var names: [String] = []
        var current: DivisionCode? = code
        while let division = current, names.count < DivisionLevel.allCases.count {
            if let name = name(of: division) { names.append(name) }
            current = parent(of: division)
        }
        return names.reversed().joined()
    }

    /// What is known of a code in one year.
    public enum Standing: Sendable, Hashable {
        /// Listed today, and by the history already in use in that year.
        case current
        /// Listed today, but in use only since `firstYear`, after the year asked for.
        case later(firstYear: Int)
        /// No longer listed. `lastYear` is the last year in which the history records a naming of the code; when it was
        /// dropped and what followed it is not known.
        case former(lastYear: Int)
        case unknown
    }

    /// The standing of `code` in `year`. Without a history every listed code is `current`.
    public func standing(of code: DivisionCode, year: Int) -> Standing {
        let years = history?.years(of: code)
        if contains(code) {
            guard let years, years.first > year else { return .current }
            return .later(firstYear: years.first)
        }
        guard let years, years.first <= year else { return .unknown }
        return .former(lastYear: years.last)
    }
}
