import Catalogue
import Intake
import Parties
import Regulation
import Standards
import Store

/// What the platform has on record of a project (项目事实), read at one moment before anything is judged.
struct ProjectFacts: Sendable {
    /// By id; what is not there is missing.
    var entries: [String: EntryFact] = [:]
    var systems: [String: SystemFact] = [:]
    /// Entries of the body in force, those of the project among them.
    var published: Int64 = 0
    /// Entries of the body whose data is late, in the order of their numbers.
    var late: [EntryFact] = []

    /// One entry of the catalogue.
    struct EntryFact: Sendable {
        let name: String
        let code: String?
        let state: Entry.State
        let isInForce: Bool
        /// What its content lacks to be submitted; empty for what is in force.
        let faults: [Reason]
        let sharing: SharingType.ID
        let hasBasis: Bool
        let cycle: Bilingual
        let lastDelivered: LocalDate?
        let rows: Int64
        /// The day after which its data is late, past already; nil while it is in time.
        let lateSince: LocalDate?
    }

    /// One registered system.
    struct SystemFact: Sendable {
        let isActive: Bool
        let testsFiled: Bool
    }
}

extension Projects {
    /// Entries of one body that are held against their cycle.
    static let orderMax = 5_000

    func facts(_ project: Project, today: LocalDate, in session: any Session) throws -> ProjectFacts {
        var facts = ProjectFacts()
        for id in Set(project.content.entries.compactMap(\.entry)).sorted() {
            facts.entries[id] = try fact(try catalogue.entry(id: id, in: session), today, in: session)
        }
        for id in Set(project.content.systems.compactMap(\.system)).sorted() {
            guard let system = try parties.system(id, in: session), system.body == project.body else {
                continue
            }
            let isFiled = try testsFiled(system, session)
            facts.systems[id] = ProjectFacts.SystemFact(isActive: system.isActive, testsFiled: isFiled)
        }
        for entry in try catalogue.inForce(of: project.body, limit: Self.orderMax, in: session) {
            facts.published += 1
            let fact = try fact(entry, today, in: session)
            if fact.lateSince != nil { facts.late.append(fact) }
        }
        return facts
    }

    private func fact(
        _ entry: Entry, _ today: LocalDate, in session: any Session
    ) throws -> ProjectFacts.EntryFact {
        let content = entry.isInForce ? entry.content : entry.draft ?? entry.content
        let collected = try Intake.collected(under: entry.id, in: session)
        let offset = profile.utcOffsetSeconds
        return ProjectFacts.EntryFact(
            name: content.name, code: entry.code, state: entry.state, isInForce: entry.isInForce,
            faults: entry.isInForce ? [] : catalogue.check(content).reasons, sharing: content.sharing,
            hasBasis: !content.sharingBasis.allSatisfy(\.isWhitespace),
            cycle: Bilingual(content.updateCycle.zh, content.updateCycle.en),
            lastDelivered: collected.last?.day(offsetSeconds: offset), rows: collected.rows,
            lateSince: Self.lateSince(
                last: collected.last ?? entry.publishedAt, cycle: content.updateCycle,
                today: today, offsetSeconds: offset))
    }

    /// The last day of the cycle that began `last`, where it is past.
    static func lateSince(
        last: Instant?, cycle: UpdateCycle, today: LocalDate, offsetSeconds: Int64
    ) -> LocalDate? {
        last.flatMap { cycle.due(after: $0, offsetSeconds: offsetSeconds) }.flatMap { $0 < today ? $0 : nil }
    }
}
