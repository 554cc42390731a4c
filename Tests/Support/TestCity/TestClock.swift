import Regulation
import Synchronization

/// A clock that tests set by hand.
public final class TestClock: Sendable {
    private let instant: Mutex<Instant>

    public init(_ day: String, hour: Int = 9) {
        instant = Mutex(Self.moment(day, hour: hour))
    }

    public var now: Instant { instant.withLock { $0 } }

    /// Goes to `hour` o'clock of `day` in China.
    public func set(_ day: String, hour: Int = 9) {
        instant.withLock { $0 = Self.moment(day, hour: hour) }
    }

    public func advance(seconds: Int64) {
        instant.withLock { $0 = $0.adding(seconds: seconds) }
    }

    private static func moment(_ day: String, hour: Int) -> Instant {
        guard let date = LocalDate(day) else { preconditionFailure("tests name a day that exists: \(day)") }
        return date.start(offsetSeconds: 28_800).adding(seconds: Int64(hour) * 3_600)
    }
}
