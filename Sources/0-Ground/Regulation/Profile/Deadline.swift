/// A time limit with its article (时限).
public struct Deadline: Sendable, Hashable {
    public let span: Span
    public let article: ArticleReference
    /// How far, and with whose consent, it may be prolonged (延长).
    public let prolongation: Prolongation?
    /// Whether the span bounds from above (act within it) or from below (keep at least so long).
    public let sense: Sense

    public enum Sense: String, Sendable, Hashable, Codable, CaseIterable {
        /// Act within the span; the usual case.
        case atMost
        /// Keep for the span or longer: how long records stay.
        case atLeast
    }

    public enum Span: Sendable, Hashable {
        /// Counted from the day after the event (民法典 art. 201).
        case within(Int, Unit)
        /// Every year on this day at the latest.
        case yearly(month: Int, day: Int)
        /// At least once in so many months.
        case every(months: Int)
    }

    public enum Unit: String, Sendable, Hashable, Codable, CaseIterable {
        case workingDays, days, months, years
    }

    /// How far a time limit may be prolonged, and by which article (延长).
    public struct Prolongation: Sendable, Hashable {
        public let amount: Int
        public let unit: Unit
        public let article: ArticleReference

        public init(amount: Int, unit: Unit, article: ArticleReference) {
            self.amount = amount
            self.unit = unit
            self.article = article
        }
    }

    public init(
        span: Span, article: ArticleReference, prolongation: Prolongation? = nil, sense: Sense = .atMost
    ) {
        self.span = span
        self.article = article
        self.prolongation = prolongation
        self.sense = sense
    }
}
