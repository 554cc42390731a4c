import Crypto
import Foundation
import JWTKit
import Protection
import Regulation
import Store
import Testing

@testable import Parties

@Suite("Tokens of systems")
struct TokenTests {
    @Test("A key buys a token that proves its system and body", arguments: Engine.available)
    func issue(engine: Engine) async throws {
        let scene = try await PartiesScene.open(engine)
        let (system, key) = try await scene.keyed()
        let token = try await scene.parties.issueToken(keyID: key.id, secret: key.secret, origin: "10.0.0.9")
        #expect(token.expiresAt == scene.clock.now.adding(seconds: 900))
        for _ in 0..<2 {
            let principal = try await scene.parties.verify(token.token)
            #expect(principal.system == system)
            #expect(principal.body == scene.police)
            #expect(principal.keyID == key.id)
            #expect(principal.expiresAt == token.expiresAt)
            #expect(principal.actor.ledgerName == "system:\(system.id)")
        }
        #expect(try await scene.neighbour().verify(token.token).system == system)
        await scene.close()
    }

    @Test("A token ends after 15 minutes, seen before or not, and never after its key")
    func expiry() async throws {
        let scene = try await PartiesScene.open()
        let (system, key) = try await scene.keyed()
        let token = try await scene.parties.issueToken(keyID: key.id, secret: key.secret)
        scene.clock.advance(seconds: 899)
        _ = try await scene.parties.verify(token.token)
        scene.clock.advance(seconds: 1)
        #expect(await refused { _ = try await scene.parties.verify(token.token) } == "token-expired")
        #expect(await refused { _ = try await scene.neighbour().verify(token.token) } == "token-expired")
        let short = try await scene.parties.createKey(
            system: system.id, expires: scene.clock.now.adding(seconds: 60), by: nil)
        let last = try await scene.parties.issueToken(keyID: short.id, secret: short.secret)
        #expect(last.expiresAt == scene.clock.now.adding(seconds: 60))
        scene.clock.advance(seconds: 60)
        #expect(
            await refused { _ = try await scene.parties.issueToken(keyID: short.id, secret: short.secret) }
                == "key-expired")
        await scene.close()
    }

    /// Ways to end a token: each must be felt by the next call, in every process.
    static let endings:
        [(what: String, end: @Sendable (PartiesScene, SystemPrincipal) async throws -> Void)] = [
            ("its key is revoked", { try await $0.parties.revokeKey($1.keyID, by: nil) }),
            ("its system is suspended", { try await $0.parties.suspendSystem($1.system.id, by: nil) }),
            ("its body is deactivated", { try await $0.parties.deactivateBody($1.body.id, by: nil) }),
            ("it is revoked itself", { try await $0.parties.revokeToken($1, by: nil) }),
            ("its system gives it up", { try await $0.parties.revokeToken($1, by: $1.actor) }),
        ]

    @Test("A token is worth nothing the moment that", arguments: endings.indices)
    func revoked(index: Int) async throws {
        for engine in Engine.available {
            let scene = try await PartiesScene.open(engine)
            let neighbour = try scene.neighbour()
            let (_, key) = try await scene.keyed()
            let token = try await scene.parties.issueToken(keyID: key.id, secret: key.secret).token
            let principal = try await scene.parties.verify(token)
            _ = try await neighbour.verify(token)
            let before = try await scene.store.read { try $0.number(Parties.revisionSQL) }
            try await scene.store.read { try scene.parties.stillHolds(principal, revision: before, in: $0) }
            try await Self.endings[index].end(scene, principal)
            let after = try await scene.store.read { try $0.number(Parties.revisionSQL) }
            #expect(after > before)
            for parties in [scene.parties, neighbour] {
                #expect(await refused { _ = try await parties.verify(token) } == "token-revoked")
                #expect(
                    await refused { _ = try await parties.verify(token, revision: after) } == "token-revoked")
            }
            #expect(
                await refused {
                    try await scene.store.read {
                        try scene.parties.stillHolds(principal, revision: after, in: $0)
                    }
                }
                    == "token-revoked")
            await scene.close()
        }
    }

    @Test("Other tokens outlive the end of one")
    func others() async throws {
        let scene = try await PartiesScene.open()
        let (system, key) = try await scene.keyed()
        let one = try await scene.parties.issueToken(keyID: key.id, secret: key.secret).token
        let other = try await scene.parties.issueToken(keyID: key.id, secret: key.secret).token
        let second = try await scene.parties.createKey(system: system.id, by: nil)
        let third = try await scene.parties.issueToken(keyID: second.id, secret: second.secret).token
        try await scene.parties.revokeToken(try await scene.parties.verify(one), by: nil)
        _ = try await scene.parties.verify(other)
        try await scene.parties.revokeKey(key.id, by: nil)
        #expect(await refused { _ = try await scene.parties.verify(other) } == "token-revoked")
        #expect(try await scene.parties.verify(third).keyID == second.id)
        let stranger = try await scene.keyed("别的系统").key
        let foreign = try await scene.parties.verify(
            try await scene.parties.issueToken(keyID: stranger.id, secret: stranger.secret).token)
        let victim = try await scene.parties.verify(third)
        #expect(
            await refused { try await scene.parties.revokeToken(victim, by: foreign.actor) }
                == "system-staff-only")
        await scene.close()
    }

    @Test("Whatever is not a token of this platform for this exchange is refused as invalid")
    func attacks() async throws {
        let scene = try await PartiesScene.open()
        let (system, key) = try await scene.keyed()
        let real = try await scene.parties.issueToken(keyID: key.id, secret: key.secret).token
        let parts = real.split(separator: ".").map(String.init)
        let headerBytes = try #require(Secrets.bytes(base64URL: parts[0].utf8))
        let header = try #require(
            try JSONSerialization.jsonObject(with: Data(headerBytes)) as? [String: Any])
        let signer = try #require(header["kid"] as? String)
        #expect(header["alg"] as? String == "EdDSA")

        let now = scene.clock.now.milliseconds / 1000
        func claims(iss: String? = nil, aud: String = TokenClaims.audience, exp: Int64 = 900) -> TokenClaims {
            TokenClaims(
                iss: iss ?? scene.parties.issuer, sub: system.id, aud: aud, kid: key.id, jti: "j", iat: now,
                exp: now + exp)
        }
        func text(_ object: [String: Any]) throws -> String {
            Secrets.base64URL(Array(try JSONSerialization.data(withJSONObject: object)))
        }
        let own = scene.parties.signingKeys
        let strangerKey = Curve25519.Signing.PrivateKey()
        let stranger = await JWTKeyCollection().add(
            eddsa: EdDSA.PrivateKey(backing: strangerKey), kid: JWKIdentifier(string: signer))
        // The public key as an HMAC secret: the classic confusion.
        let sealed = try #require(
            try await scene.store.read {
                try $0.first("SELECT sealed FROM signing_key") { try $0.bytes("sealed") }
            })
        let opened = try SecretBox(scene.master, label: "parties").open(
            sealed, associated: Array("signing_key:\(signer)".utf8))
        let privateKey = try Curve25519.Signing.PrivateKey(rawRepresentation: opened)
        let publicKey = privateKey.publicKey.rawRepresentation
        // What not even a header under our own signature may say.
        func signed(_ header: [String: Any]) throws -> String {
            let head = try text(header) + "." + parts[1]
            return head + "." + Secrets.base64URL(Array(try privateKey.signature(for: Data(head.utf8))))
        }
        _ = try await scene.parties.verify(try signed(["alg": "EdDSA", "kid": signer]))
        let confused = await JWTKeyCollection().add(
            hmac: HMACKey(from: publicKey), digestAlgorithm: .sha256, kid: JWKIdentifier(string: signer))
        var flipped = Array(parts[2].utf8)
        flipped[10] = flipped[10] == 0x41 ? 0x42 : 0x41
        let wide = try text(["exp": now + 90_000, "sub": system.id])

        let attacks: [(what: String, token: String)] = [
            ("nothing", ""), ("garbage", "garbage"), ("dots", ".."), ("four parts", real + ".x"),
            ("two parts", parts[0] + "." + parts[1]),
            (
                "alg none without a signature",
                try text(["alg": "none", "kid": signer]) + "." + parts[1] + "."
            ),
            (
                "alg none with the signature",
                try text(["alg": "none", "kid": signer]) + "." + parts[1] + "." + parts[2]
            ),
            ("alg none, signed", try signed(["alg": "none", "kid": signer])),
            ("HS256, signed", try signed(["alg": "HS256", "kid": signer])),
            (
                "an extension that must be understood",
                try signed(["alg": "EdDSA", "kid": signer, "crit": ["b64"]])
            ),
            (
                "HS256 by the public key",
                try await confused.sign(claims(), kid: JWKIdentifier(string: signer))
            ),
            (
                "a stranger's key under our name",
                try await stranger.sign(claims(), kid: JWKIdentifier(string: signer))
            ),
            (
                "an unknown signing key",
                try text(["alg": "EdDSA", "kid": "nobody"]) + "." + parts[1] + "." + parts[2]
            ),
            ("no signing key named", try text(["alg": "EdDSA"]) + "." + parts[1] + "." + parts[2]),
            ("a changed payload", parts[0] + "." + wide + "." + parts[2]),
            (
                "a changed signature",
                parts[0] + "." + parts[1] + "." + String(decoding: flipped, as: UTF8.self)
            ),
            ("no signature", parts[0] + "." + parts[1] + "."),
            ("another audience", try await own.sign(claims(aud: "elsewhere"))),
            ("another issuer", try await own.sign(claims(iss: "yuanliu/110000"))),
            ("longer than 4 KiB", real + String(repeating: "A", count: 4_096)),
            ("a space before", " " + real),
            ("a header of deep nesting", String(repeating: "W1tb", count: 900) + ".a.b"),
            ("characters beyond ASCII", "令牌.令牌.令牌"),
        ]
        for (what, token) in attacks {
            let refusal = await #expect(throws: Refusal.self, "\(what)") {
                try await scene.parties.verify(token)
            }
            #expect(refusal == Refusal(PartiesCodes.tokenInvalid, article: Profile.article), "\(what)")
        }
        #expect(
            await refused { _ = try await scene.parties.verify(try await own.sign(claims(exp: -1))) }
                == "token-expired")
        #expect(try await scene.parties.verify(try await own.sign(claims())).system == system)
        _ = try await scene.parties.verify(real)
        await scene.close()
    }

    @Test("A wrong key or secret is refused alike; with the right secret the reason is told")
    func refusals() async throws {
        let scene = try await PartiesScene.open()
        let (system, key) = try await scene.keyed()
        let other = try await scene.parties.createKey(system: system.id, by: nil)
        let issue = { (id: String, secret: String) in
            await refused { _ = try await scene.parties.issueToken(keyID: id, secret: secret) }
        }
        #expect(await issue("nobody", key.secret) == "key-refused")
        #expect(await issue(key.id, other.secret) == "key-refused")
        #expect(await issue(key.id, "") == "key-refused")
        #expect(await issue(key.id, String(repeating: "x", count: 100_000)) == "key-refused")
        #expect(await issue(String(repeating: "x", count: 100_000), key.secret) == "key-refused")
        try await scene.parties.suspendSystem(system.id, by: nil)
        #expect(await issue(key.id, key.secret) == "system-suspended")
        try await scene.parties.resumeSystem(system.id, by: nil)
        try await scene.parties.deactivateBody(scene.police.id, by: nil)
        #expect(await issue(key.id, key.secret) == "system-suspended")
        try await scene.parties.reactivateBody(scene.police.id, by: nil)
        #expect(await issue(key.id, key.secret) == nil)
        try await scene.parties.revokeKey(key.id, by: nil)
        #expect(await issue(key.id, key.secret) == "key-revoked")
        #expect(await issue(other.id, other.secret) == nil)
        await scene.close()
    }

    @Test(
        "Failed exchanges lock a key at their origin, and the origin after twenty",
        arguments: Engine.available)
    func lockOut(engine: Engine) async throws {
        let scene = try await PartiesScene.open(engine)
        let key = try await scene.keyed().key
        let issue = { (id: String, secret: String, origin: String) in
            await refused {
                _ = try await scene.parties.issueToken(keyID: id, secret: secret, origin: origin)
            }
        }
        for _ in 0..<5 { #expect(await issue(key.id, "wrong", "a") == "key-refused") }
        #expect(await issue(key.id, key.secret, "a") == "key-locked")
        // A stranger elsewhere must not be able to lock the system out.
        #expect(await issue(key.id, key.secret, "b") == nil)
        for number in 0..<15 { #expect(await issue("guess\(number)", "wrong", "a") == "key-refused") }
        let other = try await scene.keyed("别的系统").key
        #expect(await issue(other.id, other.secret, "a") == "key-locked")
        scene.clock.advance(seconds: 900)
        #expect(await issue(key.id, key.secret, "a") == nil)
        #expect(await issue(other.id, other.secret, "a") == nil)
        await scene.close()
    }

    @Test(
        "However many ask at once in however many processes, one signing key is made",
        arguments: Engine.available)
    func oneSigningKey(engine: Engine) async throws {
        let scene = try await PartiesScene.open(engine)
        let key = try await scene.keyed().key
        let processes = try (0..<4).map { _ in try scene.neighbour() }
        let tokens = try await withThrowingTaskGroup(of: String.self) { group in
            for number in 0..<24 {
                group.addTask {
                    try await processes[number % 4].issueToken(keyID: key.id, secret: key.secret).token
                }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(try await scene.store.read { try $0.number("SELECT count(*) FROM signing_key") } == 1)
        #expect(Set(tokens).count == 24)
        for token in tokens { _ = try await scene.parties.verify(token) }
        await scene.close()
    }

    @Test("The signing key lies sealed: another master key cannot use it")
    func sealedKey() async throws {
        let scene = try await PartiesScene.open()
        let key = try await scene.keyed().key
        let token = try await scene.parties.issueToken(keyID: key.id, secret: key.secret).token
        let other = PartiesScene.parties(scene.store, scene.clock, .random())
        await #expect(throws: PartiesError.signingKeyUnusable) { try await other.verify(token) }
        await #expect(throws: PartiesError.signingKeyUnusable) {
            try await other.issueToken(keyID: key.id, secret: key.secret)
        }
        await scene.close()
    }

    @Test("The cache keeps at most ten thousand and the newest of them")
    func cache() async throws {
        let scene = try await PartiesScene.open()
        let key = try await scene.keyed().key
        let principal = try await scene.parties.verify(
            try await scene.parties.issueToken(keyID: key.id, secret: key.secret).token)
        let cache = PrincipalCache()
        for number in 0..<25_000 { cache.insert(principal, "token \(number)") }
        #expect(cache.count <= PrincipalCache.countMax)
        #expect(cache.find("token 24999", revision: principal.revision) == principal)
        #expect(cache.find("token 24999", revision: principal.revision + 1) == nil)
        #expect(cache.find("token 0", revision: principal.revision) == nil)
        await scene.close()
    }
}
