import Regulation
import Store

/// How cases are read from their rows (办件行读取).
extension Cases {
    static func file(_ row: Row) throws -> CaseFile {
        CaseFile(
            id: try row.text("id"), procedure: try row.text("procedure"),
            procedureName: Bilingual(try row.text("procedure_zh"), try row.text("procedure_en")),
            profileVersion: try row.text("profile_version"), subject: try row.text("subject"),
            title: try row.text("title"), openerBody: try row.text("opener_body"),
            opener: try row.text("opener"), openedAt: Instant(milliseconds: try row.int("opened_at")),
            state: try row.bool("settled") ? .settled : row.word("state"),
            position: try row.optionalInt("position").map(Int.init), steps: [],
            wasSupplemented: try row.bool("supplemented"),
            closedAt: try row.optionalInt("closed_at").map(Instant.init(milliseconds:)), authors: [],
            provider: try row.optionalText("provider"), agreedBy: try row.optionalText("agreed_by"),
            round: 1)
    }

    static func step(_ row: Row, deciders: Set<String>) throws -> CaseStep {
        var due: CaseDue?
        if let text = try row.optionalText("due"), let date = LocalDate(text),
            let article = ArticleReference(try row.text("limit_article"))
        {
            due = CaseDue(date: date, article: article, isProvisional: try row.bool("due_provisional"))
        }
        return CaseStep(
            id: try row.text("step"), name: Bilingual(try row.text("name_zh"), try row.text("name_en")),
            role: try row.text("role"), body: try row.text("body"),
            acts: try row.text("acts").split(separator: " ").compactMap {
                Procedure.Act(rawValue: String($0))
            },
            article: try row.article("article"), due: due,
            enteredAt: try row.optionalInt("entered_at").map(Instant.init(milliseconds:)),
            doneAt: try row.optionalInt("done_at").map(Instant.init(milliseconds:)), deciders: deciders,
            allowance: try allowance(row), prolongation: try prolongation(row),
            escalation: try row.optionalInt("e_at").map { at in
                CaseEscalation(
                    body: try row.optionalText("e_body"), role: try row.optionalText("e_role"),
                    at: Instant(milliseconds: at))
            })
    }

    private static func allowance(_ row: Row) throws -> CaseAllowance? {
        guard let amount = try row.optionalInt("more_amount") else { return nil }
        return CaseAllowance(
            amount: Int(amount), unit: try row.word("more_unit"), article: try row.article("more_article"))
    }

    private static func prolongation(_ row: Row) throws -> CaseProlongation? {
        guard let amount = try row.optionalInt("p_amount") else { return nil }
        return CaseProlongation(
            amount: Int(amount), unit: try row.word("p_unit"), reasons: try row.text("p_reasons"),
            article: try row.article("p_article"), body: try row.text("p_body"), role: try row.text("p_role"),
            state: try row.word("p_state"), askedAt: Instant(milliseconds: try row.int("p_asked_at")),
            answeredAt: try row.optionalInt("p_answered_at").map(Instant.init(milliseconds:)))
    }

    static func event(_ row: Row) throws -> CaseEvent {
        CaseEvent(
            sequence: Int(try row.int("sequence")), at: Instant(milliseconds: try row.int("at")),
            kind: try row.word("kind"),
            step: Bilingual(try row.text("step_zh"), try row.text("step_en")),
            actorName: try row.text("actor_name"), body: try row.text("body"), note: try row.text("note"),
            article: try row.optionalText("article").flatMap { ArticleReference($0) })
    }
}

extension CaseFile {
    func with(steps: [CaseStep], authors: Set<String>, round: Int) -> CaseFile {
        CaseFile(
            id: id, procedure: procedure, procedureName: procedureName, profileVersion: profileVersion,
            subject: subject, title: title, openerBody: openerBody, opener: opener, openedAt: openedAt,
            state: state, position: position, steps: steps, wasSupplemented: wasSupplemented,
            closedAt: closedAt, authors: authors, provider: provider, agreedBy: agreedBy,
            round: round)
    }
}

extension CaseStep {
    /// Whether the body takes part in it: decides it, consents to more time, or was told that it is overdue.
    func concerns(_ body: String) -> Bool {
        self.body == body || prolongation?.body == body || escalation?.body == body
    }
}

extension Row {
    /// A word of a fixed list, as the schema keeps it.
    func word<T: RawRepresentable>(_ column: String) throws -> T where T.RawValue == String {
        guard let word = T(rawValue: try text(column)) else {
            throw StoreError.shape("unknown word in \(column)")
        }
        return word
    }

    fileprivate func article(_ column: String) throws -> ArticleReference {
        guard let article = ArticleReference(try text(column)) else {
            throw StoreError.shape("no article in \(column)")
        }
        return article
    }
}
