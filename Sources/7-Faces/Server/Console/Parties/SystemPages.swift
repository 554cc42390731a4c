import Hummingbird
import Parties
import Regulation

/// One information system and its access keys; a key's secret is shown once, when it is made (信息系统页).
struct SystemPages: Sendable {
    let desk: Desk

    func register(on routes: ConsoleRoutes) {
        routes.get("console/systems/{system}") { try await show($0, issued: nil, refusal: nil) }
        routes.post("console/systems/{system}/keys") { try await createKey($0, $1) }
        routes.post("console/systems/{system}/keys/{key}/revoke") { visit, _ in
            try await act(visit, "party.keyRevoked") { _, actor in
                try await desk.platform.parties.revokeKey(visit.parameter("key"), by: actor)
            }
        }
        routes.post("console/systems/{system}/state") { visit, form in
            try await act(visit, "party.changed") { id, actor in
                if form["active"] == "yes" {
                    try await desk.platform.parties.resumeSystem(id, by: actor)
                } else {
                    try await desk.platform.parties.suspendSystem(id, by: actor)
                }
            }
        }
    }

    private func createKey(_ visit: Visit, _ form: Form) async throws -> Response {
        let id = try visit.parameter("system")
        do {
            var expires: Instant?
            if !form["expires"].isEmpty {
                guard let day = LocalDate(form["expires"]) else {
                    throw Refusal(
                        ServerCodes.invalidField,
                        detail: Bilingual("应为 YYYY-MM-DD 形式的日期", "A date YYYY-MM-DD is expected"),
                        field: "expires")
                }
                expires = day.adding(days: 1).start(offsetSeconds: desk.profile.utcOffsetSeconds)
            }
            let issued = try await desk.platform.parties.createKey(
                system: id, expires: expires, by: visit.actor)
            // No redirect: the secret exists in this answer only.
            return try await show(visit, issued: issued, refusal: nil)
        } catch let refusal as Refusal
            where refusal.code.kind != .missing && refusal.code != ServerCodes.signInRequired
        {
            return try await show(visit, issued: nil, refusal: refusal)
        }
    }

    private func act(
        _ visit: Visit, _ notice: String, _ work: (String, Actor) async throws -> Void
    ) async throws -> Response {
        let id = try visit.parameter("system")
        do {
            try await work(id, visit.actor)
        } catch let refusal as Refusal
            where refusal.code.kind != .missing && refusal.code != ServerCodes.signInRequired
        {
            return try await show(visit, issued: nil, refusal: refusal)
        }
        return desk.done("/console/systems/\(id)", notice: notice)
    }

    private func show(_ visit: Visit, issued: IssuedKey?, refusal: Refusal?) async throws -> Response {
        let actor = try visit.actor
        let texts = visit.texts
        let parties = desk.platform.parties
        guard let system = try await parties.system(visit.parameter("system")),
            system.body == actor.body.id || parties.mayKeepSystems(of: system.body, actor) == .allowed
                || actor.administers(desk.profile)
        else { throw Refusal(PartiesCodes.systemNotFound) }
        let body = try await parties.body(system.body)
        let keeps = parties.mayKeepSystems(of: system.body, actor) == .allowed
        let now = desk.platform.surroundings.now()
        return try await desk.page(
            visit, "parties/system",
            Model(
                crumbs: [
                    Crumb(texts("nav.parties"), "/console/parties"),
                    Crumb(body.name, "/console/parties/\(body.id)"),
                ],
                title: system.name, badges: [PartyWords.state(system.isActive, visit)],
                base: "/console/systems/\(system.id)", isActive: system.isActive, keeps: keeps,
                faults: desk.faults(refusal, visit),
                facts: FactsView([
                    Fact(texts("party.number"), code: system.id),
                    Fact(texts("account.body"), body.name, href: "/console/parties/\(body.id)"),
                    Fact(texts("party.filing"), system.filing ?? ""),
                ]),
                issued: issued.map { Issued(id: $0.id, secret: $0.secret) },
                keys: try await parties.keys(of: system.id).map { key in
                    KeyRow(
                        id: key.id, created: desk.time(key.createdAt),
                        expires: key.expiresAt.map(desk.time) ?? texts("party.noExpiry"),
                        state: key.isValid(at: now)
                            ? Badge(.good, texts("party.keyValid"))
                            : Badge(
                                .bad, texts(key.revokedAt == nil ? "party.keyExpired" : "party.keyRevoked")),
                        mayRevoke: keeps && key.isValid(at: now))
                },
                expires: .input(
                    "expires", texts("party.keyExpires"), type: "date", hint: texts("party.keyExpiresHint"),
                    error: FaultsView.error(at: "expires", refusal?.reasons ?? [], visit.language),
                    maxLength: 10)),
            status: refusal.map { Failure($0).status } ?? .ok)
    }

    struct Model {
        let crumbs: [Crumb]
        let title: String
        let badges: [Badge]
        let base: String
        let isActive: Bool
        let keeps: Bool
        let faults: FaultsView?
        let facts: FactsView
        let issued: Issued?
        let keys: [KeyRow]
        let expires: FieldView
    }

    struct Issued {
        let id: String
        let secret: String
    }

    struct KeyRow {
        let id: String
        let created: String
        let expires: String
        let state: Badge
        let mayRevoke: Bool
    }
}
