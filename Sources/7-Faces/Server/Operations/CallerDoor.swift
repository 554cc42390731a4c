import Hummingbird
import Parties
import Platform
import Regulation

/// Finds out who sent a request of the API (调用者识别).
///
/// A bearer is either a system's token, a JWT, or a person's session token. A browser of the console may send its
/// cookie instead, together with the form token in `X-Form-Token`.
struct CallerDoor: Sendable {
    let platform: Platform

    /// Nil where the request carries no proof; throws where the proof is not good.
    func identify(_ request: Request) async throws -> Caller? {
        if let header = request.headers[.authorization] {
            guard let token = Self.bearer(header) else { throw Refusal(ServerCodes.signInRequired) }
            if token.utf8.contains(0x2E) { return .system(try await system(token, request)) }
            guard let found = try await platform.parties.actor(forSession: token) else {
                throw Refusal(ServerCodes.signInRequired)
            }
            return .person(Self.throughInterface(found.actor))
        }
        guard let session = CookieJar(request)[.session],
            let found = try await platform.parties.actor(forSession: session)
        else { return nil }
        if request.method != .get, request.method != .head {
            try ConsoleDoor.checkOrigin(request)
            try platform.parties.checkCSRF(request.headers[HeaderNames.formToken] ?? "", forSession: session)
        }
        return .person(Self.throughInterface(found.actor))
    }

    private func system(_ token: String, _ request: Request) async throws -> SystemPrincipal {
        // The exchange asks whether the system still stands in the very session in which it reads the data: to
        // ask here as well would cost each call a read and prove nothing more.
        if request.uri.string.hasPrefix("/exchange/") {
            return try await platform.parties.verify(token, revision: .min)
        }
        return try await platform.parties.verify(token)
    }

    static func bearer(_ header: String) -> String? {
        let bytes = header.utf8
        guard let space = bytes.firstIndex(of: 0x20), header[..<space].lowercased() == "bearer" else {
            return nil
        }
        let token = bytes[space...].dropFirst()
        guard token.contains(where: { $0 == 0x20 || $0 == 0x09 }) else { return String(Substring(token)) }
        return String(decoding: token.filter { $0 != 0x20 && $0 != 0x09 }, as: UTF8.self)
    }

    private static func throughInterface(_ actor: Actor) -> Actor {
        Actor(identity: actor.identity, body: actor.body, channel: .api)
    }
}
