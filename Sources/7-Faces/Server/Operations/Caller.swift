import Parties

/// Who calls the API (调用者), as proved by a session or a token.
enum Caller: Sendable {
    case person(Actor)
    case system(SystemPrincipal)

    var actor: Actor {
        switch self {
        case .person(let actor): actor
        case .system(let principal): principal.actor
        }
    }
}
