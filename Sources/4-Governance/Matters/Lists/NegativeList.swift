import Cases
import Catalogue
import Parties
import Regulation
import Store
import Workbooks

/// The negative list (负面清单): what is not shared, not opened or only under conditions, as the regulation in force
/// lists it, with the written reasons of each and whether the authority has confirmed them.
///
/// Nothing of it is kept but the confirmations: the lines are the restrictions of the entries in force, so that a change
/// of an entry shows at once, and with it that what was confirmed was something else.
public struct NegativeList: Sendable {
    /// Rows of one exported file.
    public static let exportRowsMax = Catalogue.exportRowsMax

    let store: Store
    let parties: Parties
    let cases: Cases
    let catalogue: Catalogue
    let profile: Profile

    public init(store: Store, parties: Parties, cases: Cases, catalogue: Catalogue, profile: Profile) {
        self.store = store
        self.parties = parties
        self.cases = cases
        self.catalogue = catalogue
        self.profile = profile
    }

    /// The procedure whose approval confirms a restriction; nil where the regulation has none: there the reasons
    /// written in the entry and its review at publication count.
    public var filing: Procedure? { profile.procedure(RestrictionEffect.procedure) }

    /// Where the list and its confirmation are founded.
    public var article: ArticleReference? {
        profile.duty("negative-list")?.article ?? filing?.articles.first
            ?? profile.article(for: .basisRequired)
    }

    /// What the regulation lists.
    public var restrictions: [Restriction] { Restriction.listed(by: profile) }

    /// The answer to `restriction` of the filing's form that asks for this one's confirmation; nil where the form asks
    /// for none.
    public func answer(for restriction: Restriction) -> String? {
        filing?.form.first { $0.id == "restriction" }?.options.map(\.id).first { option in
            RestrictionEffect.confirmed(by: ["restriction": [option]]).contains(restriction)
        }
    }

    /// The list as it stands at the moment of asking, in the order of the entries. For people and systems of every
    /// body; who signed a confirmation is told to those who see its case.
    public func lines(_ filter: NegativeFilter, for actor: Actor) async throws -> NegativePage {
        try await store.read { session in
            var counts: [NegativeLine.State: Int] = [:]
            let source = source(filter, anyState: true)
            try session.each("SELECT \(stateSQL), count(*) \(source.sql) GROUP BY 1", source.values) { row in
                guard let state = NegativeLine.State(rawValue: try row.text(at: 0)) else { return }
                counts[state] = Int(try row.int(at: 1))
            }
            let total = filter.state.map { counts[$0] ?? 0 } ?? counts.values.reduce(0, +)
            let offset = (filter.page - 1) * filter.pageSize
            let lines =
                offset < total
                ? try numbered(
                    filter, after: nil, limit: filter.pageSize, offset: offset, for: actor, in: session
                ).map(\.line) : []
            return NegativePage(lines: lines, total: total, filter: filter, counts: counts)
        }
    }

    /// Writes the list into a new file in `directory` and answers its path (负面清单导出). For nil, the machine's owner,
    /// everything is told. Paging is not looked at. Refuses with `workbook-too-large` what has more rows than
    /// ``exportRowsMax``.
    public func export(
        _ filter: NegativeFilter, as form: TableFile.Form, for actor: Actor?, in directory: String
    ) async throws -> String {
        let table = NegativeTable(profile: profile)
        let file = try TableFile(form, table.layout, directory: directory)
        var names: [String: String] = [:]
        var last: (number: Int64, restriction: String)?
        var serial = 0
        while true {
            let after = last
            let rows = try await store.read { session in
                try numbered(filter, after: after, limit: 200, offset: 0, for: actor, in: session)
            }
            for row in rows {
                serial += 1
                guard serial <= Self.exportRowsMax else {
                    throw WorkbookCodes.tooManyRows(Self.exportRowsMax)
                }
                for body in [row.line.body, row.line.confirmation?.body].compactMap({ $0 })
                where names[body] == nil {
                    names[body] = try await parties.body(body).name
                }
                try file.write(table.row(row.line, serial: serial, names: names))
            }
            guard let end = rows.last, rows.count == 200 else { break }
            last = (end.number, end.line.restriction.rawValue)
        }
        return try file.finish()
    }

    /// The list in numbers by body, of one body or of every one: for other modules. Bodies without a line are left out.
    public func figures(
        of body: String?, staleBefore moment: Instant, in session: any Session
    ) throws -> [String: NegativeFigures] {
        let (narrowed, values) = listed(NegativeFilter(body: body))
        let isOld = "r.published_at < ?"
        var figures: [String: NegativeFigures] = [:]
        // Counted without looking for a confirmation of each: the lines that have one are counted from there.
        try session.each(
            """
            SELECT r.body, count(*), count(CASE WHEN \(isOld) THEN 1 END) FROM entry_restriction r
            WHERE \(narrowed) GROUP BY r.body
            """, [.int(moment.milliseconds)] + values
        ) { row in
            var found = NegativeFigures()
            found.counts[.unconfirmed] = try row.int(at: 1)
            found.stale = try row.int(at: 2)
            figures[try row.text(at: 0)] = found
        }
        let confirmed =
            filing == nil
            ? "entry_restriction r WHERE r.has_reason = 1"
            : """
            restriction_confirmation c JOIN entry_restriction r
                ON r.entry = c.entry AND r.restriction = c.restriction WHERE 1 = 1
            """
        try session.each(
            """
            SELECT r.body, \(stateSQL) AS state, count(*), count(CASE WHEN \(isOld) THEN 1 END) FROM \(confirmed)
                AND \(narrowed) GROUP BY 1, 2
            """, [.int(moment.milliseconds)] + values
        ) { row in
            guard let state = NegativeLine.State(rawValue: try row.text(at: 1)),
                var found = figures[try row.text(at: 0)]
            else { return }
            found.counts[state] = try row.int(at: 2)
            found.counts[.unconfirmed, default: 0] -= try row.int(at: 2)
            if state == .confirmed { found.stale -= try row.int(at: 3) }
            figures[try row.text(at: 0)] = found
        }
        return figures
    }
}
