import Guomi
import Ledger
import Notices
import Parties
import Regulation
import Store

/// Looking at a project and saying so (审查与出具意见).
extension Projects {
    /// How the project stands before a gate at this moment: a look that anybody who sees the project may take at any
    /// time (自查). Nothing is kept of it.
    public func check(_ gate: ProjectGate.ID, of id: String, for actor: Actor) async throws -> GateReport {
        let gate = try self.gate(gate)
        let today = today
        return try await store.read { session in
            let project = try visible(id, to: actor, in: session)
            return try report(gate, of: project, today, in: session)
        }
    }

    /// How the project stands before every gate of the regulation, of one look at what is on record (自查).
    public func checks(of id: String, for actor: Actor) async throws -> [ProjectGate.ID: GateReport] {
        let today = today
        return try await store.read { session in
            let project = try visible(id, to: actor, in: session)
            guard !profile.projectGates.isEmpty else { return [:] }
            let check = GateCheck(
                content: project.content, facts: try facts(project, today: today, in: session))
            return Dictionary(profile.projectGates.map { ($0.id, check($0)) }) { first, _ in first }
        }
    }

    /// Issues a numbered statement on the project at a gate (出具审查意见), which supersedes the one before it on the
    /// same gate. Its number is the next of the year; number and statement are one transaction, so that no number is
    /// given twice and none is left out.
    ///
    /// What is on record is read before the write, which takes no longer than it must; where the project was changed in
    /// between, refuses with `project-changed-meanwhile`.
    ///
    /// Order of refusal: not found, not the authority's, own project, no such gate, the note, project closed.
    @discardableResult
    public func issue(
        _ gate: ProjectGate.ID, of id: String, note: String = "", by actor: Actor
    ) async throws -> Statement {
        let today = today
        let (looked, found) = try await store.read { session in
            let (project, gate) = try issuable(gate, of: id, note, by: actor, in: session)
            return (project.revision, try report(gate, of: project, today, in: session))
        }
        return try await store.write { session in
            let (project, gate) = try issuable(gate, of: id, note, by: actor, in: session)
            guard project.revision == looked else { throw Refusal(ProjectsCodes.changedMeanwhile) }
            let before = try newest(gate.id, of: id, in: session)
            let number = try nextNumber(of: today.year, in: session)
            let content = StatementContent(
                title: profile.statementNumber(number, of: today.year), profile: profile.id,
                profileVersion: profile.version, projectName: project.content.name,
                projectNumber: project.content.number,
                bodyName: try parties.body(project.body, in: session).name, stage: project.stage,
                revision: project.revision, report: found, note: note, authority: actor.body.name,
                issuer: actor.displayName, date: today, supersededTitle: before?.content.title)
            let statement = try keep(content, number, of: project, after: before, in: session)
            try tell(statement, of: project, gate, by: actor, in: session)
            return statement
        }
    }

    /// The project and the gate, where `actor` may issue a statement with this note now.
    private func issuable(
        _ gate: ProjectGate.ID, of id: String, _ note: String, by actor: Actor, in session: any Session
    ) throws -> (Project, ProjectGate) {
        let project = try visible(id, to: actor, in: session)
        try mayIssue(project, authors: try authors(of: id, in: session), actor).orThrow()
        let gate = try self.gate(gate)
        guard note.unicodeScalars.count <= StatementContent.noteMax else {
            throw Refusal(
                ProjectsCodes.fieldMalformed, article: gate.conditions.first?.article ?? article,
                detail: Bilingual(
                    "意见至多\(StatementContent.noteMax)字", "at most \(StatementContent.noteMax) characters"),
                field: "note")
        }
        if project.stage.isFinal {
            throw Refusal(ProjectsCodes.closed, article: gate.conditions.first?.article ?? article)
        }
        return (project, gate)
    }

    private func report(
        _ gate: ProjectGate, of project: Project, _ today: LocalDate, in session: any Session
    ) throws -> GateReport {
        GateCheck(content: project.content, facts: try facts(project, today: today, in: session))(gate)
    }

    /// The row of the year holds the last number: whoever counts it up holds it until the statement is written.
    private func nextNumber(of year: Int, in session: any Session) throws -> Int64 {
        try session.number(
            """
            INSERT INTO statement_sequence (year, last) VALUES (?, 1)
            ON CONFLICT (year) DO UPDATE SET last = statement_sequence.last + 1 RETURNING last
            """, [Value(year)])
    }

    private func keep(
        _ content: StatementContent, _ number: Int64, of project: Project, after before: Statement?,
        in session: any Session
    ) throws -> Statement {
        let id = surroundings.newID()
        let text = try StoredJSON.text(content)
        let digest = try Self.digest(text)
        try session.run(
            """
            INSERT INTO project_statement (id, year, number, project, body, gate, conclusion, supersedes, content,
                digest, issued_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                .text(id), Value(content.date.year), .int(number), .text(project.id), .text(project.body),
                .text(content.report.gate.rawValue), .text(content.report.conclusion.rawValue),
                Value(before?.id), .text(text), .text(digest),
                .int(surroundings.now().milliseconds),
            ])
        for result in content.report.results {
            try session.run(
                """
                INSERT INTO project_finding (statement, condition, article, met, decisive)
                VALUES (?, ?, ?, ?, ?)
                """,
                [
                    .text(id), .text(result.fact.rawValue), .text(result.article.description),
                    Value(result.isMet), Value(result.isDecisive),
                ])
        }
        try session.run(
            """
            INSERT INTO project_gate (project, gate, statement) VALUES (?, ?, ?)
            ON CONFLICT (project, gate) DO UPDATE SET statement = excluded.statement
            """, [.text(project.id), .text(content.report.gate.rawValue), .text(id)])
        try session.run(
            "DELETE FROM project_request WHERE project = ? AND gate = ?",
            [.text(project.id), .text(content.report.gate.rawValue)])
        return try statement(id, in: session)
    }

    private func tell(
        _ statement: Statement, of project: Project, _ gate: ProjectGate, by actor: Actor,
        in session: any Session
    ) throws {
        let content = statement.content
        let article =
            content.report.results.first { !$0.isMet && $0.isDecisive }?.article
            ?? gate.conditions.first?.article
        try notices.tell(
            NoticeDraft(
                title: Bilingual(
                    "已出具\(content.title.zh)：\(content.report.conclusion.word.zh)",
                    "Issued: \(content.title.en). \(content.report.conclusion.word.en)"),
                text: content.projectName,
                subject: "statement:\(statement.id)", article: article),
            to: [project.body], in: session)
        try record(
            ProjectsEvents.issued, project.id, by: actor,
            [
                ("statement", statement.id), ("year", String(statement.year)),
                ("number", String(statement.number)), ("gate", gate.id.rawValue),
                ("conclusion", content.report.conclusion.rawValue), ("digest", statement.digest),
                ("supersedes", statement.supersedes?.id ?? ""),
            ],
            article: article, in: session)
    }

    static func digest(_ text: String) throws -> String {
        try SM3.digest(Array(text.utf8)).map { byte in
            let digits = String(byte, radix: 16)
            return digits.count == 1 ? "0" + digits : digits
        }.joined()
    }
}
