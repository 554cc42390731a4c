import HTTPTypes
import Hummingbird
import Parties
import Regulation

/// Finds out who sends a request (身份识别): by the bearer token alone.
///
/// A cookie never proves anything here, so that no page of another site can make a browser call the interface.
struct Identification: Sendable {
    let parties: Parties

    /// Who sent the request; nil where it carries no token. Refuses a token that proves nothing.
    func callAsFunction(_ request: Request) async throws -> Actor? {
        guard let token = try Self.bearer(request) else { return nil }
        guard token.contains(".") else { return try await person(token).actor }
        if request.uri.path.hasPrefix("/exchange/") { return try await principal(token).actor }
        return try await parties.verify(token).actor
    }

    /// The person behind a session, acting through the interface. Refuses with `session-invalid`.
    func person(_ token: String) async throws -> (actor: Actor, token: String) {
        guard let (actor, _) = try await parties.actor(forSession: token) else {
            throw Refusal(PartiesCodes.sessionInvalid)
        }
        return (Actor(identity: actor.identity, body: actor.body, channel: .api), token)
    }

    /// The system behind a token, as far as its signature and its time tell.
    ///
    /// Whether it still stands is asked by the exchange in the very session in which it reads the data: asking
    /// here as well would cost each call a read and prove nothing more.
    func principal(_ token: String) async throws -> SystemPrincipal {
        try await parties.verify(token, revision: .min)
    }

    /// The token of `Authorization: Bearer …`; nil where there is no such header.
    static func bearer(_ request: Request) throws(Refusal) -> String? {
        guard let header = request.headers[.authorization] else { return nil }
        let parts = header.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: true)
        guard parts.count == 2, parts[0].lowercased() == "bearer" else {
            throw Refusal(
                ServerCodes.signInRequired,
                detail: Bilingual("Authorization 应为 Bearer 令牌", "Authorization takes a bearer token"))
        }
        return String(parts[1])
    }

    /// As ``bearer(_:)`` where the operation has seen to it that there is one.
    static func requiredBearer(_ request: Request) throws(Refusal) -> String {
        guard let token = try bearer(request) else { throw Refusal(ServerCodes.signInRequired) }
        return token
    }
}
