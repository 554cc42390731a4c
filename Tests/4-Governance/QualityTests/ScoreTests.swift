import Regulation
import Standards
import Testing

@testable import Quality

@Suite("Scores by the dimensions of GB/T 36344")
struct ScoreTests {
    struct Case: Sendable {
        let counts: [QualityIndicator: QualityCount]
        let dimensions: [QualityDimension: Int64]
        let total: Int64?
    }

    /// Worked out by hand.
    static let cases = [
        Case(counts: [:], dimensions: [:], total: nil),
        Case(
            counts: [.elementCompleteness: QualityCount(a: 0, b: 0)], dimensions: [:], total: nil),
        Case(
            counts: [.elementCompleteness: QualityCount(a: 3, b: 4)], dimensions: [.completeness: 750_000],
            total: 750_000),
        // Lower is better: one of four is dirty.
        Case(
            counts: [.dirtyRate: QualityCount(a: 1, b: 4)], dimensions: [.accuracy: 750_000], total: 750_000),
        // 2/3 is 0.666666…, rounded down; with 1 the mean is 0.8333330.
        Case(
            counts: [
                .correctContent: QualityCount(a: 2, b: 3), .correctFormat: QualityCount(a: 5, b: 5),
                .timelyPoint: QualityCount(a: 0, b: 1),
            ], dimensions: [.accuracy: 833_333, .timeliness: 0], total: 416_666),
        // One fault among ten million rows: not full marks.
        Case(
            counts: [.elementCompleteness: QualityCount(a: 9_999_999, b: 10_000_000)],
            dimensions: [.completeness: 999_999], total: 999_999),
        Case(
            counts: [.uniqueness: QualityCount(a: Int64.max / 2, b: Int64.max)],
            dimensions: [.accuracy: 499_999], total: 499_999),
    ]

    @Test("Scores are those worked out by hand; what was not evaluated has none", arguments: cases)
    func worked(_ one: Case) {
        let score = QualityScore(one.counts)
        #expect(score.total == one.total)
        for dimension in QualityDimension.allCases {
            #expect(score.score(dimension) == one.dimensions[dimension], "\(dimension)")
        }
    }

    @Test("A and B of several entries add up")
    func sums() {
        let one = QualityScore([
            .correctContent: QualityCount(a: 1, b: 2), .sequence: QualityCount(a: 0, b: 1),
        ])
        let other = QualityScore([.correctContent: QualityCount(a: 3, b: 3)])
        let both = one + other
        #expect(both.count(.correctContent) == QualityCount(a: 4, b: 5))
        #expect(both.count(.sequence) == QualityCount(a: 0, b: 1))
        #expect(both.score(.correctContent) == 800_000)
    }

    @Test(
        "A score is written in hundredths of a percent, rounded down",
        arguments: [
            (Int64?.none, "—"), (1_000_000, "100.00%"), (999_999, "99.99%"), (750_000, "75.00%"),
            (0, "0.00%"),
            (12_345, "1.23%"),
        ])
    func written(score: Int64?, text: String) {
        #expect(QualityScore.percent(score) == text)
    }

    @Test("Every kind of rule has a name in both languages and an indicator of the standard")
    func kinds() {
        for kind in QualityRuleKind.allCases {
            #expect(!kind.name.zh.isEmpty && !kind.name.en.isEmpty)
        }
        #expect(QualityRuleKind.comparison.indicator(isOfTime: true) == .sequence)
        #expect(QualityRuleKind.comparison.indicator(isOfTime: false) == .businessRule)
        #expect(QualityRuleKind.range.indicator(isOfTime: true) == .correctPeriod)
        #expect(Set(QualityRuleKind.allCases.map { $0.indicator(isOfTime: true).dimension }).count == 6)
    }
}
