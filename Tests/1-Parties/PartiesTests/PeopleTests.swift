import Parties
import Regulation
import Testing

@Suite("People and roles")
struct PeopleTests {
    static let wrong: [(what: String, code: String, account: String, roles: Set<String>, password: String?)] =
        [
            ("a capital", "account-malformed", "Zhang", [], nil),
            ("too short", "account-malformed", "ab", [], nil),
            ("too long", "account-malformed", String(repeating: "a", count: 65), [], nil),
            ("a space", "account-malformed", "zhang san", [], nil),
            ("Chinese", "account-malformed", "张三丰", [], nil),
            ("an account in use", "account-taken", "taken", [], nil),
            ("a role of no profile", "role-unknown", "someone", ["data-staff", "emperor"], nil),
            ("a short password", "password-too-short", "someone", [], "abcdefghi"),
            ("no password at all", "password-too-short", "someone", [], ""),
            ("the account itself", "password-is-account", "someone.long", [], "Someone.Long"),
            ("few characters", "password-too-simple", "someone", [], "abababababab"),
            (
                "a password beyond the limit", "password-too-long", "someone", [],
                String(repeating: "abcdefgh", count: 33)
            ),
        ]

    @Test("A person that breaks the rules is refused", arguments: wrong.indices)
    func malformed(index: Int) async throws {
        let scene = try await PartiesScene.open()
        _ = try await scene.person("taken", [])
        let (what, code, account, roles, password) = Self.wrong[index]
        let refusal = await refused {
            try await scene.parties.addPerson(
                account: account, name: "李四", body: scene.police.id, roles: roles, password: password, by: nil
            )
        }
        #expect(refusal == code, "\(what)")
        #expect(try await scene.parties.people(in: scene.police.id).count == 1)
        await scene.close()
    }

    @Test("People are listed by body with all their roles", arguments: Engine.available)
    func list(engine: Engine) async throws {
        let scene = try await PartiesScene.open(engine)
        let first = try await scene.person("first", ["data-staff", "department-head"])
        let second = try await scene.person("second", [])
        _ = try await scene.person("elsewhere", ["data-staff"], in: scene.city)
        #expect(first.roles == ["data-staff", "department-head"])
        #expect(try await scene.parties.people(in: scene.police.id) == [first, second])
        #expect(try await scene.parties.person(first.id) == first)
        #expect(try await scene.parties.person("nobody") == nil)
        #expect(try await scene.parties.people(in: "nobody").isEmpty)
        await scene.close()
    }

    @Test("Holders of a role are the active people of that body who hold it", arguments: Engine.available)
    func holders(engine: Engine) async throws {
        let scene = try await PartiesScene.open(engine)
        let first = try await scene.person("first", ["data-staff", "department-head"])
        let second = try await scene.person("second", ["data-staff"])
        _ = try await scene.person("elsewhere", ["data-staff"], in: scene.city)
        let holders = { try await scene.parties.holders(of: "data-staff", in: scene.police.id) }
        #expect(try await holders() == [first, second])
        try await scene.parties.deactivatePerson(first.id, by: nil)
        #expect(try await holders() == [second])
        try await scene.parties.changeRoles(of: second.id, to: ["department-head"], by: nil)
        #expect(try await holders().isEmpty)
        try await scene.parties.reactivatePerson(first.id, by: nil)
        #expect(try await holders() == [first])
        try await scene.parties.deactivateBody(scene.police.id, by: nil)
        #expect(try await holders().isEmpty)
        await scene.close()
    }

    @Test("The last administrator cannot be taken away in any way")
    func lastAdministrator() async throws {
        let scene = try await PartiesScene.open()
        let admin = try await scene.person("admin", ["administrator"])
        let actor = try await scene.actor("admin")
        let ways: [() async throws -> Void] = [
            { _ = try await scene.parties.deactivatePerson(admin.id, by: actor) },
            { _ = try await scene.parties.changeRoles(of: admin.id, to: ["data-staff"], by: actor) },
            { _ = try await scene.parties.deactivateBody(scene.police.id, by: actor) },
        ]
        for way in ways { #expect(await refused(way) == "last-administrator") }
        #expect(try await scene.parties.person(admin.id) == admin)
        _ = try await scene.person("second", ["administrator"], in: scene.city)
        for way in ways { #expect(await refused(way) == nil) }
        await scene.close()
    }

    @Test("Every code and event of the module has a name of its own and both languages")
    func names() {
        let codes = PartiesCodes.all.map(\.name)
        #expect(Set(codes).count == codes.count)
        let events = PartiesEvents.all.map(\.name)
        #expect(Set(events).count == events.count)
        for code in PartiesCodes.all {
            #expect(!code.title.zh.isEmpty && !code.title.en.isEmpty && !code.remedy.zh.isEmpty)
        }
    }
}
