import Catalogue

/// What `duty_count` counts, by body and value (计数类别).
enum CountKind: String, Sendable, Hashable, CaseIterable {
    // Published entries in force, and what they hold.
    case entries, items
    /// Items that follow a data standard or a code list.
    case bound
    /// Entries under which data was stored.
    case data
    /// Entries with an update cycle under which nothing was ever delivered.
    case never
    /// Entries with an update cycle, by the last day on which the next update is in time.
    case due
    /// Entries by the month of their newest publication.
    case month
    case basisMissing = "basis-missing"
    case conditionsMissing = "conditions-missing"
    case gradeMissing = "grade-missing"
    case assessmentsMissing = "assessments-missing"
    // Entries by facet; an empty value is one that the standards do not have.
    case category, sharing, opening, grade, format, cycle
    // Deliveries of a body, whatever became of their entries.
    case deliveries
    /// Entries whose newest delivery left rows set aside, and those rows.
    case flawed, problems
    // Facts, by month.
    case published, changed, retired, delivered, missed

    /// Facets that entries are counted by; bodies are counted by everywhere.
    static let facets: [Facet] = [.category, .sharing, .opening, .grade, .format, .cycle]
}

/// One line of `duty_count` (计数键).
struct CountKey: Sendable, Hashable, Comparable {
    let kind: CountKind
    let body: String
    let value: String

    init(_ kind: CountKind, _ body: String, _ value: String = "") {
        self.kind = kind
        self.body = body
        self.value = value
    }

    static func < (one: CountKey, other: CountKey) -> Bool {
        (one.kind.rawValue, one.body, one.value) < (other.kind.rawValue, other.body, other.value)
    }
}
