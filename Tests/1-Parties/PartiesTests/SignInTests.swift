import Foundation
import Regulation
import Store
import Testing

@testable import Parties

@Suite("Sign-in and sessions")
struct SignInTests {
    static let right = PartiesScene.password

    @Test("The right password opens a session of the person", arguments: Engine.available)
    func success(engine: Engine) async throws {
        let scene = try await PartiesScene.open(engine)
        let person = try await scene.person("clerk", ["data-staff"])
        let session = try await scene.parties.signIn(
            account: "Clerk", password: Self.right, origin: "10.0.0.1")
        #expect(session.token.utf8.count == 43)
        #expect(session.expiresAt == scene.clock.now.adding(seconds: 12 * 3600))
        let found = try #require(try await scene.parties.actor(forSession: session.token))
        #expect(found.actor == Actor(identity: .person(person), body: scene.police, channel: .console))
        #expect(found.csrf == session.csrf)
        #expect(try await scene.parties.actor(forSession: session.csrf) == nil)
        #expect(try await scene.parties.actor(forSession: "") == nil)
        await scene.close()
    }

    @Test("Neither token nor password is kept as it is")
    func storedForm() async throws {
        let scene = try await PartiesScene.open()
        _ = try await scene.person("clerk", [])
        let session = try await scene.parties.signIn(
            account: "clerk", password: Self.right, origin: "10.0.0.1")
        let key = try await scene.keyed().key
        var stored = Data()
        for name in try FileManager.default.contentsOfDirectory(atPath: scene.folder) {
            stored += try Data(contentsOf: URL(fileURLWithPath: scene.folder + "/" + name))
        }
        for secret in [session.token, session.csrf, Self.right, key.secret] {
            #expect(stored.range(of: Data(secret.utf8)) == nil)
        }
        let hash = try await scene.store.read {
            try $0.first("SELECT password FROM person") { try $0.text(at: 0) }
        }
        #expect(hash?.hasPrefix("$scrypt$ln=10,r=8,p=1$") == true)
        #expect(!"\(session)".contains(session.token) && !"\(key)".contains(key.secret))
        await scene.close()
    }

    static let wrong: [(what: String, account: String, password: String)] = [
        ("a wrong password", "clerk", "correct horse batterz"),
        ("no password", "clerk", ""),
        ("a password without end", "clerk", String(repeating: "x", count: 10_000)),
        ("an unknown account", "nobody", right),
        ("no account", "", right),
        ("an account without end", String(repeating: "x", count: 10_000), right),
        ("a person without a password", "silent", ""),
        ("a person without a password, some password", "silent", right),
        ("a person who left", "gone", right),
        ("a person of a body that ended", "ended", right),
        ("SQL for an account", "clerk' --", right),
    ]

    @Test("Whatever is wrong, the refusal is the same", arguments: wrong.indices)
    func failure(index: Int) async throws {
        let scene = try await PartiesScene.open()
        _ = try await scene.person("clerk", [])
        _ = try await scene.parties.addPerson(
            account: "silent", name: "王五", body: scene.police.id, roles: [], password: nil, by: nil)
        try await scene.parties.deactivatePerson(try await scene.person("gone", []).id, by: nil)
        _ = try await scene.person("ended", [], in: scene.county)
        try await scene.parties.deactivateBody(scene.county.id, by: nil)
        let (what, account, password) = Self.wrong[index]
        let refusal = await #expect(throws: Refusal.self) {
            try await scene.parties.signIn(account: account, password: password, origin: "10.0.0.1")
        }
        #expect(refusal == Refusal(PartiesCodes.signInFailed, article: Profile.article), "\(what)")
        await scene.close()
    }

    /// One step of a lock-out story: seconds later, origin, account, whether the password is right, the outcome.
    typealias Try = (later: Int64, origin: String, account: String, isRight: Bool, code: String?)

    static func tries(_ count: Int, _ later: Int64, _ origin: String, _ account: String, _ code: String)
        -> [Try]
    {
        (0..<count).map { _ in (later, origin, account, false, code) }
    }

    static let stories: [(what: String, tries: [Try])] = [
        (
            "five failures lock, also for the right password and from elsewhere",
            tries(5, 1, "a", "clerk", "sign-in-failed") + [
                (1, "a", "clerk", true, "sign-in-locked"), (1, "b", "clerk", true, "sign-in-locked"),
                (1, "a", "other", true, nil),
            ]
        ),
        (
            "a lock lasts 15 minutes from the fifth failure and no longer",
            tries(5, 100, "a", "clerk", "sign-in-failed") + [
                (899, "a", "clerk", true, "sign-in-locked"), (1, "a", "clerk", true, nil),
            ]
        ),
        (
            "trying while locked does not lengthen the lock",
            tries(5, 0, "a", "clerk", "sign-in-failed") + tries(5, 100, "a", "clerk", "sign-in-locked") + [
                (400, "a", "clerk", true, nil)
            ]
        ),
        (
            "four failures do not lock, and success forgets them",
            tries(4, 1, "a", "clerk", "sign-in-failed") + [(1, "a", "clerk", true, nil)]
                + tries(4, 1, "a", "clerk", "sign-in-failed") + [(1, "a", "clerk", true, nil)]
        ),
        (
            "failures older than 15 minutes do not count",
            tries(4, 0, "a", "clerk", "sign-in-failed")
                + tries(4, 901, "a", "clerk", "sign-in-failed").prefix(1)
                + tries(3, 0, "a", "clerk", "sign-in-failed") + [(0, "a", "clerk", true, nil)]
        ),
        (
            "the window slides: five within any 15 minutes lock",
            tries(2, 0, "a", "clerk", "sign-in-failed") + tries(1, 800, "a", "clerk", "sign-in-failed")
                + tries(2, 101, "a", "clerk", "sign-in-failed") + tries(2, 0, "a", "clerk", "sign-in-failed")
                + [(0, "a", "clerk", true, "sign-in-locked")]
        ),
        (
            "an unknown account locks like a known one",
            tries(5, 0, "a", "nobody", "sign-in-failed") + tries(1, 0, "a", "nobody", "sign-in-locked")
        ),
        (
            "twenty failures lock their origin for every account, and no other origin",
            (0..<20).map { (0, "a", "guess\($0)", false, "sign-in-failed") } + [
                (0, "a", "clerk", true, "sign-in-locked"), (0, "b", "clerk", true, nil),
                (900, "a", "clerk", true, nil),
            ]
        ),
        (
            "success does not forget the failures of its origin",
            (0..<19).map { (0, "a", "guess\($0)", false, "sign-in-failed") } + [
                (0, "a", "clerk", true, nil), (0, "a", "guess", false, "sign-in-failed"),
                (0, "a", "clerk", true, "sign-in-locked"),
            ]
        ),
    ]

    @Test("Failures lock an account or an origin for as long as stated", arguments: stories.indices)
    func lockOut(index: Int) async throws {
        for engine in Engine.available {
            let scene = try await PartiesScene.open(engine)
            _ = try await scene.person("clerk", [])
            _ = try await scene.person("other", [])
            let (what, tries) = Self.stories[index]
            for (number, step) in tries.enumerated() {
                scene.clock.advance(seconds: step.later)
                let code = await refused {
                    _ = try await scene.parties.signIn(
                        account: step.account, password: step.isRight ? Self.right : "wrong password",
                        origin: step.origin)
                }
                #expect(code == step.code, "\(what), try \(number), \(engine)")
            }
            await scene.close()
        }
    }

    @Test("Guesses sent side by side count like guesses in turn", arguments: Engine.available)
    func parallelGuesses(engine: Engine) async throws {
        let scene = try await PartiesScene.open(engine)
        _ = try await scene.person("clerk", [])
        let codes = await withTaskGroup(of: String?.self) { group in
            for number in 0..<40 {
                group.addTask {
                    await refused {
                        _ = try await scene.parties.signIn(
                            account: "clerk", password: "wrong password", origin: "origin \(number)")
                    }
                }
            }
            return await group.reduce(into: [String: Int]()) { $0[$1 ?? "in", default: 0] += 1 }
        }
        #expect(codes == ["sign-in-failed": 5, "sign-in-locked": 35])
        await scene.close()
    }

    @Test("A session ends after 30 idle minutes, and after 12 hours whatever happens")
    func expiry() async throws {
        let scene = try await PartiesScene.open()
        _ = try await scene.person("clerk", [])
        let signIn = { try await scene.parties.signIn(account: "clerk", password: Self.right, origin: "") }
        let lives = { (session: ConsoleSession) in
            try await scene.parties.actor(forSession: session.token) != nil
        }
        let idle = try await signIn()
        scene.clock.advance(seconds: 30 * 60 - 1)
        #expect(try await lives(idle))
        scene.clock.advance(seconds: 30 * 60 - 1)
        #expect(try await lives(idle))
        scene.clock.advance(seconds: 30 * 60)
        #expect(try await lives(idle) == false)
        let busy = try await signIn()
        for _ in 0..<(12 * 4 - 1) {
            scene.clock.advance(seconds: 15 * 60)
            #expect(try await lives(busy))
        }
        scene.clock.advance(seconds: 15 * 60)
        #expect(try await lives(busy) == false)
        await scene.close()
    }

    @Test("The idle limit is noted at most once a minute")
    func refresh() async throws {
        let scene = try await PartiesScene.open()
        _ = try await scene.person("clerk", [])
        let session = try await scene.parties.signIn(account: "clerk", password: Self.right, origin: "")
        let seen = { try await scene.store.read { try $0.number("SELECT seen_at FROM console_session") } }
        let begun = try await seen()
        for _ in 0..<3 {
            scene.clock.advance(seconds: 19)
            _ = try await scene.parties.actor(forSession: session.token)
        }
        #expect(try await seen() == begun)
        scene.clock.advance(seconds: 3)
        _ = try await scene.parties.actor(forSession: session.token)
        #expect(try await seen() == begun + 60_000)
        await scene.close()
    }

    @Test("A session shows at once what changed about its person, and ends with the person or body")
    func standing() async throws {
        let scene = try await PartiesScene.open()
        let person = try await scene.person("clerk", ["data-staff"])
        let signIn = { try await scene.parties.signIn(account: "clerk", password: Self.right, origin: "") }
        let session = try await signIn()
        try await scene.parties.changeRoles(of: person.id, to: ["department-head"], by: nil)
        #expect(try await scene.parties.actor(forSession: session.token)?.actor.roles == ["department-head"])
        try await scene.parties.deactivatePerson(person.id, by: nil)
        #expect(try await scene.parties.actor(forSession: session.token) == nil)
        try await scene.parties.reactivatePerson(person.id, by: nil)
        #expect(try await scene.parties.actor(forSession: session.token) == nil)
        let second = try await signIn()
        try await scene.parties.deactivateBody(scene.police.id, by: nil)
        #expect(try await scene.parties.actor(forSession: second.token) == nil)
        await scene.close()
    }

    @Test("Signing out ends that session alone")
    func signOut() async throws {
        let scene = try await PartiesScene.open()
        _ = try await scene.person("clerk", [])
        let one = try await scene.parties.signIn(account: "clerk", password: Self.right, origin: "")
        let other = try await scene.parties.signIn(account: "clerk", password: Self.right, origin: "")
        try await scene.parties.signOut(one.token)
        try await scene.parties.signOut(one.token)
        #expect(try await scene.parties.actor(forSession: one.token) == nil)
        #expect(try await scene.parties.actor(forSession: other.token) != nil)
        await scene.close()
    }

    @Test("An eleventh session of one person ends the oldest")
    func sessionsBound() async throws {
        let scene = try await PartiesScene.open()
        _ = try await scene.person("clerk", [])
        var sessions: [ConsoleSession] = []
        for _ in 0..<11 {
            scene.clock.advance(seconds: 1)
            sessions.append(
                try await scene.parties.signIn(account: "clerk", password: Self.right, origin: ""))
        }
        #expect(try await scene.parties.actor(forSession: sessions[0].token) == nil)
        for session in sessions.dropFirst() {
            #expect(try await scene.parties.actor(forSession: session.token) != nil)
        }
        await scene.close()
    }

    @Test("A CSRF token is good for its own session alone")
    func csrf() async throws {
        let scene = try await PartiesScene.open()
        _ = try await scene.person("clerk", [])
        let one = try await scene.parties.signIn(account: "clerk", password: Self.right, origin: "")
        let other = try await scene.parties.signIn(account: "clerk", password: Self.right, origin: "")
        #expect(one.csrf != other.csrf)
        try scene.parties.checkCSRF(one.csrf, forSession: one.token)
        for wrong in [other.csrf, "", one.token, one.csrf + "x", String(repeating: "x", count: 1_000)] {
            #expect(throws: Refusal(PartiesCodes.csrfInvalid, article: Profile.article)) {
                try scene.parties.checkCSRF(wrong, forSession: one.token)
            }
        }
        await scene.close()
    }

    @Test("Changing a password proves the old one, ends the other sessions and keeps this one")
    func changePassword() async throws {
        let scene = try await PartiesScene.open()
        _ = try await scene.person("clerk", [])
        let here = try await scene.parties.signIn(account: "clerk", password: Self.right, origin: "")
        let there = try await scene.parties.signIn(account: "clerk", password: Self.right, origin: "")
        let change = { (current: String, new: String, token: String) in
            await refused {
                try await scene.parties.changePassword(
                    current: current, new: new, session: token, origin: "a")
            }
        }
        #expect(await change("wrong password", "a better password", here.token) == "sign-in-failed")
        #expect(await change(Self.right, "short", here.token) == "password-too-short")
        #expect(await change(Self.right, Self.right, here.token) == "password-unchanged")
        #expect(await change(Self.right, "a better password", "no session") == "session-invalid")
        #expect(await change(Self.right, "a better password", here.token) == nil)
        #expect(try await scene.parties.actor(forSession: here.token) != nil)
        #expect(try await scene.parties.actor(forSession: there.token) == nil)
        #expect(
            await refused {
                _ = try await scene.parties.signIn(account: "clerk", password: Self.right, origin: "")
            }
                == "sign-in-failed")
        _ = try await scene.parties.signIn(account: "clerk", password: "a better password", origin: "")
        await scene.close()
    }

    @Test("A password cannot be guessed through a session left open")
    func guessThroughSession() async throws {
        let scene = try await PartiesScene.open()
        _ = try await scene.person("clerk", [])
        let session = try await scene.parties.signIn(account: "clerk", password: Self.right, origin: "")
        for number in 0..<6 {
            let code = await refused {
                try await scene.parties.changePassword(
                    current: "guess number \(number)", new: "a better password", session: session.token,
                    origin: "a")
            }
            #expect(code == (number < 5 ? "sign-in-failed" : "sign-in-locked"))
        }
        await scene.close()
    }

    @Test("A password set by an administrator ends every session and the lock")
    func setPassword() async throws {
        let scene = try await PartiesScene.open()
        let person = try await scene.person("clerk", [])
        let session = try await scene.parties.signIn(account: "clerk", password: Self.right, origin: "")
        for _ in 0..<5 {
            _ = await refused {
                _ = try await scene.parties.signIn(account: "clerk", password: "no", origin: "")
            }
        }
        try await scene.parties.setPassword("a better password", of: person.id, by: nil)
        #expect(try await scene.parties.actor(forSession: session.token) == nil)
        _ = try await scene.parties.signIn(account: "clerk", password: "a better password", origin: "")
        await scene.close()
    }
}
