import Parties
import Regulation
import Store
import Testing

@Suite("Bodies, divisions and seats")
struct BodyTests {
    static let wrong: [(what: String, code: String, name: String, credit: String, division: String)] = [
        ("no name", "name-malformed", "", PartiesScene.creditCode(9), "430200"),
        ("a name that ends with a space", "name-malformed", "市局 ", PartiesScene.creditCode(9), "430200"),
        ("a control character", "name-malformed", "市\u{0}局", PartiesScene.creditCode(9), "430200"),
        ("a hidden direction mark", "name-malformed", "市\u{202E}局", PartiesScene.creditCode(9), "430200"),
        (
            "a name that is too long", "name-malformed", String(repeating: "局", count: 101),
            PartiesScene.creditCode(9), "430200"
        ),
        ("a wrong check character", "credit-code-invalid", "市局", "11430200000000005X", "430200"),
        ("a code too short", "credit-code-invalid", "市局", "1143", "430200"),
        ("no code", "credit-code-invalid", "市局", "", "430200"),
        ("a code in use", "credit-code-taken", "市局", PartiesScene.creditCode(1), "430200"),
        ("no division", "division-malformed", "市局", PartiesScene.creditCode(9), ""),
        ("a division of no province", "division-malformed", "市局", PartiesScene.creditCode(9), "990000"),
        ("a village", "division-malformed", "市局", PartiesScene.creditCode(9), "430203001002"),
    ]

    @Test("A body that breaks the rules is refused", arguments: wrong.indices)
    func malformed(index: Int) async throws {
        let scene = try await PartiesScene.open()
        let (what, code, name, credit, division) = Self.wrong[index]
        let refusal = await refused {
            try await scene.parties.addBody(
                name: name, creditCode: credit, kind: .department, division: division, level: .city, by: nil)
        }
        #expect(refusal == code, "\(what)")
        #expect(try await scene.parties.bodies().count == 4)
        await scene.close()
    }

    @Test(
        "A body is found by id, by credit code and by kind, division and level", arguments: Engine.available)
    func find(engine: Engine) async throws {
        let scene = try await PartiesScene.open(engine)
        #expect(try await scene.parties.body(scene.police.id) == scene.police)
        #expect(try await scene.parties.body(creditCode: scene.police.creditCode) == scene.police)
        #expect(try await scene.parties.body(creditCode: "x") == nil)
        #expect(await refused { _ = try await scene.parties.body("nobody") } == "body-not-found")
        #expect(try await scene.parties.bodies(kind: .authority) == [scene.city, scene.county])
        #expect(try await scene.parties.bodies(division: "430221") == [scene.county, scene.countyCivil])
        #expect(try await scene.parties.bodies(kind: .department, level: .county) == [scene.countyCivil])
        let page = try await scene.parties.bodies(limit: 3)
        #expect(page == [scene.city, scene.police, scene.county])
        #expect(try await scene.parties.bodies(after: page[2].id) == [scene.countyCivil])
        await scene.close()
    }

    @Test("All bodies are read page by page, the inactive ones on request")
    func all() async throws {
        let scene = try await PartiesScene.open()
        try await scene.store.write { session in
            for number in 0..<(2 * Parties.listMax) {
                try session.run(
                    """
                    INSERT INTO body (id, name, credit_code, kind, division, level, active, created_at)
                    VALUES (?, '某局', ?, 'department', '430200', 'city', ?, 0)
                    """, [.text("!\(number)"), .text("!\(number)"), Value(number > 0)])
            }
        }
        let ids = try await scene.parties.allBodies().map(\.id)
        #expect(ids.count == 2 * Parties.listMax + 3)
        #expect(Set(ids).count == ids.count && ids.last == scene.countyCivil.id)
        #expect(try await scene.parties.allBodies(activeOnly: false).count == ids.count + 1)
        await scene.close()
    }

    @Test("The people of a body are read by itself, by authorities, auditors and administrators")
    func reading() async throws {
        let scene = try await PartiesScene.open()
        func actor(_ body: Body, _ roles: Set<String>) async throws -> Actor {
            let account = "one\(roles.sorted().joined())\(body.id)"
            _ = try await scene.parties.addPerson(
                account: account, name: "某人", body: body.id, roles: roles, password: nil, by: nil)
            return try await scene.parties.actor(account: account, channel: .console)
        }
        for (body, roles, mayRead) in [
            (scene.police, ["data-staff"], true), (scene.county, ["county-authority-reviewer"], true),
            (scene.countyCivil, ["data-staff"], false), (scene.countyCivil, ["auditor"], true),
            (scene.countyCivil, ["administrator"], true),
        ] as [(Body, Set<String>, Bool)] {
            let ruling = scene.parties.mayRead(scene.police.id, try await actor(body, roles))
            #expect((ruling == .allowed) == mayRead, "\(body.name) \(roles)")
            if !mayRead { #expect(ruling.reasons.map(\.code.name) == ["body-not-found"]) }
        }
        await scene.close()
    }

    @Test("A public body with a company's code, or a level unlike its division, is only warned of")
    func warnings() async throws {
        let scene = try await PartiesScene.open()
        let company = PartiesScene.creditCode(7, opening: "91")
        #expect(
            Parties.warnings(creditCode: company, kind: .department, division: "430200", level: .city).map(
                \.code)
                == [PartiesCodes.creditCodeUnusual])
        #expect(
            Parties.warnings(creditCode: company, kind: .institution, division: "430200", level: .city)
                .isEmpty)
        #expect(
            Parties.warnings(
                creditCode: scene.police.creditCode, kind: .department, division: "430221", level: .city
            ).map(\.code) == [PartiesCodes.levelUnusual])
        let added = try await scene.parties.addBody(
            name: "市属企业", creditCode: company, kind: .department, division: "430221", level: .city, by: nil)
        #expect(try await scene.parties.body(added.id) == added)
        await scene.close()
    }

    @Test("A body is renamed, ended and taken up again")
    func change() async throws {
        let scene = try await PartiesScene.open()
        #expect(try await scene.parties.renameBody(scene.police.id, to: "市公安局(新)", by: nil).name == "市公安局(新)")
        #expect(try await scene.parties.deactivateBody(scene.police.id, by: nil).isActive == false)
        #expect(try await scene.parties.bodies(kind: .department) == [scene.countyCivil])
        #expect(try await scene.parties.bodies(kind: .department, activeOnly: false).count == 2)
        #expect(
            await refused { _ = try await scene.person("late", ["data-staff"]) } == "body-inactive")
        #expect(try await scene.parties.reactivateBody(scene.police.id, by: nil).isActive)
        await scene.close()
    }

    @Test("Only an administrator or the platform itself keeps bodies and divisions")
    func administrators() async throws {
        let scene = try await PartiesScene.open()
        _ = try await scene.person("admin", ["administrator"])
        _ = try await scene.person("clerk", ["data-staff", "system-staff", "department-head"])
        let (admin, clerk) = (try await scene.actor("admin"), try await scene.actor("clerk"))
        let id = scene.police.id
        let acts: [(Actor) async throws -> Void] = [
            { _ = try await scene.parties.addDivision(code: "430200", name: "市", parent: nil, by: $0) },
            { _ = try await scene.parties.renameBody(id, to: "局", by: $0) },
            {
                _ = try await scene.parties.addBody(
                    name: "新局", creditCode: PartiesScene.creditCode(8), kind: .department, division: "430200",
                    level: .city, by: $0)
            },
            { _ = try await scene.parties.deactivateBody(scene.countyCivil.id, by: $0) },
            { _ = try await scene.parties.reactivateBody(scene.countyCivil.id, by: $0) },
            {
                _ = try await scene.parties.addPerson(
                    account: "someone", name: "某人", body: id, roles: [], password: nil, by: $0)
            },
            { _ = try await scene.parties.changeRoles(of: clerk.id, to: ["data-staff"], by: $0) },
            { _ = try await scene.parties.setPassword("another password", of: clerk.id, by: $0) },
            { _ = try await scene.parties.deactivatePerson(clerk.id, by: $0) },
            { _ = try await scene.parties.reactivatePerson(clerk.id, by: $0) },
        ]
        for (number, act) in acts.enumerated() {
            #expect(await refused { try await act(clerk) } == "administrator-only", "act \(number)")
            #expect(await refused { try await act(admin) } == nil, "act \(number)")
        }
        let ruling = scene.parties.mayAdminister(clerk)
        #expect(ruling.reasons.first?.article == Profile.article)
        await scene.close()
    }

    @Test("Divisions form a tree whose parents come first")
    func divisions() async throws {
        let scene = try await PartiesScene.open()
        try await scene.parties.addDivision(code: "430200", name: "某市", parent: nil, by: nil)
        try await scene.parties.addDivision(code: "430203", name: "某区", parent: "430200", by: nil)
        try await scene.parties.addDivision(code: "430203001", name: "某街道", parent: "430203", by: nil)
        #expect(try await scene.parties.divisions(below: nil).map(\.code) == ["430200"])
        #expect(try await scene.parties.divisions(below: "430203").map(\.name) == ["某街道"])
        #expect(
            await refused {
                try await scene.parties.addDivision(code: "430203", name: "某区", parent: nil, by: nil)
            } == "division-taken")
        #expect(
            await refused {
                try await scene.parties.addDivision(code: "430204", name: "某区", parent: "430300", by: nil)
            } == "division-not-found")
        await scene.close()
    }

    @Test("Each seat is found for a case, or refused as vacant with its name", arguments: Engine.available)
    func seats(engine: Engine) async throws {
        let scene = try await PartiesScene.open(engine)
        let government = try await scene.parties.addBody(
            name: "县人民政府", creditCode: PartiesScene.creditCode(5), kind: .government, division: "430221",
            level: .county, by: nil)
        let township = try await scene.parties.addBody(
            name: "镇人民政府", creditCode: PartiesScene.creditCode(6), kind: .department, division: "430221101",
            level: .township, by: nil)
        let cases: [(Procedure.Seat, Body, Body?, Body?)] = [
            (.opener, scene.police, nil, scene.police),
            (.provider, scene.police, scene.countyCivil, scene.countyCivil),
            (.provider, scene.police, nil, nil),
            (.countyAuthority, scene.countyCivil, nil, scene.county),
            (.countyAuthority, township, nil, scene.county),
            (.countyAuthority, scene.police, nil, nil),
            (.countyGovernment, scene.countyCivil, nil, government),
            (.countyGovernment, scene.police, nil, nil),
            (.cityAuthority, scene.countyCivil, nil, scene.city),
            (.cityAuthority, scene.police, nil, scene.city),
            (.cityGovernment, scene.police, nil, nil),
        ]
        for (seat, opener, provider, expected) in cases {
            do {
                let found = try await scene.parties.seat(seat, opener: opener, provider: provider)
                #expect(found == expected, "\(seat)")
            } catch let refusal as Refusal {
                #expect(expected == nil, "\(seat)")
                #expect(refusal.code == PartiesCodes.seatVacant)
                #expect(refusal.reasons[0].detail?.en.contains(seat.rawValue) == true)
            }
        }
        try await scene.parties.deactivateBody(scene.county.id, by: nil)
        #expect(
            await refused {
                _ = try await scene.parties.seat(.countyAuthority, opener: scene.countyCivil, provider: nil)
            } == "seat-vacant")
        await scene.close()
    }
}
