import Store

/// The deliveries to one entry, as far as duties and statistics count them (交付计数行).
struct DeliveredEntry: Sendable, Hashable {
    let entry: String
    let body: String
    /// Finished deliveries.
    var times: Int64
    /// The number of the newest, and the rows that it set aside.
    var newest: Int64
    var problems: Int64
    /// When the last one was finished.
    var at: Int64
    /// Whether any of them stored a row.
    var hasData: Bool

    /// What it adds to the counts.
    var marks: [CountKey: Int64] {
        var marks: [CountKey: Int64] = [CountKey(.deliveries, body): times]
        if problems > 0 {
            marks[CountKey(.flawed, body)] = 1
            marks[CountKey(.problems, body)] = problems
        }
        return marks
    }

    private static let columns = "entry, body, times, newest, problems, at, has_data"

    init(entry: String, body: String) {
        (self.entry, self.body) = (entry, body)
        (times, newest, problems, at, hasData) = (0, 0, 0, 0, false)
    }

    init(_ row: Row) throws {
        entry = try row.text(at: 0)
        body = try row.text(at: 1)
        times = try row.int(at: 2)
        newest = try row.int(at: 3)
        problems = try row.int(at: 4)
        at = try row.int(at: 5)
        hasData = try row.int(at: 6) != 0
    }

    /// One finished delivery more.
    mutating func add(number: Int64, problems: Int64, hasRows: Bool, at: Int64) {
        times += 1
        if number > newest { (newest, self.problems) = (number, problems) }
        self.at = max(self.at, at)
        hasData = hasData || hasRows
    }

    static func find(_ entry: String, in session: any Session) throws -> DeliveredEntry? {
        try session.first(
            "SELECT \(columns) FROM duty_delivered WHERE entry = ?", [.text(entry)], DeliveredEntry.init)
    }

    static func each(in session: any Session, _ body: (DeliveredEntry) throws -> Void) throws {
        try session.each("SELECT \(columns) FROM duty_delivered", []) { try body(DeliveredEntry($0)) }
    }

    func write(in session: any Session) throws {
        try session.run("DELETE FROM duty_delivered WHERE entry = ?", [.text(entry)])
        try session.run(
            "INSERT INTO duty_delivered (\(Self.columns)) VALUES (?, ?, ?, ?, ?, ?, ?)",
            [
                .text(entry), .text(body), .int(times), .int(newest), .int(problems), .int(at),
                Value(hasData),
            ])
    }
}
