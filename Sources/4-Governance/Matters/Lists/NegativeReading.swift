import Cases
import Catalogue
import Parties
import Regulation
import Store

/// Reading the lines of the negative list from the restrictions in force and what was confirmed of them (负面清单读取).
extension NegativeList {
    /// Lines with the numbers of their entries, in that order.
    func numbered(
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
        var (reasons, basis) = (own, found.restriction.basis(in: content))
        var confirmation: RestrictionConfirmation?
        if let filed = found.filed {
            let matter = try matter(filed.matter, in: session)
            if found.state == .confirmed {
                reasons = matter.answers["reasons"]?.first ?? own
                basis = matter.answers["basis"]?.first ?? basis
            }
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
    func source(_ filter: NegativeFilter, anyState: Bool) -> (sql: String, values: [Value]) {
        let lines = listed(filter)
        var values = lines.values
        var sql = """
            FROM entry_restriction r LEFT JOIN restriction_confirmation c
                ON c.entry = r.entry AND c.restriction = r.restriction
            WHERE \(lines.sql)
            """
        if let state = filter.state, !anyState {
            sql += " AND \(stateSQL) = ?"
            values.append(.text(state.rawValue))
        }
        return (sql, values)
    }

    /// Which lines over `entry_restriction` as `r` the list has, in whatever state.
    func listed(_ filter: NegativeFilter) -> (sql: String, values: [Value]) {
        let listed = restrictions.filter { filter.restriction == nil || filter.restriction == $0 }
        let marks = listed.isEmpty ? "''" : listed.map { _ in "?" }.joined(separator: ", ")
        let values: [Value] = listed.map { .text($0.rawValue) }
        guard let body = filter.body else { return ("r.restriction IN (\(marks))", values) }
        return ("r.restriction IN (\(marks)) AND r.body = ?", values + [.text(body)])
    }

    /// The state of a line over `entry_restriction` as `r` and `restriction_confirmation` as `c`.
    var stateSQL: String {
        filing != nil
            ? """
            CASE WHEN c.entry IS NULL THEN 'unconfirmed' WHEN c.version >= r.since THEN 'confirmed'
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
