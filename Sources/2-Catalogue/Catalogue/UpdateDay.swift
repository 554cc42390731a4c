import Regulation
import Standards

extension UpdateCycle {
    /// The last day on which the update that follows `base` is in time (更新到期日): what is promised in real time is held to
    /// the day. Nil where none is promised.
    public func due(after base: Instant, offsetSeconds: Int64) -> LocalDate? {
        expectedDays.map {
            base.adding(seconds: Int64(max($0, 1)) * 86_400).day(offsetSeconds: offsetSeconds)
        }
    }
}
