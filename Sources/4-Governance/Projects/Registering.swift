import Catalogue
import Notices
import Parties
import Regulation
import Store

/// Registering projects, changing them, and moving them on (项目登记).
extension Projects {
    /// Registers a project of the actor's body. Everything that is wrong with it is told at once.
    @discardableResult
    public func register(_ content: ProjectContent, by actor: Actor) async throws -> Project {
        try mayKeep(actor.body.id, actor).orThrow()
        return try await store.write { session in
            let content = try checked(content, of: actor.body.id, in: session)
            try free(content.number, of: actor.body.id, except: "", in: session)
            let id = surroundings.newID()
            let now = surroundings.now().milliseconds
            try session.run(
                """
                INSERT INTO project (id, body, number, name, stage, content, revision, has_budget, created_at,
                    updated_at)
                VALUES (?, ?, ?, ?, 'proposed', ?, 1, ?, ?, ?)
                """,
                [
                    .text(id), .text(actor.body.id), .text(content.number), .text(content.name),
                    .text(try StoredJSON.text(content)), Value(content.budget != nil), .int(now), .int(now),
                ])
            try author(id, actor, in: session)
            try record(
                ProjectsEvents.registered, id, by: actor, [("number", content.number)], in: session)
            return try project(id, in: session)
        }
    }

    /// Changes what is registered. `revision` is that on which the change is based: an older one is refused with
    /// `project-changed-meanwhile`. Statements issued before speak of what they looked at.
    @discardableResult
    public func change(
        _ id: String, to content: ProjectContent, revision: Int64, by actor: Actor
    ) async throws -> Project {
        try await store.write { session in
            let old = try visible(id, to: actor, in: session)
            try mayKeep(old.body, actor).orThrow()
            if old.stage.isFinal { throw Refusal(ProjectsCodes.closed, article: article) }
            guard old.revision == revision else { throw Refusal(ProjectsCodes.changedMeanwhile) }
            let content = try checked(content, of: old.body, in: session)
            try free(content.number, of: old.body, except: id, in: session)
            if content == old.content { return old }
            try session.run(
                """
                UPDATE project SET number = ?, name = ?, content = ?, has_budget = ?, revision = revision + 1,
                    updated_at = ? WHERE id = ?
                """,
                [
                    .text(content.number), .text(content.name), .text(try StoredJSON.text(content)),
                    Value(content.budget != nil), .int(surroundings.now().milliseconds), .text(id),
                ])
            try author(id, actor, in: session)
            try record(
                ProjectsEvents.changed, id, by: actor, [("revision", String(revision + 1))], in: session)
            return try project(id, in: session)
        }
    }

    /// Moves a project on to one of the stages that follow its own; else refuses with `project-stage-skipped`, or
    /// `project-closed` where nothing follows and for the way back. Where the regulation has a gate before that stage, the newest statement on it must open
    /// it for the project as it now is; else refuses with `project-gate-closed`. What the authority was asked of a project
    /// that is over, it is asked no more.
    @discardableResult
    public func advance(_ id: String, to stage: Project.Stage, by actor: Actor) async throws -> Project {
        try await store.write { session in
            let old = try visible(id, to: actor, in: session)
            try mayKeep(old.body, actor).orThrow()
            if old.stage == stage { return old }
            if old.stage.isFinal || stage == .proposed {
                throw Refusal(ProjectsCodes.closed, article: article, field: "stage")
            }
            guard old.stage.next.contains(stage) else {
                throw Refusal(
                    ProjectsCodes.stageSkipped, article: article,
                    detail: Bilingual(
                        "可以进入：\(old.stage.next.map(\.word.zh).joined(separator: "、"))",
                        "what may follow: \(old.stage.next.map(\.word.en).joined(separator: ", "))"),
                    field: "stage")
            }
            try passed(stage, old, in: session)
            try session.run(
                "UPDATE project SET stage = ?, updated_at = ? WHERE id = ?",
                [.text(stage.rawValue), .int(surroundings.now().milliseconds), .text(id)])
            if stage.isFinal {
                try session.run("DELETE FROM project_request WHERE project = ?", [.text(id)])
            }
            try record(
                ProjectsEvents.advanced, id, by: actor,
                [("from", old.stage.rawValue), ("to", stage.rawValue)],
                in: session)
            return try project(id, in: session)
        }
    }

    private func passed(_ stage: Project.Stage, _ project: Project, in session: any Session) throws {
        guard let gate = stage.gate.flatMap({ profile.projectGate($0) }) else { return }
        let statement = try newest(gate.id, of: project.id, in: session)
        if let statement, statement.content.revision == project.revision,
            statement.content.report.conclusion.opens
        {
            return
        }
        let detail: Bilingual
        if let statement, statement.content.revision != project.revision {
            let title = statement.content.title
            detail = Bilingual(
                "\(title.zh)之后项目内容有改动，需要重新审查", "the project was changed after \(title.en): review it anew")
        } else if let statement {
            let title = statement.content.title
            detail = Bilingual(
                "\(title.zh)：\(GateReport.Conclusion.failed.word.zh)",
                "\(title.en): \(GateReport.Conclusion.failed.word.en)")
        } else {
            detail = Bilingual("还没有\(gate.name.zh)的审查意见", "no statement yet: \(gate.name.en)")
        }
        throw Refusal(
            ProjectsCodes.gateClosed, article: gate.conditions.first?.article, detail: detail, field: "stage")
    }

    /// Asks the authority to look at the project at a gate (提请审查): its reviewers are told. Asking again before the
    /// answer changes nothing.
    public func request(_ gate: ProjectGate.ID, of id: String, by actor: Actor) async throws {
        try await store.write { session in
            let project = try visible(id, to: actor, in: session)
            try mayKeep(project.body, actor).orThrow()
            let gate = try self.gate(gate)
            if project.stage.isFinal {
                throw Refusal(ProjectsCodes.closed, article: gate.conditions.first?.article ?? article)
            }
            let isNew = try session.run(
                "INSERT INTO project_request (project, gate, asked_at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
                [.text(id), .text(gate.id.rawValue), .int(surroundings.now().milliseconds)])
            guard isNew > 0 else { return }
            let authority = try parties.seat(.cityAuthority, opener: actor.body, provider: nil, in: session)
            try notices.tell(
                NoticeDraft(
                    role: Actor.authorityReviewer(of: profile),
                    title: Bilingual("项目提请\(gate.name.zh)", "A project asks for review: \(gate.name.en)"),
                    text: "\(actor.body.name)：\(project.content.name)", subject: "project:\(id)",
                    article: gate.conditions.first?.article),
                to: [authority.id], in: session)
            try record(
                ProjectsEvents.requested, id, by: actor, [("gate", gate.id.rawValue)],
                article: gate.conditions.first?.article, in: session)
        }
    }

    // MARK: Checks

    /// The content with its entries by id, once nothing is wrong with it.
    private func checked(
        _ content: ProjectContent, of body: String, in session: any Session
    ) throws -> ProjectContent {
        var entries: [String: Entry] = [:]
        for named in content.entries.prefix(ProjectContent.entriesMax).compactMap(\.entry) {
            entries[named] = try catalogue.entry(named: named, in: session)
        }
        var systems: [String: InformationSystem] = [:]
        for id in content.systems.prefix(ProjectContent.systemsMax).compactMap(\.system) {
            systems[id] = try parties.system(id, in: session)
        }
        try ProjectCheck(body: body, entries: entries, systems: systems, article: article)(content).orThrow()
        var content = content
        for (index, planned) in content.entries.enumerated() {
            content.entries[index].entry = planned.entry.flatMap { entries[$0]?.id }
        }
        return content
    }

    private func free(
        _ number: String, of body: String, except id: String, in session: any Session
    ) throws {
        let taken = try session.number(
            "SELECT count(*) FROM project WHERE body = ? AND number = ? AND id <> ?",
            [.text(body), .text(number), .text(id)])
        guard taken == 0 else { throw Refusal(ProjectsCodes.numberTaken, field: "number") }
    }

    private func author(_ id: String, _ actor: Actor, in session: any Session) throws {
        try session.run(
            "INSERT INTO project_author (project, actor) VALUES (?, ?) ON CONFLICT DO NOTHING",
            [.text(id), .text(actor.ledgerName)])
    }
}
