import Regulation
import Store

extension Exchange {
    /// The bodies that hold an active grant on the entry today, each once, in the order of their ids.
    public func holders(of entry: String, in session: any Session) throws -> [String] {
        try session.all(
            """
            SELECT DISTINCT body FROM grant_record
            WHERE entry = ? AND state = 'active' AND valid_until >= ? ORDER BY body LIMIT 1001
            """, [.text(entry), .text(today.description)]
        ) { try $0.text("body") }
    }
}
