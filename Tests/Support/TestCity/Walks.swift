import Cases
import Catalogue
import Exchange
import Parties
import Regulation

/// Whole stretches of the procedures, walked by the people who would (办理路径).
extension TestCity {
    /// Approves a case step by step with the first person of each step's body who holds its role.
    @discardableResult
    public func approveAll(_ file: CaseFile) async throws -> CaseFile {
        var file = file
        while file.state == .open, let step = file.current {
            file = try await platform.decide(file.id, Decision(.approve), by: try await holder(of: step))
        }
        return file
    }

    /// Approves step by step while more than one is left to take.
    public func approveAllButLast(_ file: CaseFile) async throws -> CaseFile {
        var file = file
        while file.state == .open, let position = file.position, position + 1 < file.steps.count,
            let step = file.current
        {
            file = try await platform.decide(file.id, Decision(.approve), by: try await holder(of: step))
        }
        return file
    }

    /// One more person of the body of `account`, with all of `roles`.
    public func add(_ name: String, beside account: String, roles: Set<String>) async throws -> Actor {
        let body = try await actor(account).body.id
        _ = try await platform.parties.addPerson(
            account: name, name: name, body: body, roles: roles, password: nil, by: nil)
        return try await actor(name)
    }

    /// Changes a published entry and has the change published.
    public func republish(
        _ entry: Entry, by account: String = "police.data-staff", _ change: (inout EntryContent) -> Void
    ) async throws -> Entry {
        let compiler = try await actor(account)
        let now = try await platform.catalogue.entry(entry.id, for: compiler)
        var content = now.content
        change(&content)
        _ = try await platform.catalogue.save(content, to: entry.id, revision: now.revision, by: compiler)
        try await approveAll(try await platform.catalogue.submit(entry.id, by: compiler))
        return try await platform.catalogue.entry(entry.id, for: compiler)
    }

    /// Someone who may act at `step`.
    public func holder(of step: CaseStep) async throws -> Actor {
        let people = try await platform.parties.people(in: step.body)
        guard let person = people.first(where: { $0.roles.contains(step.role) }) else {
            throw Refusal(CasesCodes.notYourStep, article: step.article)
        }
        return try await actor(person.account)
    }

    /// The body of a step by its key in the test city: `police`, `authority`.
    public func seat(of step: CaseStep) async throws -> String {
        let account = try await platform.parties.people(in: step.body).first?.account ?? ""
        return String(account.prefix { $0 != "." })
    }

    /// Compiles `content` for the body of `account`, submits it and has it published.
    public func publish(_ content: EntryContent, by account: String = "police.data-staff") async throws
        -> Entry
    {
        let compiler = try await actor(account)
        let entry = try await platform.catalogue.draft(content, by: compiler)
        try await approveAll(try await platform.catalogue.submit(entry.id, by: compiler))
        return try await platform.catalogue.entry(entry.id, for: compiler)
    }

    /// A system of the body of `account`, with a key: id and secret.
    public func system(
        of account: String, name: String
    ) async throws -> (system: InformationSystem, key: IssuedKey) {
        let body = try await actor(account).body
        let system = try await platform.parties.addSystem(name: name, body: body.id, by: nil)
        return (system, try await platform.parties.createKey(system: system.id, by: nil))
    }

    /// Applies for `fields` of the entry and has it approved; answers the grant.
    public func share(
        _ entry: Entry, fields: [String], forms: Set<UseForm> = [.verify, .query],
        with system: InformationSystem,
        by account: String = "social.data-staff", until: String = "2026-12-31"
    ) async throws -> Grant {
        let applicant = try await actor(account)
        let application = try await platform.exchange.apply(
            .example(fields: fields, forms: forms, until: until), entryCode: entry.code ?? "",
            system: system.id,
            by: applicant)
        try await approveAll(try await platform.cases.file(application.caseID, for: applicant))
        let decided = try await platform.exchange.application(application.id, for: applicant)
        return try await platform.exchange.grant(decided.grant ?? "", for: applicant)
    }
}

extension ApplicationContent {
    /// A complete application for `fields`.
    public static func example(
        fields: [String], forms: Set<UseForm> = [.verify, .query], until: String = "2026-12-31"
    ) -> ApplicationContent {
        ApplicationContent(
            basis: "《社会保险法》第七十四条", scene: "养老保险待遇领取资格认证", purpose: "核验参保人员身份",
            scope: "社会保险经办机构", forms: forms,
            items: fields.map { GrantedItem(field: $0, transform: .none) },
            until: LocalDate(until) ?? LocalDate(dayNumber: 0))
    }
}
