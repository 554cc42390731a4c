import Foundation
import Parties
import Regulation
import Standards
import Store

/// What a file of divisions holds (行政区划文件种类).
public enum DivisionFile: String, Sendable, Hashable, Codable, CaseIterable {
    /// `code,year,name`: the names that codes have borne and since when.
    case history
    /// `code,name`: what is in use today, at the levels that the file lists.
    case current
    /// `old,year,new`: what replaced what, from which year.
    case changes
}

/// What an import did (导入结果).
public struct DivisionImport: Sendable, Hashable {
    public let kind: DivisionFile
    public let rows: Int
    /// Codes that the table holds now.
    public let codes: Int
    /// Codes no longer in use.
    public let former: Int
    /// Those of them whose successor is known.
    public let followed: Int
}

extension DataStandards {
    /// Takes a file into the table of divisions. For issuers of standards (the authority's reviewers).
    ///
    /// Files may come in any order and again; each replaces what it says itself. Refuses with `standard-not-issuer` or
    /// `standard-file-malformed`; then nothing is changed.
    public func importDivisions(
        _ bytes: some Collection<UInt8> & Sendable, kind: DivisionFile, by actor: Actor
    ) async throws -> DivisionImport {
        try isIssuer(actor).orThrow()
        let count: Int
        let apply: @Sendable (any Session) throws -> Void
        switch kind {
        case .history:
            let rows = try CSVText.rows(bytes)
            let history: DivisionHistory
            do { history = try DivisionHistory(rows: rows) } catch {
                guard case .unreadableHistory(let row) = error else { throw CSVText.malformed(nil) }
                throw CSVText.malformed(row)
            }
            count = history.count
            apply = { try Self.keep(history, in: $0) }
        case .current:
            let rows = try Self.current(try CSVText.rows(bytes))
            count = rows.count
            apply = { try Self.keep(current: rows, in: $0) }
        case .changes:
            let rows = try Self.changes(try CSVText.rows(bytes))
            count = rows.count
            apply = { try Self.keep(changes: rows, in: $0) }
        }
        guard count > 0 else { throw CSVText.malformed(nil) }
        return try await store.write { session in
            try apply(session)
            try Self.inferSuccessors(in: session)
            try record(
                DataStandardEvents.divisionsImported, "gbt-2260", by: actor,
                [("file", kind.rawValue), ("rows", String(count))], in: session)
            return DivisionImport(
                kind: kind, rows: count, codes: Int(try session.number("SELECT count(*) FROM division_code")),
                former: Int(try session.number("SELECT count(*) FROM division_code WHERE listed = 0")),
                followed: Int(
                    try session.number(
                        "SELECT count(*) FROM division_code WHERE listed = 0 AND successor IS NOT NULL")))
        }
    }

    private static func keep(_ history: DivisionHistory, in session: any Session) throws {
        for code in history.codes {
            let namings = history.namings(of: code)
            guard let first = namings.first, let last = namings.last else { continue }
            try session.run(
                """
                INSERT INTO division_code (code, name, since) VALUES (?, ?, ?)
                ON CONFLICT (code) DO UPDATE SET since = excluded.since,
                    name = CASE WHEN division_code.listed = 1 AND division_code.since IS NULL
                        THEN division_code.name ELSE excluded.name END
                """, [.text(code.gbt2260), .text(last.name), Value(first.year)])
            for naming in namings {
                try session.run(
                    """
                    INSERT INTO division_naming (code, since, name) VALUES (?, ?, ?)
                    ON CONFLICT (code, since) DO UPDATE SET name = excluded.name
                    """, [.text(code.gbt2260), Value(naming.year), .text(naming.name)])
            }
        }
    }

    /// Two, four or six digits and a name; further columns and a header are left aside.
    private static func current(_ rows: [[String]]) throws(Refusal) -> [(code: DivisionCode, name: String)] {
        var found: [(code: DivisionCode, name: String)] = []
        for (index, row) in rows.enumerated() {
            if index == 0, row.first == "code" { continue }
            guard row.count >= 2, [2, 4, 6].contains(row[0].utf8.count), let code = DivisionCode(row[0]),
                !row[1].isEmpty, row[1].count <= 100
            else { throw CSVText.malformed(index + 1) }
            found.append((code, row[1]))
        }
        return found
    }

    private static func keep(
        current rows: [(code: DivisionCode, name: String)], in session: any Session
    ) throws {
        let levels = Set(rows.map(\.code.level))
        let codes = Set(rows.map(\.code.gbt2260))
        let known = try session.all("SELECT code FROM division_code") { try $0.text("code") }
        for text in known {
            guard let code = DivisionCode(text), levels.contains(code.level), !codes.contains(text) else {
                continue
            }
            try session.run("UPDATE division_code SET listed = 0 WHERE code = ?", [.text(text)])
        }
        for row in rows {
            try session.run(
                """
                INSERT INTO division_code (code, name) VALUES (?, ?)
                ON CONFLICT (code) DO UPDATE SET name = excluded.name, listed = 1, successor = NULL,
                    successor_since = NULL, inferred = 0
                """, [.text(row.code.gbt2260), .text(row.name)])
        }
    }

    private static func changes(
        _ rows: [[String]]
    ) throws(Refusal) -> [(old: String, year: Int, new: String)] {
        var found: [(old: String, year: Int, new: String)] = []
        for (index, row) in rows.enumerated() {
            if index == 0, row.first == "old" { continue }
            guard row.count == 3, row[0].utf8.count == 6, row[2].utf8.count == 6,
                DivisionCode(row[0]) != nil, DivisionCode(row[2]) != nil, row[0] != row[2],
                let year = Int(row[1]), (1900...2999).contains(year)
            else { throw CSVText.malformed(index + 1) }
            found.append((row[0], year, row[2]))
        }
        return found
    }

    private static func keep(
        changes rows: [(old: String, year: Int, new: String)], in session: any Session
    ) throws {
        for row in rows {
            try session.run(
                """
                INSERT INTO division_code (code, name, listed, successor, successor_since)
                VALUES (?, ?, 0, ?, ?)
                ON CONFLICT (code) DO UPDATE SET listed = 0, successor = excluded.successor,
                    successor_since = excluded.successor_since, inferred = 0
                """, [.text(row.old), .text(row.old), .text(row.new), Value(row.year)])
        }
    }

    /// A county that became a city or a district mostly keeps its name: the one code in use of its prefecture, or else
    /// of its province, whose name has the same stem is taken for its successor and marked as inferred.
    private static func inferSuccessors(in session: any Session) throws {
        try session.run(
            "UPDATE division_code SET successor = NULL, successor_since = NULL, inferred = 0 WHERE inferred = 1"
        )
        let all = try session.all("SELECT * FROM division_code", [], Self.division)
        var byPrefecture: [String: [DivisionEntry]] = [:]
        var byProvince: [String: [DivisionEntry]] = [:]
        for division in all where division.isListed && !division.code.hasSuffix("00") {
            let stem = DivisionStem.of(division.name)
            byPrefecture[division.code.prefix(4) + stem, default: []].append(division)
            byProvince[division.code.prefix(2) + stem, default: []].append(division)
        }
        for division in all
        where !division.isListed && division.successor == nil && !division.code.hasSuffix("00") {
            let stem = DivisionStem.of(division.name)
            guard stem.count > 1 else { continue }
            let near = byPrefecture[division.code.prefix(4) + stem] ?? []
            let candidates = near.isEmpty ? byProvince[division.code.prefix(2) + stem] ?? [] : near
            guard candidates.count == 1, let next = candidates.first else { continue }
            let since = try session.first(
                "SELECT since FROM division_naming WHERE code = ? AND name = ? ORDER BY since LIMIT 1",
                [.text(next.code), .text(next.name)]
            ) { try $0.int("since") }
            try session.run(
                "UPDATE division_code SET successor = ?, successor_since = ?, inferred = 1 WHERE code = ?",
                [.text(next.code), Value(since), .text(division.code)])
        }
    }
}

/// The part of a division's name that stays when its rank changes (区划专名): `监利县`, `监利市` → `监利`.
enum DivisionStem {
    private static let ranks = ["自治县", "自治旗", "林区", "特区", "矿区", "新区", "县", "市", "区", "旗"]

    static func of(_ name: String) -> String {
        for rank in ranks where name.hasSuffix(rank) && name.count > rank.count {
            return String(name.dropLast(rank.count))
        }
        return name
    }
}
