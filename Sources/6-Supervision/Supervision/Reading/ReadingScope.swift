import Matters
import Regulation
import Store
import Upkeep

/// What is read, and by which day (读数范围).
struct ReadingScope: Sendable {
    /// One body; nil for every one.
    let body: String?
    let today: LocalDate
    let offsetSeconds: Int64
    /// What tells of the full maintenance and of updates.
    let upkeep: Upkeep
    /// What tells of restrictions and their confirmations.
    let negativeList: NegativeList

    /// Where counting the uses of a body ends.
    static let usesMax: Int64 = 1000

    /// ` WHERE column = ?` or ` AND column = ?` with the body, empty where every body is read.
    func clause(_ column: String, after word: String = "AND") -> String {
        body == nil ? "" : " \(word) \(column) = ?"
    }

    var values: [Value] { body.map { [.text($0)] } ?? [] }

    /// When the present period of full maintenance began; where the regulation sets none, before anything.
    var presentPeriod: Instant {
        Instant(milliseconds: (upkeep.campaign?.period).map { start($0.first) } ?? Int64.min)
    }

    func start(_ day: LocalDate) -> Int64 { day.start(offsetSeconds: offsetSeconds).milliseconds }
}
