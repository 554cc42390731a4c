import HTTPTypes
import Hummingbird

/// Puts on every answer the headers that keep browsers strict (安全响应头), and the request's identifier.
struct SecurityHeaders {
    /// Scripts, styles and images only from this server; no frame around the pages; forms only to ourselves.
    static let contentSecurityPolicy =
        "default-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'"

    private static let constant = [
        HTTPField(name: .contentSecurityPolicy, value: contentSecurityPolicy),
        HTTPField(name: .xContentTypeOptions, value: "nosniff"),
        HTTPField(name: HeaderNames.referrerPolicy, value: "same-origin"),
        HTTPField(name: HeaderNames.crossOriginOpenerPolicy, value: "same-origin"),
    ]

    let behindTLS: Bool

    func put(on response: inout Response, context: ServerContext) {
        // Nobody else sets these: they need not be looked for.
        for field in Self.constant { response.headers.append(field) }
        response.headers.append(HTTPField(name: HeaderNames.requestID, value: context.requestID))
        if behindTLS {
            response.headers[.strictTransportSecurity] = "max-age=31536000"
        }
        if response.headers[.cacheControl] == nil {
            response.headers[.cacheControl] = "no-store"
        }
    }
}

/// Header names that the HTTP library does not list.
enum HeaderNames {
    static let referrerPolicy = named("Referrer-Policy")
    static let crossOriginOpenerPolicy = named("Cross-Origin-Opener-Policy")
    static let requestID = named("X-Request-Id")
    static let formToken = named("X-Form-Token")
    static let secFetchSite = named("Sec-Fetch-Site")
    static let forwardedFor = named("X-Forwarded-For")

    private static func named(_ name: String) -> HTTPField.Name {
        guard let field = HTTPField.Name(name) else { preconditionFailure("\(name) is a field name") }
        return field
    }
}
