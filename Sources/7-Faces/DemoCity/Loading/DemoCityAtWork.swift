import Cases
import Catalogue
import Exchange
import Intake
import Parties
import Platform
import Regulation

/// The demo city on a platform (演示城市办理): every act goes through the functions that people use, by the person whose
/// post it is.
///
/// What is there already is taken as it is, so that work cut short is taken up where it stopped.
struct DemoCityAtWork: Sendable {
    let city: DemoCity
    let platform: Platform

    /// The person of an account, acting in the console.
    func actor(_ account: String) async throws -> Actor {
        try await platform.parties.actor(account: account, channel: .console)
    }

    /// Who keeps bodies and people.
    func administrator() async throws -> Actor {
        guard let account = city.accounts.first(where: { $0.roles.contains(Parties.administrator) }) else {
            throw DemoCityError.incomplete(Parties.administrator)
        }
        return try await actor(account.account)
    }

    /// The registered body of a demo key.
    func body(_ key: String) async throws -> Body {
        guard let planned = city.body(key),
            let body = try await platform.parties.body(creditCode: planned.creditCode)
        else { throw DemoCityError.incomplete(key) }
        return body
    }

    /// The registered system of a demo key.
    func system(_ key: String) async throws -> InformationSystem {
        guard let planned = city.systems.first(where: { $0.key == key }) else {
            throw DemoCityError.incomplete(key)
        }
        let systems = try await platform.parties.systems(of: try await body(planned.body).id)
        guard let system = systems.first(where: { $0.name == planned.name }) else {
            throw DemoCityError.incomplete(key)
        }
        return system
    }

    /// The entry of a demo key as it stands in the catalogue; nil before it is drafted.
    func entry(_ key: String) async throws -> Entry? {
        guard let planned = city.entry(key) else { throw DemoCityError.incomplete(key) }
        let compiler = try await actor("\(planned.body).data")
        let found = try await platform.catalogue.search(
            EntryFilter(
                words: planned.content.name, body: compiler.body.id, pageSize: EntryFilter.pageSizeMax),
            for: compiler)
        return found.entries.first { $0.content.name == planned.content.name }
    }

    /// The entry of a demo key, published.
    func published(_ key: String) async throws -> (entry: Entry, code: String) {
        guard let entry = try await entry(key), let code = entry.code else {
            throw DemoCityError.incomplete(key)
        }
        return (entry, code)
    }

    /// Someone of the step's body who holds its role.
    func holder(of step: CaseStep) async throws -> Actor {
        guard let person = try await platform.parties.holders(of: step.role, in: step.body).first else {
            throw DemoCityError.incomplete(step.role)
        }
        return try await actor(person.account)
    }

    /// Approves step by step, by the people of each, while more than `steps` are left to take.
    @discardableResult
    func approve(_ file: CaseFile, leaving steps: Int = 0) async throws -> CaseFile {
        var file = file
        while file.state == .open, let position = file.position, file.steps.count - position > steps {
            file = try await platform.decide(
                file.id, Decision(.approve, note: "同意。"), by: try await holder(of: file.steps[position]))
        }
        return file
    }

    /// Delivers the rows of a demo entry, by its body's data staff.
    @discardableResult
    func deliver(_ planned: DemoEntry, to entry: Entry) async throws -> Receipt {
        try await platform.intake.deliver(
            RowPieces(planned.generator, rows: planned.rows), to: entry,
            by: try await actor("\(planned.body).data"))
    }
}
