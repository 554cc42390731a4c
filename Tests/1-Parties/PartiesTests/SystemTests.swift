import Parties
import Regulation
import Testing

@Suite("Information systems and their keys")
struct SystemTests {
    @Test("A system is registered once a name in its body, with its filing", arguments: Engine.available)
    func register(engine: Engine) async throws {
        let scene = try await PartiesScene.open(engine)
        let system = try await scene.parties.addSystem(
            name: "户政系统", body: scene.police.id, filing: "43020099999-20001", by: nil)
        #expect(try await scene.parties.system(system.id) == system)
        #expect(system.filing == "43020099999-20001")
        let again = { (body: Body) in
            await refused { _ = try await scene.parties.addSystem(name: "户政系统", body: body.id, by: nil) }
        }
        #expect(await again(scene.police) == "system-name-taken")
        #expect(await again(scene.city) == nil)
        #expect(try await scene.parties.systems(of: scene.police.id) == [system])
        let refusals: [(String, String, String?)] = [
            ("name-malformed", "", nil), ("filing-malformed", "系统", ""),
            ("filing-malformed", "系统", String(repeating: "1", count: 65)),
        ]
        for (code, name, filing) in refusals {
            #expect(
                await refused {
                    _ = try await scene.parties.addSystem(
                        name: name, body: scene.police.id, filing: filing, by: nil)
                } == code)
        }
        #expect(
            await refused { _ = try await scene.parties.addSystem(name: "系统", body: "none", by: nil) }
                == "body-not-found")
        await scene.close()
    }

    @Test("System staff keep the systems of their own body alone; others keep none")
    func staff() async throws {
        let scene = try await PartiesScene.open()
        _ = try await scene.person("own", ["system-staff"])
        _ = try await scene.person("foreign", ["system-staff"], in: scene.city)
        _ = try await scene.person("clerk", ["data-staff", "department-head"])
        _ = try await scene.person("admin", ["administrator"], in: scene.city)
        for (account, code) in [
            ("own", nil), ("foreign", "system-staff-only"), ("clerk", "system-staff-only"), ("admin", nil),
        ] as [(String, String?)] {
            let actor = try await scene.actor(account)
            let (system, key) = try await scene.keyed("系统 \(account)")
            #expect(
                await refused {
                    _ = try await scene.parties.addSystem(
                        name: "新 \(account)", body: scene.police.id, by: actor)
                } == code)
            #expect(
                await refused { _ = try await scene.parties.createKey(system: system.id, by: actor) } == code)
            #expect(await refused { try await scene.parties.revokeKey(key.id, by: actor) } == code)
            #expect(await refused { _ = try await scene.parties.suspendSystem(system.id, by: actor) } == code)
            #expect(await refused { _ = try await scene.parties.resumeSystem(system.id, by: actor) } == code)
        }
        await scene.close()
    }

    @Test("A system has at most ten valid keys; revoked and expired ones do not count")
    func keys() async throws {
        let scene = try await PartiesScene.open()
        let (system, first) = try await scene.keyed()
        let soon = scene.clock.now.adding(seconds: 60)
        for _ in 0..<9 { _ = try await scene.parties.createKey(system: system.id, expires: soon, by: nil) }
        let more = { await refused { _ = try await scene.parties.createKey(system: system.id, by: nil) } }
        #expect(await more() == "keys-too-many")
        try await scene.parties.revokeKey(first.id, by: nil)
        #expect(await more() == nil)
        #expect(await more() == "keys-too-many")
        scene.clock.advance(seconds: 60)
        #expect(await more() == nil)
        #expect(
            await refused {
                _ = try await scene.parties.createKey(system: system.id, expires: scene.clock.now, by: nil)
            } == "key-expiry-past")
        #expect(await refused { try await scene.parties.revokeKey("none", by: nil) } == "key-not-found")
        let listed = try await scene.parties.keys(of: system.id)
        #expect(listed.count == 12)
        #expect(listed.filter { $0.isValid(at: scene.clock.now) }.count == 2)
        await scene.close()
    }
}
