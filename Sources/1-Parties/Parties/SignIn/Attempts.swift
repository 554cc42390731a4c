import Regulation
import Store

/// One thing by which failed attempts are counted (失败计数对象): an account, a key, or where they come from.
struct AttemptCounter: Sendable, Hashable {
    let scope: Scope
    /// Digest of the name: people write passwords into the wrong field.
    let name: [UInt8]

    enum Scope: String, Sendable, Hashable {
        case account, key
        case signInOrigin = "sign-in-origin"
        case keyOrigin = "key-origin"

        /// Failures within ``Attempts/windowSeconds`` that lock.
        var failuresMax: Int64 {
            switch self {
            case .account, .key: 5
            case .signInOrigin, .keyOrigin: 20
            }
        }
    }

    init(_ scope: Scope, _ name: String) {
        self.scope = scope
        self.name = Secrets.digest(of: name)
    }

    var values: [Value] { [.text(scope.rawValue), .bytes(name)] }
}

/// Counts failed attempts and locks after too many (登录失败处理).
///
/// Every function runs inside a transaction of ``Store/append(_:)`` that began with ``hold(_:at:in:)``, which
/// makes attempts on one counter wait for one another: guesses sent side by side count like guesses in turn.
enum Attempts {
    static let windowSeconds: Int64 = 15 * 60
    static let lockSeconds: Int64 = 15 * 60

    /// Takes hold of each counter; answers until when the first locked one is locked, nil where none is.
    static func hold(_ counters: [AttemptCounter], at now: Instant, in session: any Session) throws
        -> Instant?
    {
        var locked: Instant?
        for counter in counters {
            let until = try session.first(
                """
                INSERT INTO attempt_lock (scope, name, until_at, touched_at) VALUES (?, ?, 0, ?)
                ON CONFLICT (scope, name) DO UPDATE SET touched_at = excluded.touched_at RETURNING until_at
                """, counter.values + [.int(now.milliseconds)]
            ) { try $0.int(at: 0) }
            if let until, until > now.milliseconds, locked == nil { locked = Instant(milliseconds: until) }
        }
        return locked
    }

    /// Until when the first locked counter is locked, without taking hold.
    static func lockedUntil(
        _ counters: [AttemptCounter], at now: Instant, in session: any Session
    ) throws -> Instant? {
        for counter in counters {
            let until = try session.number(
                "SELECT until_at FROM attempt_lock WHERE scope = ? AND name = ?", counter.values)
            if until > now.milliseconds { return Instant(milliseconds: until) }
        }
        return nil
    }

    /// Notes an attempt whose outcome is still open; false where those under way and failed already make up the
    /// limit of an account. (An office behind one address may well sign in at once.)
    static func begin(
        _ id: String, _ counters: [AttemptCounter], at now: Instant, in session: any Session
    ) throws -> Bool {
        for counter in counters {
            let recent = try session.number(
                "SELECT count(*) FROM attempt WHERE scope = ? AND name = ? AND at > ?",
                counter.values + [windowStart(now)])
            if counter.scope == .account, recent >= counter.scope.failuresMax { return false }
            try session.run(
                "INSERT INTO attempt (id, scope, name, at, failed) VALUES (?, ?, ?, ?, 0)",
                [.text(id)] + counter.values + [.int(now.milliseconds)])
        }
        return true
    }

    /// Notes that an attempt failed; answers the counters that it has locked.
    static func fail(
        _ id: String, _ counters: [AttemptCounter], at now: Instant, in session: any Session
    ) throws -> [AttemptCounter] {
        var locked: [AttemptCounter] = []
        for counter in counters {
            try session.run(
                """
                INSERT INTO attempt (id, scope, name, at, failed) VALUES (?, ?, ?, ?, 1)
                ON CONFLICT (id, scope) DO UPDATE SET failed = 1
                """, [.text(id)] + counter.values + [.int(now.milliseconds)])
            let failed = try session.number(
                "SELECT count(*) FROM attempt WHERE scope = ? AND name = ? AND failed = 1 AND at > ?",
                counter.values + [windowStart(now)])
            guard failed >= counter.scope.failuresMax else { continue }
            try session.run(
                "UPDATE attempt_lock SET until_at = ? WHERE scope = ? AND name = ?",
                [.int(now.adding(seconds: lockSeconds).milliseconds)] + counter.values)
            try forget(counter, in: session)
            locked.append(counter)
        }
        return locked
    }

    /// Takes an attempt back: it succeeded, or it was never tried.
    static func end(_ id: String, in session: any Session) throws {
        try session.run("DELETE FROM attempt WHERE id = ?", [.text(id)])
    }

    /// Forgets every attempt on one counter.
    static func forget(_ counter: AttemptCounter, in session: any Session) throws {
        try session.run("DELETE FROM attempt WHERE scope = ? AND name = ?", counter.values)
    }

    /// Removes what no longer counts. Not under a hold: it must not wait for counters of others.
    static func sweep(at now: Instant, in session: any Session) throws {
        try session.run("DELETE FROM attempt WHERE at <= ?", [windowStart(now)])
        try session.run(
            "DELETE FROM attempt_lock WHERE touched_at <= ? AND until_at <= ?",
            [windowStart(now), .int(now.milliseconds)])
    }

    private static func windowStart(_ now: Instant) -> Value {
        .int(now.adding(seconds: -windowSeconds).milliseconds)
    }
}
