import Foundation
import HTTPTypes
import NIOCore
import Testing

@testable import Server

@Suite("What every answer passes on its way out")
struct AnswerShellTests {
    @Test("A call ahead of the router is answered as one through it, failures and headers alike")
    func ahead() async throws {
        try await City.run { city in
            let shared = try await city.shared()
            let body = #"{"key": {"id_number": "11010519491231002X"}}"#
            func call(_ code: String, token: String?, body: String) async throws -> Reply {
                var headers: HTTPFields = [
                    .contentType: "application/json", .contentLength: String(body.utf8.count),
                ]
                headers[.authorization] = token.map { "Bearer \($0)" }
                return try await city.send(
                    .post, "/exchange/v1/entries/\(code)/query", headers: headers,
                    body: ByteBuffer(string: body))
            }
            for (token, body, status) in [
                (shared.token, body, 200), (nil, body, 401), ("forged", body, 401), (shared.token, "{", 400),
            ] as [(String?, String, Int)] {
                let ahead = try await call(shared.code, token: token, body: body)
                let through = try await call(City.encoded(shared.code), token: token, body: body)
                #expect(ahead.status == status && through.status == status)
                #expect(ahead.headers.map(\.name) == through.headers.map(\.name))
                for name in [HTTPField.Name.contentSecurityPolicy, .cacheControl, .contentType] {
                    #expect(ahead.headers[name] != nil && ahead.headers[name] == through.headers[name])
                }
                #expect(ahead.headers[HeaderNames.requestID]?.isEmpty == false)
                #expect(ahead.code == through.code)
            }
        }
    }
}
