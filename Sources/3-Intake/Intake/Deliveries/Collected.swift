import Regulation
import Store

/// What has arrived under an entry so far (归集情况).
public struct Collected: Sendable, Hashable {
    /// When the newest finished delivery was finished; nil where there is none.
    public let last: Instant?
    /// Good rows of every finished delivery; 0 where only empty files came.
    public let rows: Int64

    public init(last: Instant?, rows: Int64) {
        self.last = last
        self.rows = rows
    }
}

extension Intake {
    /// What has arrived under `entry`, whoever asks. For other modules.
    public static func collected(under entry: String, in session: any Session) throws -> Collected {
        let found = try session.first(
            """
            SELECT max(finished_at) AS last, CAST(coalesce(sum(good), 0) AS BIGINT) AS good
            FROM delivery WHERE entry = ? AND state = 'finished'
            """, [.text(entry)]
        ) { row in
            Collected(
                last: try row.optionalInt("last").map(Instant.init(milliseconds:)),
                rows: try row.int("good"))
        }
        return found ?? Collected(last: nil, rows: 0)
    }
}
