import Regulation
import Store

extension Parties {
    /// Signs a person in to the console (登录).
    ///
    /// An unknown account, a wrong password and a person or body that is not active are refused alike, with
    /// `sign-in-failed` and after the same work. Five failures on an account within 15 minutes, or twenty from an
    /// origin, lock it for 15 minutes (`sign-in-locked`). `origin` is what the face counts a caller by: the
    /// address, of IPv6 the first 64 bits; empty where there is none. More sign-ins at once than the platform
    /// can hash are refused with `sign-in-busy`.
    public func signIn(account: String, password: String, origin: String) async throws -> ConsoleSession {
        // Accounts are lower case; nobody should be locked out by a capital.
        let account = String(account.prefix(256)).lowercased()
        var counters = [AttemptCounter(.account, account)]
        if !origin.isEmpty { counters.append(AttemptCounter(.signInOrigin, origin)) }
        let attempt = surroundings.newID()
        let credential = try await beginAttempt(attempt, counters, account: account)
        let matches: Bool
        do {
            matches = try await passwords.matches(password, credential?.hash)
        } catch {
            try await store.append { try Attempts.end(attempt, in: $0) }
            throw error
        }
        if matches, let credential {
            // Raised costs reach old hashes here, where the password is at hand; another time if the desk is full.
            let renewed =
                credential.hash?.cost == passwords.cost ? nil : (try? await passwords.hash(password))?.text
            if let session = try await openSession(credential, renewed: renewed, attempt, counters) {
                return session
            }
        }
        try await failSignIn(attempt, counters, person: credential?.person)
        throw refusal(PartiesCodes.signInFailed)
    }

    /// What the store knows of an account for signing in.
    struct Credential: Sendable {
        let person: String
        let text: String
        let hash: PasswordHash?
    }

    /// Notes the attempt before the password is tried, so that guesses side by side cannot outrun the count.
    func beginAttempt(
        _ id: String, _ counters: [AttemptCounter], account: String
    ) async throws -> Credential? {
        enum Start: Sendable {
            case locked(Instant)
            case known(Credential?)
        }
        let now = surroundings.now()
        let start = try await store.append { session -> Start in
            if let until = try Attempts.hold(counters, at: now, in: session) { return .locked(until) }
            guard try Attempts.begin(id, counters, at: now, in: session) else {
                return .locked(now.adding(seconds: Attempts.lockSeconds))
            }
            return .known(try credential(account: account, in: session))
        }
        switch start {
        case .locked(let until): throw refusal(PartiesCodes.signInLocked, Self.wait(until: until, from: now))
        case .known(let credential): return credential
        }
    }

    private func credential(account: String, in session: any Session) throws -> Credential? {
        try session.first(
            """
            SELECT p.id, p.password FROM person p JOIN body b ON b.id = p.body
            WHERE p.account = ? AND p.active = 1 AND b.active = 1
            """, [.text(account)]
        ) { row in
            let text = try row.text(at: 1)
            return Credential(person: try row.text(at: 0), text: text, hash: PasswordHash(text))
        }
    }

    static func wait(until: Instant, from now: Instant) -> Bilingual {
        let minutes = max(1, (until.milliseconds - now.milliseconds + 59_999) / 60_000)
        return Bilingual("\(minutes) 分钟后可再试", "may be tried again in \(minutes) minutes")
    }

    /// Nil where the password has been changed since it was checked.
    private func openSession(
        _ credential: Credential, renewed: String?, _ attempt: String, _ counters: [AttemptCounter]
    ) async throws -> ConsoleSession? {
        let token = Secrets.randomText()
        let now = surroundings.now()
        let expires = now.adding(seconds: ConsoleSession.lifetimeSeconds)
        return try await store.append { session in
            // Held in the order in which every attempt holds them.
            _ = try Attempts.hold(counters, at: now, in: session)
            // Also locks the row: a password set meanwhile ends the sessions that it finds.
            let unchanged = try session.run(
                "UPDATE person SET password = ? WHERE id = ? AND password = ? AND active = 1",
                [.text(renewed ?? credential.text), .text(credential.person), .text(credential.text)])
            guard unchanged == 1 else { return nil }
            let person = try require(credential.person, in: session)
            let body = try body(person.body, in: session)
            guard body.isActive else { return nil }
            try makeRoom(for: person.id, at: now, in: session)
            try session.run(
                """
                INSERT INTO console_session (token_hash, person, created_at, seen_at, expires_at)
                VALUES (?, ?, ?, ?, ?)
                """,
                [
                    .bytes(Secrets.digest(of: token)), .text(person.id), .int(now.milliseconds),
                    .int(now.milliseconds), .int(expires.milliseconds),
                ])
            try Attempts.end(attempt, in: session)
            if let account = counters.first { try Attempts.forget(account, in: session) }
            let actor = Actor(identity: .person(person), body: body, channel: .console)
            try record(PartiesEvents.signedIn, "person:\(person.id)", by: actor, in: session)
            return ConsoleSession(token: token, expiresAt: expires, actor: actor)
        }
    }

    /// Removes sessions that have ended, and the oldest of this person beyond the limit.
    private func makeRoom(for person: String, at now: Instant, in session: any Session) throws {
        try session.run(
            "DELETE FROM console_session WHERE expires_at <= ? OR (person = ? AND seen_at <= ?)",
            [
                .int(now.milliseconds), .text(person),
                .int(now.adding(seconds: -ConsoleSession.idleSeconds).milliseconds),
            ])
        try session.run(
            """
            DELETE FROM console_session WHERE token_hash IN (
                SELECT token_hash FROM console_session WHERE person = ?
                ORDER BY created_at DESC, token_hash LIMIT 1000 OFFSET ?)
            """, [.text(person), .int(Int64(ConsoleSession.perPersonMax - 1))])
    }

    func failSignIn(_ attempt: String, _ counters: [AttemptCounter], person: String?) async throws {
        let now = surroundings.now()
        try await store.append { session in
            _ = try Attempts.hold(counters, at: now, in: session)
            let locked = try Attempts.fail(attempt, counters, at: now, in: session)
            let subject = person.map { "person:\($0)" } ?? "person:unknown"
            try record(PartiesEvents.signInFailed, subject, by: nil, in: session)
            for counter in locked {
                try record(
                    PartiesEvents.signInLocked, counter.scope == .account ? subject : "origin", by: nil,
                    [("scope", counter.scope.rawValue)], in: session)
            }
        }
        try await store.append { try Attempts.sweep(at: now, in: $0) }
    }
}
