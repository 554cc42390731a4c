import Regulation
import Store
import Testing

@testable import Parties

@Suite("Password hashes and their desk")
struct PasswordTests {
    @Test("A hash says its own parameters, matches its password alone, and has a salt of its own")
    func form() throws {
        let hash = try PasswordHash(of: "correct horse", cost: .light)
        #expect(hash.text.hasPrefix("$scrypt$ln=10,r=8,p=1$"))
        #expect(PasswordHash(hash.text) == hash)
        #expect(try hash.matches("correct horse"))
        #expect(try !hash.matches("correct horsf"))
        #expect(try PasswordHash(of: "correct horse", cost: .light).text != hash.text)
    }

    @Test("New passwords are hashed with N = 2^15, r = 8, p = 1 unless the platform says otherwise")
    func standard() throws {
        #expect(
            try PasswordHash(of: "correct horse", cost: .standard).text.hasPrefix("$scrypt$ln=15,r=8,p=1$"))
    }

    @Test(
        "Text that is not exactly a hash of ours is none",
        arguments: [
            "", "$", "$scrypt$ln=10,r=8,p=1$$", "$scrypt$ln=10,r=8,p=1$c2FsdA$ZGlnZXN0",
            "$argon2$ln=10,r=8,p=1$MTIzNDU2Nzg5MDEyMzQ1Ng$MTIzNDU2Nzg5MDEyMzQ1NjEyMzQ1Njc4OTAxMjM0NTY",
            "$scrypt$ln=40,r=8,p=1$MTIzNDU2Nzg5MDEyMzQ1Ng$MTIzNDU2Nzg5MDEyMzQ1NjEyMzQ1Njc4OTAxMjM0NTY",
            "$scrypt$ln=10,r=800,p=1$MTIzNDU2Nzg5MDEyMzQ1Ng$MTIzNDU2Nzg5MDEyMzQ1NjEyMzQ1Njc4OTAxMjM0NTY",
            "$scrypt$r=8,ln=10,p=1$MTIzNDU2Nzg5MDEyMzQ1Ng$MTIzNDU2Nzg5MDEyMzQ1NjEyMzQ1Njc4OTAxMjM0NTY",
            "$scrypt$ln=10,r=8,p=1$MTIzNDU2Nzg5MDEyMzQ1Ng$MTIzNDU2Nzg5MDEyMzQ1NjEyMzQ1Njc4OTAxMjM0NTY$",
        ])
    func malformed(text: String) {
        #expect(PasswordHash(text) == nil)
    }

    @Test("A hash of a lower cost is renewed when its person signs in")
    func renewed() async throws {
        let scene = try await PartiesScene.open()
        _ = try await scene.person("clerk", [])
        let raised = PasswordCost(log2N: 11, blockSize: 8, parallelism: 1)
        let parties = try scene.neighbour(cost: raised)
        let stored = {
            try await scene.store.read { try $0.first("SELECT password FROM person") { try $0.text(at: 0) } }
        }
        #expect(try await stored()?.hasPrefix("$scrypt$ln=10,") == true)
        _ = try await parties.signIn(account: "clerk", password: PartiesScene.password, origin: "")
        #expect(try await stored()?.hasPrefix("$scrypt$ln=11,") == true)
        _ = try await parties.signIn(account: "clerk", password: PartiesScene.password, origin: "")
        await scene.close()
    }

    @Test("At most two are hashed at once, 64 wait, and one more is refused")
    func bounded() async throws {
        let desk = PasswordDesk(cost: .light)
        let (held, late) = (Held(), Answer())
        let full = PasswordDesk.runningMax + PasswordDesk.waitingMax
        let outcomes = await withTaskGroup(of: String?.self) { group in
            for _ in 0..<full { group.addTask { await refused { try await desk.run { held.hold() } } } }
            // The desk counts whoever it has let in: asked, not slept for.
            while desk.load < full { await Task.yield() }
            group.addTask {
                late.set(await refused { try await desk.run { held.hold() } })
                return nil
            }
            while desk.load == full, !late.isThere { await Task.yield() }
            held.release(full + 1)
            return await group.reduce(into: [String?]()) { $0.append($1) }
        }
        #expect(late.code == "sign-in-busy")
        #expect(outcomes.allSatisfy { $0 == nil })
        #expect(held.mostAtOnce == PasswordDesk.runningMax)
        #expect(desk.load == 0)
        #expect(try await desk.run { 7 } == 7)
    }
}
