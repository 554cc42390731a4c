/// What a rule may not fetch for itself (外部环境): the time and fresh identifiers, passed in so that tests control them.
public struct Surroundings: Sendable {
    /// The present moment.
    public let now: @Sendable () -> Instant
    /// A fresh identifier: 26 lower-case letters and digits, sortable by time, never given twice.
    public let newID: @Sendable () -> String

    public init(now: @escaping @Sendable () -> Instant, newID: @escaping @Sendable () -> String) {
        self.now = now
        self.newID = newID
    }
}
