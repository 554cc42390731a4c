import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import Regulation

/// A key with its secret as a system sends it (换取令牌的请求): as JSON, as the form of OAuth 2 client credentials
/// (RFC 6749 §4.4), or by HTTP Basic (§2.3.1).
struct TokenRequest: Codable, Described {
    var grantType: String?
    var clientID: String?
    var clientSecret: String?

    enum CodingKeys: String, CodingKey {
        case grantType = "grant_type"
        case clientID = "client_id"
        case clientSecret = "client_secret"
    }

    static let schema = Schema.object([
        .init(
            "grant_type", Bilingual("固定为 client_credentials", "Always client_credentials"),
            .oneOf(["client_credentials"]), optional: true),
        .init(
            "client_id", Bilingual("密钥编号；也可用 HTTP Basic", "Id of the key, or by HTTP Basic"), .text(64),
            optional: true),
        .init("client_secret", Bilingual("密钥", "Its secret"), .text(256), optional: true),
    ])

    /// Key and secret, wherever the request carries them.
    static func read(_ call: Call) async throws -> (key: String, secret: String) {
        let body = try await call.formOrJSON(TokenRequest.self, schema: schema)
        if let header = call.request.headers[.authorization] {
            guard let pair = basic(header) else {
                throw Refusal(ServerCodes.invalidField, field: "Authorization")
            }
            return pair
        }
        guard let key = body.clientID, !key.isEmpty else { throw missing("client_id") }
        guard let secret = body.clientSecret, !secret.isEmpty else { throw missing("client_secret") }
        return (key, secret)
    }

    private static func missing(_ field: String) -> Refusal {
        Refusal(
            ServerCodes.invalidField, detail: Bilingual("缺少该字段", "The field is missing"), field: field)
    }

    /// Both halves are percent-encoded before they are joined, as the standard asks.
    private static func basic(_ header: String) -> (key: String, secret: String)? {
        let parts = header.split(separator: " ", maxSplits: 1)
        guard parts.count == 2, parts[0].lowercased() == "basic", parts[1].utf8.count <= 2_048,
            let bytes = Data(base64Encoded: String(parts[1])),
            let text = String(data: bytes, encoding: .utf8),
            let colon = text.firstIndex(of: ":"),
            let key = String(text[..<colon]).removingPercentEncoding,
            let secret = String(text[text.index(after: colon)...]).removingPercentEncoding
        else { return nil }
        return (key, secret)
    }
}

/// A token just issued (令牌), in the form of RFC 6749 §5.1.
struct TokenJSON: Codable, Described {
    let accessToken: String
    let tokenType: String
    let expiresIn: Int64

    enum CodingKeys: String, CodingKey {
        case accessToken = "access_token"
        case tokenType = "token_type"
        case expiresIn = "expires_in"
    }

    static let schema = Schema.object([
        .init("access_token", Bilingual("访问令牌", "Access token"), .text(4_096)),
        .init("token_type", Bilingual("固定为 Bearer", "Always Bearer"), .oneOf(["Bearer"])),
        .init("expires_in", Bilingual("有效秒数", "Seconds until it ends"), .amount),
    ])
}

/// The token that is to end (撤销令牌的请求), in the form of RFC 7009.
struct RevocationJSON: Codable, Described {
    let token: String
    let tokenTypeHint: String?

    enum CodingKeys: String, CodingKey {
        case token
        case tokenTypeHint = "token_type_hint"
    }

    static let schema = Schema.object([
        .init("token", Bilingual("要撤销的令牌", "The token"), .text(4_096, min: 1)),
        .init(
            "token_type_hint", Bilingual("可不填", "May be left out"), .oneOf(["access_token"]), optional: true),
    ])
}

extension Call {
    /// The members of a form, or of the same body as JSON, held against `schema`.
    func formOrJSON<T: Decodable>(_ type: T.Type, schema: Schema) async throws -> T {
        let reader = BodyReader(bytesMax: settings.jsonBytesMax, secondsMax: settings.bodySecondsMax)
        let bytes = try await reader.collect(request)
        guard MediaTypeCheck.stated(request) == "application/x-www-form-urlencoded" else {
            // A client that proves itself by HTTP Basic may have nothing else to say.
            if bytes.readableBytes == 0 {
                return try SchemaReading(schema: schema).decode(type, from: Data("{}".utf8))
            }
            try MediaTypeCheck.json(request)
            return try SchemaReading(schema: schema).decode(type, from: Data(bytes.readableBytesView))
        }
        let form = try Form(urlEncoded: bytes.readableBytesView)
        let members = form.names.map { ($0, JSON.string(form.exact($0))) }
        let object = JSON.object(Dictionary(members) { first, _ in first })
        return try SchemaReading(schema: schema).decode(type, from: try JSONEncoder().encode(object))
    }
}
