import JWTKit

/// What a token says (令牌声明), RFC 7519. Times are whole seconds since 1970.
///
/// The signature alone is the library's to check: time comes from the platform's own clock, and standing from
/// the store.
struct TokenClaims: JWTPayload, Equatable {
    let iss: String
    /// The system.
    let sub: String
    let aud: String
    /// The access key.
    let kid: String
    let jti: String
    let iat: Int64
    let exp: Int64

    static let audience = "yuanliu-exchange"

    func verify(using algorithm: some JWTAlgorithm) {}
}

/// The part of a token's header that decides (令牌头).
struct TokenHeader: Decodable {
    let alg: String
    let kid: String
    /// Extensions that must be understood; this platform has none.
    let crit: [String]?
}
