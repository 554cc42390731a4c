import Store

/// What a transaction changes about the counts (计数变动): collected first, then written by few statements.
struct CountChange: Sendable {
    private(set) var amounts: [CountKey: Int64] = [:]
    /// Lines of one statement.
    private static let linesMax = 50

    mutating func add(_ key: CountKey, _ amount: Int64 = 1) { amounts[key, default: 0] += amount }

    mutating func add(_ marks: [CountKey: Int64], times: Int64 = 1) {
        for (key, amount) in marks { amounts[key, default: 0] += amount * times }
    }

    /// Always in the same order, so that transactions on one store do not wait for each other in a circle.
    func write(in session: any Session) throws {
        let changed = amounts.filter { $0.value != 0 }.sorted { $0.key < $1.key }
        for start in stride(from: 0, to: changed.count, by: Self.linesMax) {
            let piece = changed[start..<min(start + Self.linesMax, changed.count)]
            let marks = piece.map { _ in "(?, ?, ?, ?)" }.joined(separator: ", ")
            try session.run(
                """
                INSERT INTO duty_count (kind, body, value, amount) VALUES \(marks)
                ON CONFLICT (kind, body, value) DO UPDATE SET amount = duty_count.amount + excluded.amount
                """,
                piece.flatMap { key, amount in
                    [.text(key.kind.rawValue), .text(key.body), .text(key.value), .int(amount)]
                })
        }
        // Days and months come and go: a line that counts nothing is none.
        for (key, amount) in changed where amount < 0 {
            try session.run(
                "DELETE FROM duty_count WHERE kind = ? AND body = ? AND value = ? AND amount = 0",
                [.text(key.kind.rawValue), .text(key.body), .text(key.value)])
        }
    }
}
