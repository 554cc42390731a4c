import Regulation
import Store

extension Parties {
    /// Makes a key for a system (签发访问密钥); its secret is shown this once. For system staff of the body and
    /// administrators. A system has at most 10 valid keys.
    public func createKey(
        system id: String, expires: Instant? = nil, by actor: Actor?
    ) async throws -> IssuedKey {
        let secret = Secrets.randomText()
        return try await store.write { session in
            let system = try require(system: id, in: session)
            try mayKeepSystems(of: system.body, actor).orThrow()
            guard system.isActive else { throw refusal(PartiesCodes.systemSuspended) }
            let now = surroundings.now()
            if let expires, expires <= now { throw Refusal(PartiesCodes.keyExpiryPast, field: "expires") }
            let valid = try session.number(
                """
                SELECT count(*) FROM access_key
                WHERE system = ? AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > ?)
                """, [.text(id), .int(now.milliseconds)])
            guard valid < AccessKey.perSystemMax else { throw Refusal(PartiesCodes.keysTooMany) }
            let key = IssuedKey(id: surroundings.newID(), secret: secret, expiresAt: expires)
            // A plain digest is right here, where a password would need a slow one: 256 random bits cannot be
            // guessed, and every token exchange pays for the check.
            try session.run(
                "INSERT INTO access_key (id, system, secret_hash, created_at, expires_at) VALUES (?, ?, ?, ?, ?)",
                [
                    .text(key.id), .text(id), .bytes(Secrets.digest(of: secret)), .int(now.milliseconds),
                    Value(expires?.milliseconds),
                ])
            try record(
                PartiesEvents.keyCreated, "key:\(key.id)", by: actor,
                [("system", id), ("expires", expires?.iso8601 ?? "")], in: session)
            return key
        }
    }

    /// Ends a key at once, together with every token that was issued for it.
    public func revokeKey(_ id: String, by actor: Actor?) async throws {
        try await store.write { session in
            let system = try session.first("SELECT system FROM access_key WHERE id = ?", [.text(id)]) {
                try $0.text(at: 0)
            }
            guard let system else { throw Refusal(PartiesCodes.keyNotFound, field: "key") }
            try mayKeepSystems(of: try require(system: system, in: session).body, actor).orThrow()
            let revoked = try session.run(
                "UPDATE access_key SET revoked_at = ? WHERE id = ? AND revoked_at IS NULL",
                [.int(surroundings.now().milliseconds), .text(id)])
            if revoked == 0 { return }
            try Self.moveRevision(in: session)
            try record(PartiesEvents.keyRevoked, "key:\(id)", by: actor, [("system", system)], in: session)
        }
    }

    /// The keys of a system, newest first; at most ``listMax``.
    public func keys(of system: String) async throws -> [AccessKey] {
        try await store.read { session in
            try session.all(
                """
                SELECT id, system, created_at, expires_at, revoked_at FROM access_key WHERE system = ?
                ORDER BY id DESC LIMIT ?
                """, [.text(system), Self.bounded(Self.listMax)]
            ) { row in
                AccessKey(
                    id: try row.text("id"), system: try row.text("system"),
                    createdAt: Instant(milliseconds: try row.int("created_at")),
                    expiresAt: try row.optionalInt("expires_at").map { Instant(milliseconds: $0) },
                    revokedAt: try row.optionalInt("revoked_at").map { Instant(milliseconds: $0) })
            }
        }
    }
}
