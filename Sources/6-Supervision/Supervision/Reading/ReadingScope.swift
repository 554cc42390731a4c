import Regulation
import Store

/// What is read, and by which day (读数范围).
struct ReadingScope: Sendable {
    /// One body; nil for every one.
    let body: String?
    let today: LocalDate
    let offsetSeconds: Int64
    /// The present period of full maintenance; nil where the regulation sets none.
    let maintenance: MaintenancePeriod?

    /// Where counting the uses of a body ends.
    static let usesMax: Int64 = 1000

    /// ` WHERE column = ?` or ` AND column = ?` with the body, empty where every body is read.
    func clause(_ column: String, after word: String = "AND") -> String {
        body == nil ? "" : " \(word) \(column) = ?"
    }

    var values: [Value] { body.map { [.text($0)] } ?? [] }

    func start(_ day: LocalDate) -> Int64 { day.start(offsetSeconds: offsetSeconds).milliseconds }
}
