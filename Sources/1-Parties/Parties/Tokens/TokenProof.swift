import Regulation
import Store

extension Parties {
    /// Proves who calls with `token` (验证令牌), reading the revision first.
    public func verify(_ token: String) async throws -> SystemPrincipal {
        try await verify(token, revision: try await store.read { try $0.number(Self.revisionSQL) })
    }

    /// Proves who calls with `token`, where the caller has just read the revision by ``revisionSQL``.
    ///
    /// A token seen before costs one look-up until it expires or the revision moves. Refuses with `token-invalid`
    /// whatever is not a token of this platform for its exchange, `token-expired`, or `token-revoked` where the
    /// token, its key, system or body no longer stands.
    public func verify(_ token: String, revision: Int64) async throws -> SystemPrincipal {
        if let principal = principals.find(token, revision: revision) {
            guard surroundings.now() < principal.expiresAt else {
                principals.remove(token)
                throw refusal(PartiesCodes.tokenExpired)
            }
            return principal
        }
        guard token.utf8.count <= AccessToken.bytesMax, let claims = try await signingKeys.claims(of: token),
            claims.iss == issuer, claims.aud == TokenClaims.audience
        else { throw refusal(PartiesCodes.tokenInvalid) }
        guard surroundings.now().milliseconds / 1000 < claims.exp else {
            throw refusal(PartiesCodes.tokenExpired)
        }
        let principal = try await store.read { session in
            // The revision before the standing: what is remembered may be older than it says, never newer.
            let revision = try session.number(Self.revisionSQL)
            return try standing(
                system: claims.sub, key: claims.kid, token: claims.jti,
                expires: Instant(milliseconds: claims.exp * 1000), revision: revision, in: session)
        }
        guard let principal else {
            principals.remove(token)
            throw refusal(PartiesCodes.tokenRevoked)
        }
        principals.insert(principal, token)
        return principal
    }

    /// Refuses with `token-revoked` unless what was proved before still stands in `session`: for work that reads
    /// in a session of its own, and there read the `revision` first. Costs nothing while the revision has not moved.
    /// Its expiry was the proof's to judge.
    public func stillHolds(_ principal: SystemPrincipal, revision: Int64, in session: any Session) throws {
        if principal.revision >= revision { return }
        let now = try standing(
            system: principal.system.id, key: principal.keyID, token: principal.tokenID,
            expires: principal.expiresAt, revision: revision, in: session)
        if now == nil { throw refusal(PartiesCodes.tokenRevoked) }
    }

    /// Nil where the token, its key, system or body no longer stands.
    private func standing(
        system id: String, key: String, token: String, expires: Instant, revision: Int64,
        in session: any Session
    ) throws -> SystemPrincipal? {
        let keyStands = try session.number(
            "SELECT count(*) FROM access_key WHERE id = ? AND system = ? AND revoked_at IS NULL",
            [.text(key), .text(id)])
        let revoked = try session.number("SELECT count(*) FROM revoked_token WHERE id = ?", [.text(token)])
        guard keyStands == 1, revoked == 0, let system = try system(id, in: session), system.isActive else {
            return nil
        }
        let body = try body(system.body, in: session)
        guard body.isActive else { return nil }
        return SystemPrincipal(
            system: system, body: body, keyID: key, expiresAt: expires, tokenID: token, revision: revision)
    }

    /// Ends one token at once (撤销令牌): by the system that holds it, or for system staff and administrators.
    public func revokeToken(_ principal: SystemPrincipal, by actor: Actor?) async throws {
        let isOwn = actor.map { $0.identity == .system(principal.system) } ?? false
        if !isOwn { try mayKeepSystems(of: principal.body.id, actor).orThrow() }
        let now = surroundings.now()
        // Kept past the token's own end, for servers whose clocks run behind.
        let until = principal.expiresAt.adding(seconds: AccessToken.lifetimeSeconds)
        try await store.write { session in
            try session.run("DELETE FROM revoked_token WHERE until_at <= ?", [.int(now.milliseconds)])
            let revoked = try session.run(
                "INSERT INTO revoked_token (id, system, until_at) VALUES (?, ?, ?) ON CONFLICT (id) DO NOTHING",
                [
                    .text(principal.tokenID), .text(principal.system.id),
                    .int(until.milliseconds),
                ])
            if revoked == 0 { return }
            try Self.moveRevision(in: session)
            try record(
                PartiesEvents.tokenRevoked, "token:\(principal.tokenID)", by: actor,
                [("system", principal.system.id)], in: session)
        }
    }
}
