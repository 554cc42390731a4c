import Catalogue
import Datasets
import Exchange
import Foundation
import Hummingbird
import NIOCore
import Parties
import Regulation

/// Calls for data (数据调用): the hot path. What the exchange answers goes out as it is.
extension API {
    var callOperations: [Operation] { [verify, query] }

    private static let code = Operation.Parameter.path(
        "entry",
        Bilingual(
            "信息资源代码，如 101001/000001(斜杠可写作 %2F)", "Resource code, such as 101001/000001 (%2F or / inside)"),
        .text(64, min: 1))

    private static let errors = [
        ExchangeCodes.grantMissing, ExchangeCodes.grantNotYet, ExchangeCodes.grantExpired,
        ExchangeCodes.grantSuspended, ExchangeCodes.grantRevoked, ExchangeCodes.formNotGranted,
        ExchangeCodes.itemNotGranted, ExchangeCodes.purposeOutsideGrant, ExchangeCodes.keyIncomplete,
        ExchangeCodes.requestMalformed, CatalogueCodes.notFound, CatalogueCodes.notInForce,
        ExchangeCodes.notShared, DatasetsCodes.keyMalformed,
    ]

    private var verify: Operation {
        Operation(
            .post, "/exchange/v1/entries/{entry}/verify", "verify",
            Bilingual("结果核验：只答一致、不一致或无记录", "Verify values: match, mismatch or no record; no value leaves"),
            tag: .exchange, security: .system, parameters: [Self.code], body: .json(CallJSON.verify),
            answer: .json(CallJSON.verifyAnswer), errors: Self.errors + [ExchangeCodes.verifyTooOften]
        ) { call in
            let (request, code, principal) = try await read(call, .verify)
            return Self.send(try await platform.exchange.verify(request, code: code, by: principal))
        }
    }

    private var query: Operation {
        Operation(
            .post, "/exchange/v1/entries/{entry}/query", "query",
            Bilingual("数据查询：按主键返回已授权的信息项", "Query the granted items of one record by its key"),
            tag: .exchange,
            security: .system, parameters: [Self.code], body: .json(CallJSON.query),
            answer: .json(CallJSON.queryAnswer), errors: Self.errors
        ) { call in
            let (request, code, principal) = try await read(call, .query)
            return Self.send(try await platform.exchange.query(request, code: code, by: principal))
        }
    }

    private func read(_ call: Call, _ form: UseForm) async throws -> (
        CallRequest, code: String, SystemPrincipal
    ) {
        try MediaTypeCheck.json(call.request)
        let reader = BodyReader(
            bytesMax: call.settings.jsonBytesMax, secondsMax: call.settings.bodySecondsMax)
        let body = try await reader.collect(call.request)
        let request = try body.withUnsafeReadableBytes { bytes throws(Refusal) in
            try CallJSON.read(bytes, for: form)
        }
        return (request, try call.required("entry"), try call.principal)
    }

    private static func send(_ answer: CallAnswer) -> Response {
        Response(
            status: .ok, headers: [.contentType: "application/json; charset=utf-8"],
            body: .init(byteBuffer: ByteBuffer(bytes: answer.body)))
    }
}
