import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import Parties
import Regulation

/// What every page and form goes through (控制台入口): language, session, form token.
struct ConsoleDoor: Sendable {
    let shelf: PageShelf
    let settings: ServerSettings
    /// Who holds the session of this token, with the token of its forms; nil when it is over.
    let person: @Sendable (String) async throws -> (actor: Actor, formToken: String)?

    func page(
        _ request: Request, _ context: ServerContext, _ handler: (Visit) async throws -> Response
    ) async throws -> Response {
        if let switched = switchLanguage(request) { return switched }
        let visit = try await visit(request, context)
        do {
            return finish(try await handler(visit), visit)
        } catch let refusal as Refusal where refusal.code == ServerCodes.signInRequired {
            return finish(Self.toSignIn(request), visit)
        }
    }

    /// Nothing of a form is looked at before its token is found to be this browser's.
    func form(
        _ request: Request, _ context: ServerContext, _ handler: (Visit, Form) async throws -> Response
    ) async throws -> Response {
        let visit = try await visit(request, context)
        try Self.checkOrigin(request)
        guard MediaTypeCheck.stated(request) == "application/x-www-form-urlencoded" else {
            throw Refusal(ServerCodes.unsupportedMediaType)
        }
        let reader = BodyReader(bytesMax: settings.formBytesMax, secondsMax: settings.bodySecondsMax)
        let body = try await reader.collect(request)
        let form = try Form(urlEncoded: body.readableBytesView)
        try Self.checkToken(form["form-token"], visit)
        do {
            return finish(try await handler(visit, form), visit)
        } catch let refusal as Refusal where refusal.code == ServerCodes.signInRequired {
            return finish(Answers.seeOther("/console/sign-in"), visit)
        }
    }

    func upload(
        _ request: Request, _ context: ServerContext,
        _ handler: (Visit, MultipartBody) async throws -> Response
    ) async throws -> Response {
        let visit = try await visit(request, context)
        try Self.checkOrigin(request)
        let reader = BodyReader(
            bytesMax: settings.deliveryBytesMax, secondsMax: settings.deliverySecondsMax)
        let parts = try MultipartBody(request, reader: reader)
        let first = try await parts.nextField()
        guard let first, first.name == "form-token" else { throw Refusal(ServerCodes.formExpired) }
        try Self.checkToken(first.value, visit)
        await parts.proven()
        return finish(try await handler(visit, parts), visit)
    }

    func visit(_ request: Request, _ context: ServerContext) async throws -> Visit {
        let jar = CookieJar(request)
        let language = jar[.language].flatMap { Language(rawValue: $0) } ?? .chinese
        if let session = jar[.session], let found = try await person(session) {
            return Visit(
                request: request, context: context, language: language, texts: shelf.texts[language],
                person: found.actor, session: session, formToken: found.formToken, newSecret: nil,
                notice: jar[.notice], query: Self.query(request))
        }
        let fresh = jar[.visit] == nil ? FormToken.newSecret() : nil
        return Visit(
            request: request, context: context, language: language, texts: shelf.texts[language], person: nil,
            session: nil, formToken: FormToken.derive(from: jar[.visit] ?? fresh ?? ""), newSecret: fresh,
            notice: jar[.notice], query: Self.query(request))
    }

    private func finish(_ response: Response, _ visit: Visit) -> Response {
        var response = response
        if let secret = visit.newSecret { response.setCookie(.visit, secret, settings: settings) }
        if visit.notice != nil, response.status == .ok {
            response.setCookie(.notice, "", secondsMax: 0, settings: settings)
        }
        return response
    }

    /// `?lang=en` sets the language for good and comes back to the same page.
    private func switchLanguage(_ request: Request) -> Response? {
        let query = Self.query(request)
        guard let language = Language(rawValue: query["lang"]) else { return nil }
        let rest = query.names.filter { $0 != "lang" }.flatMap { name in
            query.all(name).map { "\(Visit.encoded(name))=\(Visit.encoded($0))" }
        }
        // One slash only: a path that begins with two would lead to another host.
        let path = "/" + request.uri.path.drop { $0 == "/" || $0 == "\\" }
        var response = Answers.seeOther(rest.isEmpty ? path : path + "?" + rest.joined(separator: "&"))
        response.setCookie(.language, language.rawValue, secondsMax: 31_536_000, settings: settings)
        return response
    }

    private static func query(_ request: Request) -> Form {
        Form(FormReading.pairs(request.uri.query ?? "", max: 100).map { ($0.name, $0.value ?? "") })
    }

    static func toSignIn(_ request: Request) -> Response {
        let target = request.uri.query.map { request.uri.path + "?" + $0 } ?? request.uri.path
        return Answers.seeOther("/console/sign-in?next=\(Visit.encoded(target))")
    }

    static func checkToken(_ token: String, _ visit: Visit) throws(Refusal) {
        guard visit.newSecret == nil, FormToken.isSame(token, visit.formToken) else {
            throw Refusal(ServerCodes.formExpired)
        }
    }

    /// Browsers say where a request comes from; another site's is refused before anything is read.
    static func checkOrigin(_ request: Request) throws(Refusal) {
        guard let site = request.headers[HeaderNames.secFetchSite] else { return }
        guard site == "same-origin" || site == "none" else { throw Refusal(ServerCodes.formExpired) }
    }
}
