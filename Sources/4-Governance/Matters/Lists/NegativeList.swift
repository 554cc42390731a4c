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
/// of an entry shows at once, and with it that what was confirmed was an earlier version.
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
                ? try lines(
                    filter, after: nil, limit: filter.pageSize, offset: offset, for: actor, in: session)
                : []
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
                guard serial <= Self.exportRowsMax else { throw tooManyRows }
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

    private var tooManyRows: Refusal {
        Refusal(
            WorkbookCodes.tooLarge,
            detail: Bilingual(
                "超过 \(Self.exportRowsMax) 行，请按单位分别导出", "more than \(Self.exportRowsMax) rows: export by body")
        )
    }

    // MARK: Reading

    private func lines(
        _ filter: NegativeFilter, after: (number: Int64, restriction: String)?, limit: Int, offset: Int,
        for actor: Actor?, in session: any Session
    ) throws -> [NegativeLine] {
        try numbered(filter, after: after, limit: limit, offset: offset, for: actor, in: session)
            .map(\.line)
    }

    /// Lines with the numbers of their entries, in that order.
    private func numbered(
        _ filter: NegativeFilter, after: (number: Int64, restriction: String)?, limit: Int, offset: Int,
        for actor: Actor?, in session: any Session
    ) throws -> [(number: Int64, line: NegativeLine)] {
        var (sql, values) = source(filter, anyState: false)
        if let after {
            sql += " AND (r.number > ? OR (r.number = ? AND r.restriction > ?))"
            values += [.int(after.number), .int(after.number), .text(after.restriction)]
        }
        let found = try session.all(
            """
            SELECT r.entry, r.number, r.restriction, \(stateSQL) AS state, c.version AS c_version,
                c.matter AS c_matter, c.body AS c_body, c.actor AS c_actor, c.article AS c_article,
                c.confirmed_at AS c_at \(sql)
            ORDER BY r.number, r.restriction LIMIT \(limit) OFFSET \(offset)
            """, values, Found.init)
        return try found.map { ($0.number, try line($0, for: actor, in: session)) }
    }

    private func line(_ found: Found, for actor: Actor?, in session: any Session) throws -> NegativeLine {
        let entry = try catalogue.entry(id: found.entry, in: session)
        let content = entry.content
        let own = found.restriction.reason(in: content)
        var (reasons, basis) = (own, found.restriction.isOfSharing ? content.sharingBasis : "")
        var confirmation: RestrictionConfirmation?
        if let filed = found.filed {
            let matter = try matter(filed.matter, in: session)
            reasons = matter.answers["reasons"]?.first ?? own
            basis = matter.answers["basis"]?.first ?? basis
            let file = try cases.file(matter.caseID, in: session)
            let isVisible = actor.map { cases.isVisible(file, to: $0) } ?? true
            confirmation = RestrictionConfirmation(
                version: filed.version, body: filed.body,
                signer: isVisible ? try name(of: filed.actor, in: session) : nil, at: filed.at,
                article: filed.article, caseID: isVisible ? file.id : nil)
        } else if filing == nil, found.state == .confirmed, let published = entry.publishedAt {
            confirmation = try review(of: entry, at: published, for: actor, in: session)
        }
        return NegativeLine(
            id: entry.id, code: entry.code ?? "", name: content.name, body: entry.body,
            version: entry.version, publishedAt: entry.publishedAt ?? entry.updatedAt,
            restriction: found.restriction, items: found.restriction.items(in: content), reasons: reasons,
            basis: basis, state: found.state, confirmation: confirmation)
    }

    /// The review at publication, which counts where no procedure files restrictions.
    private func review(
        of entry: Entry, at published: Instant, for actor: Actor?, in session: any Session
    ) throws -> RestrictionConfirmation? {
        let reviewed = try session.first(
            "SELECT review_case FROM entry_version WHERE entry = ? AND version = ?",
            [.text(entry.id), Value(entry.version)]
        ) { try $0.optionalText("review_case") }
        guard let id = reviewed.flatMap({ $0 }) else { return nil }
        let file = try cases.file(id, in: session)
        let isVisible = actor.map { cases.isVisible(file, to: $0) } ?? true
        return RestrictionConfirmation(
            version: entry.version, body: file.steps.last?.body,
            signer: isVisible
                ? try name(of: try cases.lastApprover(of: file.id, in: session), in: session) : nil,
            at: published,
            article: file.steps.last?.article, caseID: isVisible ? file.id : nil)
    }

    /// The name of whoever the ledger names `person:<id>`.
    private func name(of actor: String?, in session: any Session) throws -> String? {
        guard let actor, actor.hasPrefix("person:") else { return nil }
        return try parties.person(String(actor.dropFirst("person:".count)), in: session)?.name
    }

    private func matter(_ id: String, in session: any Session) throws -> (
        answers: MatterAnswers, caseID: String
    ) {
        let found = try session.first(
            "SELECT coalesce(settled, answers) AS answers, case_id FROM matter WHERE id = ?", [.text(id)]
        ) { row in
            (
                try StoredJSON.value(
                    MatterAnswers.self, in: try row.text("answers"), of: "the answers of a matter"),
                try row.text("case_id")
            )
        }
        guard let found else { throw Refusal(MattersCodes.notFound) }
        return found
    }

    /// `FROM …` and `WHERE …` with the values that they bind.
    private func source(_ filter: NegativeFilter, anyState: Bool) -> (sql: String, values: [Value]) {
        let listed = restrictions.filter { filter.restriction == nil || filter.restriction == $0 }
        let marks = listed.isEmpty ? "''" : listed.map { _ in "?" }.joined(separator: ", ")
        var sql = """
            FROM entry_restriction r LEFT JOIN restriction_confirmation c
                ON c.entry = r.entry AND c.restriction = r.restriction
            WHERE r.restriction IN (\(marks))
            """
        var values: [Value] = listed.map { .text($0.rawValue) }
        if let body = filter.body {
            sql += " AND r.body = ?"
            values.append(.text(body))
        }
        if let state = filter.state, !anyState {
            sql += " AND \(stateSQL) = ?"
            values.append(.text(state.rawValue))
        }
        return (sql, values)
    }

    private var stateSQL: String { Self.stateSQL(hasFiling: filing != nil) }

    /// The state of a line over `entry_restriction` as `r` and `restriction_confirmation` as `c`.
    static func stateSQL(hasFiling: Bool) -> String {
        hasFiling
            ? """
            CASE WHEN c.entry IS NULL THEN 'unconfirmed' WHEN c.version = r.version THEN 'confirmed'
                ELSE 'lapsed' END
            """ : "CASE WHEN r.has_reason = 1 THEN 'confirmed' ELSE 'unconfirmed' END"
    }

    /// A row of the list before its entry is read.
    private struct Found {
        let entry: String
        let number: Int64
        let restriction: Restriction
        let state: NegativeLine.State
        let filed: Filed?

        struct Filed {
            let version: Int
            let matter: String
            let body: String?
            let actor: String?
            let article: ArticleReference?
            let at: Instant
        }

        init(_ row: Row) throws {
            entry = try row.text("entry")
            number = try row.int("number")
            guard let restriction = Restriction(rawValue: try row.text("restriction")),
                let state = NegativeLine.State(rawValue: try row.text("state"))
            else { throw StoreError.shape("unknown word in the negative list") }
            self.restriction = restriction
            self.state = state
            filed = try row.optionalText("c_matter").map { matter in
                Filed(
                    version: Int(try row.int("c_version")), matter: matter,
                    body: try row.optionalText("c_body"), actor: try row.optionalText("c_actor"),
                    article: try row.optionalText("c_article").flatMap { ArticleReference($0) },
                    at: Instant(milliseconds: try row.int("c_at")))
            }
        }
    }
}

extension Restriction {
    fileprivate var isOfSharing: Bool { self == .conditional || self == .notShared }
}
