import Regulation
import Store

extension Parties {
    var issuer: String { "yuanliu/\(profile.jurisdiction.division)" }

    /// Gives a system a token for its key (换取令牌).
    ///
    /// The token lasts 15 minutes, or as long as the key if that is less. An unknown key and a wrong secret are
    /// refused alike (`key-refused`); with the right secret the refusal says what is wrong: `key-revoked`,
    /// `key-expired`, `system-suspended`. Five failures on a key from one origin within 15 minutes, or twenty
    /// from the origin, lock it for 15 minutes (`key-locked`).
    public func issueToken(keyID: String, secret: String, origin: String = "") async throws -> AccessToken {
        // By key and origin together: a stranger who knows a key's id must not be able to lock its system out,
        // and 256 random bits cannot be guessed from many origins either.
        var counters = [AttemptCounter(.key, "\(keyID.prefix(64))\u{1F}\(origin)")]
        if !origin.isEmpty { counters.append(AttemptCounter(.keyOrigin, origin)) }
        let now = surroundings.now()
        let (locked, key) = try await store.read { [counters] session in
            (
                try Attempts.lockedUntil(counters, at: now, in: session),
                try keyStanding(keyID, secret: secret, in: session)
            )
        }
        if let locked { throw refusal(PartiesCodes.keyLocked, Self.wait(until: locked, from: now)) }
        guard let key else {
            try await failExchange(counters, at: now)
            throw refusal(PartiesCodes.keyRefused)
        }
        if let code = key.refusal(at: now) {
            try await store.append { session in
                try record(
                    PartiesEvents.keyRefused, "key:\(keyID)", by: nil,
                    [("system", key.system.id), ("code", code.name)], in: session)
            }
            throw refusal(code)
        }
        // Whole seconds, as claims have them; never past the key's own end.
        let issued = now.milliseconds / 1000
        let limit = (key.expiresAt?.milliseconds ?? .max) / 1000
        let claims = TokenClaims(
            iss: issuer, sub: key.system.id, aud: TokenClaims.audience, kid: keyID, jti: surroundings.newID(),
            iat: issued, exp: min(issued + AccessToken.lifetimeSeconds, limit))
        let token = try await signingKeys.sign(claims)
        try await store.append { session in
            let actor = Actor(identity: .system(key.system), body: key.body, channel: .api)
            try record(
                PartiesEvents.tokenIssued, "token:\(claims.jti)", by: actor, [("key", keyID)], in: session)
        }
        return AccessToken(token: token, expiresAt: Instant(milliseconds: claims.exp * 1000))
    }

    /// A key whose secret was right, and how it stands.
    private struct KeyStanding: Sendable {
        let system: InformationSystem
        let body: Body
        let expiresAt: Instant?
        let isRevoked: Bool

        func refusal(at now: Instant) -> ReasonCode? {
            if isRevoked { return PartiesCodes.keyRevoked }
            if let expiresAt, now >= expiresAt { return PartiesCodes.keyExpired }
            return system.isActive && body.isActive ? nil : PartiesCodes.systemSuspended
        }
    }

    /// Nil for an unknown key or a wrong secret.
    private func keyStanding(_ id: String, secret: String, in session: any Session) throws -> KeyStanding? {
        guard id.utf8.count <= 64, secret.utf8.count <= 256 else { return nil }
        let found = try session.first(
            "SELECT system, secret_hash, expires_at, revoked_at FROM access_key WHERE id = ?", [.text(id)]
        ) { row in
            (
                system: try row.text("system"), hash: try row.bytes("secret_hash"),
                expires: try row.optionalInt("expires_at"), isRevoked: !(try row.isNull("revoked_at"))
            )
        }
        // An unknown key costs a digest too.
        guard Secrets.isDigest(found?.hash ?? Array(repeating: 0, count: Secrets.length), of: secret),
            let found
        else { return nil }
        let system = try require(system: found.system, in: session)
        return KeyStanding(
            system: system, body: try body(system.body, in: session),
            expiresAt: found.expires.map { Instant(milliseconds: $0) }, isRevoked: found.isRevoked)
    }

    private func failExchange(_ counters: [AttemptCounter], at now: Instant) async throws {
        let attempt = surroundings.newID()
        try await store.append { session in
            if try Attempts.hold(counters, at: now, in: session) != nil { return }
            let locked = try Attempts.fail(attempt, counters, at: now, in: session)
            try record(
                PartiesEvents.keyRefused, "key:unknown", by: nil,
                locked.map { ("locked", $0.scope.rawValue) }, in: session)
        }
        try await store.append { try Attempts.sweep(at: now, in: $0) }
    }
}
