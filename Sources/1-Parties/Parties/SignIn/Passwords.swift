import Regulation
import Store

extension Parties {
    /// Gives a person a password and ends every session of theirs. For administrators; a lock of the account ends.
    public func setPassword(_ password: String, of id: String, by actor: Actor?) async throws {
        try mayAdminister(actor).orThrow()
        let person = try await store.read { try require(id, in: $0) }
        guard let hash = try await hash(password, account: person.account) else { return }
        let counter = AttemptCounter(.account, person.account)
        let now = surroundings.now()
        try await store.append { session in
            _ = try Attempts.hold([counter], at: now, in: session)
            try store(hash, of: id, in: session)
            try session.run("DELETE FROM console_session WHERE person = ?", [.text(id)])
            try Attempts.forget(counter, in: session)
            try session.run(
                "UPDATE attempt_lock SET until_at = 0 WHERE scope = ? AND name = ?", counter.values)
            try record(PartiesEvents.passwordSet, "person:\(id)", by: actor, in: session)
        }
    }

    /// Changes the password of who acts in the session of `token`; their other sessions end, this one stays.
    ///
    /// A wrong `current` counts as a failed sign-in: a session left open is no place to guess from.
    public func changePassword(
        current: String, new: String, session token: String, origin: String
    ) async throws {
        guard let (actor, _) = try await actor(forSession: token), case .person(let person) = actor.identity
        else {
            throw refusal(PartiesCodes.sessionInvalid)
        }
        try PasswordRules.check(new, account: person.account).orThrow()
        if new == current { throw Refusal(PartiesCodes.passwordUnchanged, field: "password") }
        try await prove(current, of: person, origin: origin)
        let hash = try await passwords.hash(new).text
        let kept = Secrets.digest(of: token)
        try await store.append { session in
            try store(hash, of: person.id, in: session)
            try session.run(
                "DELETE FROM console_session WHERE person = ? AND token_hash <> ?",
                [.text(person.id), .bytes(kept)])
            try record(PartiesEvents.passwordChanged, "person:\(person.id)", by: actor, in: session)
        }
    }

    /// Tries the password as a sign-in would, without opening a session.
    private func prove(_ password: String, of person: Person, origin: String) async throws {
        var counters = [AttemptCounter(.account, person.account)]
        if !origin.isEmpty { counters.append(AttemptCounter(.signInOrigin, origin)) }
        let attempt = surroundings.newID()
        let credential = try await beginAttempt(attempt, counters, account: person.account)
        let matches: Bool
        do {
            matches = try await passwords.matches(password, credential?.hash)
        } catch {
            try await store.append { try Attempts.end(attempt, in: $0) }
            throw error
        }
        guard matches else {
            try await failSignIn(attempt, counters, person: person.id)
            throw refusal(PartiesCodes.signInFailed, nil, field: "current")
        }
        try await store.append { try Attempts.end(attempt, in: $0) }
    }

    private func store(_ hash: String, of id: String, in session: any Session) throws {
        try session.run(
            "UPDATE person SET password = ?, password_at = ? WHERE id = ?",
            [.text(hash), .int(surroundings.now().milliseconds), .text(id)])
    }

    /// The stored form of a new password after the rules; nil for none.
    func hash(_ password: String?, account: String) async throws -> String? {
        guard let password else { return nil }
        try PasswordRules.check(password, account: account).orThrow()
        return try await passwords.hash(password).text
    }
}
