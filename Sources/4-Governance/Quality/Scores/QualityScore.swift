import Standards

/// How many of the elements evaluated satisfy an indicator (指标计数): A of B, kept as whole numbers.
///
/// For indicators that are ``Standards/QualityIndicator/isLowerBetter`` A counts the bad elements.
public struct QualityCount: Sendable, Hashable {
    public var a: Int64
    /// 0 where nothing was evaluated: the indicator does not apply, which is never full marks.
    public var b: Int64

    public init(a: Int64 = 0, b: Int64 = 0) {
        self.a = a
        self.b = b
    }

    static func + (one: QualityCount, other: QualityCount) -> QualityCount {
        QualityCount(a: one.a + other.a, b: one.b + other.b)
    }
}

/// Scores by the indicators and dimensions of GB/T 36344 (质量得分).
///
/// An indicator's A and B are the sums over its rules, so that those of entries add up to those of bodies and of the city.
/// Its score is A/B, or 1−A/B where lower is better; that of a dimension is the mean of the indicators that apply, the
/// total the mean of the dimensions that apply. Scores are millionths, rounded down at each step: only what has no fault
/// at all has full marks.
public struct QualityScore: Sendable, Hashable {
    /// Full marks.
    public static let full: Int64 = 1_000_000

    /// Every indicator that was measured.
    public let counts: [QualityIndicator: QualityCount]

    public init(_ counts: [QualityIndicator: QualityCount] = [:]) { self.counts = counts }

    public func count(_ indicator: QualityIndicator) -> QualityCount { counts[indicator] ?? QualityCount() }

    /// Nil where it does not apply.
    public func score(_ indicator: QualityIndicator) -> Int64? {
        let count = count(indicator)
        guard count.b > 0 else { return nil }
        let met = indicator.isLowerBetter ? count.b - count.a : count.a
        let parts = met.multipliedFullWidth(by: Self.full)
        return count.b.dividingFullWidth(parts).quotient
    }

    public func score(_ dimension: QualityDimension) -> Int64? {
        Self.mean(dimension.indicators.compactMap { score($0) })
    }

    public var total: Int64? { Self.mean(QualityDimension.allCases.compactMap { score($0) }) }

    private static func mean(_ scores: [Int64]) -> Int64? {
        scores.isEmpty ? nil : scores.reduce(0, +) / Int64(scores.count)
    }

    /// `99.99%`, rounded down; a dash where nothing applies.
    public static func percent(_ score: Int64?) -> String {
        guard let score else { return "—" }
        let hundredths = score / 100
        let rest = hundredths % 100
        return "\(hundredths / 100).\(rest < 10 ? "0" : "")\(rest)%"
    }

    /// The counts of both together.
    public static func + (one: QualityScore, other: QualityScore) -> QualityScore {
        QualityScore(one.counts.merging(other.counts, uniquingKeysWith: +))
    }
}
