import Matters
import Regulation
import Roster
import Upkeep

/// Everything that the measures look at, read once for a page: numbers by body (履职读数).
struct Readings: Sendable {
    var entries: [String: EntryFigures] = [:]
    /// The full maintenance of the present period, by body; empty where the regulation sets none.
    var maintenance: [String: MaintenanceProgress] = [:]
    /// Updates after events, by kind and body.
    var updates: [UpdateEvent.Kind: [String: UpdateFigures]] = [:]
    /// Entries being compiled or reviewed, by body.
    var unpublished: [String: Int64] = [:]
    /// By procedure and body.
    var cases: [String: [String: CaseFigures]] = [:]
    /// Closed cases of each procedure, whoever opened them.
    var closed: [String: Int64] = [:]
    var deliveries: [String: DeliveryFigures] = [:]
    /// Active people by body and post.
    var people: [String: [String: Int64]] = [:]
    /// Uses on record, counted up to ``ReadingScope/usesMax``, by using body.
    var uses: [String: Int64] = [:]
    /// The day on which each body was registered.
    var since: [String: LocalDate] = [:]
    /// Entries of the ledger under its newest checkpoint.
    var ledgerSize: Int64 = 0
    /// Matters of ``reports`` that the body opened this year and that were neither refused nor withdrawn.
    var reports: [String: Int64] = [:]
    /// The negative list, by body.
    var restrictions: [String: NegativeFigures] = [:]
    /// Data standards by body: issued, and under way.
    var standards: [String: (issued: Int64, underWay: Int64)] = [:]
    /// Items of published entries, and those that follow a standard, by body.
    var conformity: [String: (items: Int64, bound: Int64)] = [:]

    /// Officers in office by body and post of the roster.
    var officers: [String: [String: Int64]] = [:]
    /// Changes of the roster.
    var changes: [String: ChangeFigures] = [:]
    /// By body and year: when the first summary came, this year's and last year's.
    var summaries: [String: [Int: (day: LocalDate, isLate: Bool)]] = [:]
    var projects: [String: ProjectFigures] = [:]
    /// By body and article: what the newest statements found of its projects.
    var findings: [String: [String: (met: Int64, missing: Int64)]] = [:]
    /// Reviews of projects that were asked for and wait, and statements issued, in the whole city.
    var projectRequests: Int64 = 0
    var statements: Int64 = 0

    /// The procedure of yearly reports.
    static let reports = "annual-report"
}

/// Published entries of a body (目录读数).
struct EntryFigures: Sendable {
    var published: Int64 = 0
    var conditional: Int64 = 0
    var withheld: Int64 = 0
    var opened: Int64 = 0
    var basisMissing: Int64 = 0
    var conditionsMissing: Int64 = 0
    var gradeMissing: Int64 = 0
    var secrecyMissing: Int64 = 0
}

/// Cases of one procedure with a body (办件读数).
struct CaseFigures: Sendable {
    /// At a step of the body now.
    var waiting: Int64 = 0
    var late: Int64 = 0
    var firstDue: LocalDate?
    /// Closed ones that the body opened or provided the data of.
    var closed: Int64 = 0
}

/// Projects of a body that were not given up (项目读数).
struct ProjectFigures: Sendable {
    var count: Int64 = 0
    var budgeted: Int64 = 0
    /// Without a statement on any gate.
    var unreviewed: Int64 = 0
}

/// Deliveries of a body against what its entries promise (交付读数).
struct DeliveryFigures: Sendable {
    /// Published entries with a cycle of updates.
    var promised: Int64 = 0
    /// Never delivered, or not within the cycle since.
    var late: Int64 = 0
    var lateSince: LocalDate?
    var never: Int64 = 0
    var finished: Int64 = 0
    /// Entries whose newest delivery left rows set aside, and those rows.
    var flawed: Int64 = 0
    var problems: Int64 = 0
}
