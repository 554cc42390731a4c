import Foundation
import Parties
import Regulation
import Standards
import Store

/// One six-digit code of GB/T 2260 with its history (行政区划代码): old codes stay, told as old.
public struct DivisionEntry: Sendable, Hashable {
    public let code: String
    /// The last name it bore.
    public let name: String
    /// The first year in which the history names it; nil where no history was imported.
    public let since: Int?
    /// Whether it is in use today.
    public let isListed: Bool
    /// The code that followed one no longer in use; nil where that is not known.
    public let successor: String?
    /// The year from which the successor holds.
    public let successorSince: Int?
    /// Whether the successor was found by its name and not stated by a file.
    public let isInferred: Bool
}

/// The city's table of divisions (行政区划代码表), imported by the authority from files: this part of the standards
/// reads and keeps it.
extension DataStandards {
    /// Codes shown on one page.
    public static let divisionsMax = 100

    /// Divisions whose code begins with `words` or whose names hold them, by code, at most ``divisionsMax`` a page.
    public func divisions(
        _ words: String, formerOnly: Bool = false, page: Int = 1
    ) async throws -> (divisions: [DivisionEntry], total: Int) {
        let words = String(words.trimmingCharacters(in: .whitespaces).prefix(40))
        var conditions: [String] = []
        var values: [Value] = []
        if formerOnly { conditions.append("listed = 0") }
        if !words.isEmpty {
            if words.utf8.allSatisfy({ (0x30...0x39).contains($0) }) {
                conditions.append("code LIKE ?")
                values.append(.text(words + "%"))
            } else {
                conditions.append(
                    """
                    (name LIKE ? ESCAPE '!' OR code IN (
                        SELECT code FROM division_naming WHERE name LIKE ? ESCAPE '!'))
                    """)
                let pattern = Value.text("%" + Self.escaped(words) + "%")
                values += [pattern, pattern]
            }
        }
        let condition = conditions.isEmpty ? "" : "WHERE " + conditions.joined(separator: " AND ")
        let bound = values
        let offset = (min(max(page, 1), 1_000) - 1) * Self.divisionsMax
        return try await store.read { session in
            let total = try session.number("SELECT count(*) FROM division_code \(condition)", bound)
            let found = try session.all(
                """
                SELECT * FROM division_code \(condition) ORDER BY code
                LIMIT \(Self.divisionsMax) OFFSET \(offset)
                """, bound, Self.division)
            return (found, Int(total))
        }
    }

    /// One code with every name that it bore, the oldest first, and the old codes that it followed.
    ///
    /// Refuses with `division-code-unknown`.
    public func division(_ code: String) async throws
        -> (division: DivisionEntry, namings: [DivisionHistory.Naming], predecessors: [DivisionEntry])
    {
        try await store.read { session in
            guard
                let division = try session.first(
                    "SELECT * FROM division_code WHERE code = ?", [.text(code)], Self.division)
            else { throw Refusal(DataStandardCodes.divisionUnknown) }
            let namings = try session.all(
                "SELECT since, name FROM division_naming WHERE code = ? ORDER BY since LIMIT 100",
                [.text(code)]
            ) { DivisionHistory.Naming(year: Int(try $0.int("since")), name: try $0.text("name")) }
            let predecessors = try session.all(
                "SELECT * FROM division_code WHERE successor = ? AND listed = 0 ORDER BY code LIMIT 100",
                [.text(code)], Self.division)
            return (division, namings, predecessors)
        }
    }

    static func division(_ row: Row) throws -> DivisionEntry {
        DivisionEntry(
            code: try row.text("code"), name: try row.text("name"),
            since: try row.optionalInt("since").map(Int.init), isListed: try row.bool("listed"),
            successor: try row.optionalText("successor"),
            successorSince: try row.optionalInt("successor_since").map(Int.init),
            isInferred: try row.bool("inferred"))
    }
}
