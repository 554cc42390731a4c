import Store

extension TestCity {
    /// Adds `count` departments like the body of `account`, all registered before every other body: more than a page of
    /// bodies, so that those with people in them come last.
    public func crowd(_ count: Int, like account: String) async throws {
        let body = try await actor(account).body.id
        try await platform.store.write { session in
            for number in 0..<count {
                try session.run(
                    """
                    INSERT INTO body (id, name, credit_code, kind, division, level, active, created_at)
                    SELECT ?, name, ?, 'department', division, level, 1, created_at FROM body WHERE id = ?
                    """, [.text("!\(number)"), .text("!\(number)"), .text(body)])
            }
        }
    }
}
