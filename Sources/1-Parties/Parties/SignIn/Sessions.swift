import Crypto
import Regulation
import Store

extension Parties {
    /// Who acts in the session of `token`, with what its forms must carry; nil where there is no such session,
    /// it has ended, or its person or body is no longer active.
    ///
    /// Roles and standing are read anew each time. The idle limit is put off at most once a minute.
    public func actor(forSession token: String) async throws -> (actor: Actor, csrf: String)? {
        guard token.utf8.count <= 128 else { return nil }
        let hash = Secrets.digest(of: token)
        let now = surroundings.now()
        guard let (actor, seen) = try await store.read({ try live(hash, at: now, in: $0) }) else {
            return nil
        }
        if now >= seen.adding(seconds: ConsoleSession.noteEverySeconds) {
            _ = try await store.append { session in
                try session.run(
                    "UPDATE console_session SET seen_at = ? WHERE token_hash = ? AND seen_at < ?",
                    [.int(now.milliseconds), .bytes(hash), .int(now.milliseconds)])
            }
        }
        return (actor, ConsoleSession.csrf(of: token))
    }

    private func live(_ hash: [UInt8], at now: Instant, in session: any Session) throws -> (Actor, Instant)? {
        let found = try session.first(
            "SELECT person, seen_at, expires_at FROM console_session WHERE token_hash = ?", [.bytes(hash)]
        ) {
            (
                try $0.text(at: 0), Instant(milliseconds: try $0.int(at: 1)),
                Instant(milliseconds: try $0.int(at: 2))
            )
        }
        guard let (id, seen, expires) = found, now < expires,
            now < seen.adding(seconds: ConsoleSession.idleSeconds),
            let person = try person(id, in: session), person.isActive
        else { return nil }
        let body = try body(person.body, in: session)
        guard body.isActive else { return nil }
        return (Actor(identity: .person(person), body: body, channel: .console), seen)
    }

    /// Refuses with `csrf-invalid` unless `given` is the one of the session of `token`.
    public func checkCSRF(_ given: String, forSession token: String) throws(Refusal) {
        // Digests first: their comparison takes the same time for every input.
        guard given.utf8.count <= 128,
            Secrets.isDigest(Secrets.digest(of: ConsoleSession.csrf(of: token)), of: given)
        else { throw refusal(PartiesCodes.csrfInvalid) }
    }

    /// Ends the session of `token`; nothing happens where there is none.
    public func signOut(_ token: String) async throws {
        guard let (actor, _) = try await actor(forSession: token) else { return }
        let hash = Secrets.digest(of: token)
        try await store.append { session in
            let ended = try session.run("DELETE FROM console_session WHERE token_hash = ?", [.bytes(hash)])
            if ended > 0 { try record(PartiesEvents.signedOut, "person:\(actor.id)", by: actor, in: session) }
        }
    }
}
