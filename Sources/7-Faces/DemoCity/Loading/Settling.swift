import Parties
import Platform
import Regulation

extension DemoCityAtWork {
    /// Registers divisions, bodies, people and systems: the authority and its administrator as the owner of the machine
    /// would, everyone else by that administrator, systems by the system staff of their body.
    func settle() async throws {
        let authorityKey = "authority"
        guard let authority = city.body(authorityKey),
            let administrator = city.accounts.first(where: { $0.roles.contains(Parties.administrator) })
        else { throw DemoCityError.incomplete(authorityKey) }
        try await add(authority, by: nil)
        try await add(administrator, by: nil)
        let admin = try await self.administrator()
        try await addDivisions(by: admin)
        for body in city.bodies { try await add(body, by: admin) }
        for account in city.accounts { try await add(account, by: admin) }
        for system in city.systems {
            let body = try await body(system.body)
            let known = try await platform.parties.systems(of: body.id)
            guard !known.contains(where: { $0.name == system.name }) else { continue }
            try await platform.parties.addSystem(
                name: system.name, body: body.id, filing: nil, by: try await actor("\(system.body).system"))
        }
    }

    private func addDivisions(by admin: Actor) async throws {
        let territory = city.territory
        let province = String(territory.division.prefix(2)) + "0000"
        let divisions =
            [(province, territory.province, nil), (territory.division, territory.city, province)]
            + territory.counties.map { ($0.code, $0.name, Optional(territory.division)) }
        for (code, name, parent) in divisions {
            let siblings = try await platform.parties.divisions(below: parent)
            guard !siblings.contains(where: { $0.code == code }) else { continue }
            try await platform.parties.addDivision(code: code, name: name, parent: parent, by: admin)
        }
    }

    private func add(_ body: DemoBody, by admin: Actor?) async throws {
        guard try await platform.parties.body(creditCode: body.creditCode) == nil else { return }
        try await platform.parties.addBody(
            name: body.name, creditCode: body.creditCode, kind: body.kind, division: body.division,
            level: body.level, by: admin)
    }

    private func add(_ account: DemoAccount, by admin: Actor?) async throws {
        let body = try await body(account.body)
        let known = try await platform.parties.people(in: body.id)
        guard !known.contains(where: { $0.account == account.account }) else { return }
        try await platform.parties.addPerson(
            account: account.account, name: account.name, body: body.id, roles: account.roles,
            password: DemoCity.password, by: admin)
    }
}
