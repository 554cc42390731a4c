import Catalogue
import Exchange
import HTTPTypes
import Hummingbird
import NIOCore
import Parties
import Platform
import Regulation

/// Calls of systems under their grants (共享交换接口).
struct ExchangeOperations: Sendable {
    let platform: Platform

    var all: [Operation] { [query, verify] }

    private static let errors =
        [
            ExchangeCodes.grantMissing, ExchangeCodes.grantNotYet, ExchangeCodes.grantExpired,
            ExchangeCodes.grantSuspended, ExchangeCodes.grantRevoked, ExchangeCodes.formNotGranted,
            ExchangeCodes.itemNotGranted, ExchangeCodes.purposeOutsideGrant, ExchangeCodes.keyIncomplete,
            ExchangeCodes.requestMalformed, CatalogueCodes.notFound, PartiesCodes.tokenInvalid,
            PartiesCodes.tokenExpired, PartiesCodes.tokenRevoked,
        ]

    private var query: Operation {
        Operation(
            .post, "/exchange/v1/entries/{entry}/query", "query",
            Bilingual("数据查询:按主键取得批准的信息项", "Query: the granted items of one subject"), tag: .exchange,
            security: .system, parameters: [Shapes.entry], body: .json(CallShapes.query),
            answer: .json(CallShapes.queryAnswer), errors: Self.errors
        ) { call in
            let request = try await call.decode(CallRequest.self)
            return Self.answer(
                try await platform.exchange.query(request, code: call.required("entry"), by: call.principal))
        }
    }

    private var verify: Operation {
        Operation(
            .post, "/exchange/v1/entries/{entry}/verify", "verify",
            Bilingual("结果核验:只答是否一致,不给出数据", "Verify: match or mismatch, no value leaves"), tag: .exchange,
            security: .system, parameters: [Shapes.entry], body: .json(CallShapes.verify),
            answer: .json(CallShapes.verifyAnswer), errors: Self.errors
        ) { call in
            let request = try await call.decode(CallRequest.self)
            return Self.answer(
                try await platform.exchange.verify(request, code: call.required("entry"), by: call.principal))
        }
    }

    /// The body is JSON already; it goes out as it is.
    private static func answer(_ answer: CallAnswer) -> Response {
        Response(
            status: .ok, headers: [.contentType: "application/json; charset=utf-8"],
            body: .init(byteBuffer: ByteBuffer(bytes: answer.body)))
    }
}

/// The forms of calls and answers.
enum CallShapes {
    private static let values = Schema.map(.text(4000), max: 500)

    private static let common: [Schema.Member] = [
        .init("grant", Bilingual("授权编号;有多个授权时指明", "Grant, where there are several"), .text(64), optional: true),
        .init("key", Bilingual("主键各信息项的值", "A value for every key item"), values),
        .init("purpose", Bilingual("本次用途;须与批准的一致", "Purpose, as granted"), .text(2000), optional: true),
        .init("person", Bilingual("使用人员", "Who asked"), .text(100), optional: true),
    ]

    static let query = Schema.object(
        common + [
            .init("items", Bilingual("所需信息项;缺省为全部获准的", "Fields wanted; all granted ones by default"), .array(.text(63), max: 500), optional: true)
        ])

    static let verify = Schema.object(
        common + [.init("expected", Bilingual("待核验的值", "Values to compare"), values)])

    static let queryAnswer = Schema.object([
        .init("record", Bilingual("使用记录编号", "Usage record"), .text(64)),
        .init("found", Bilingual("有无记录", "Whether there is a record"), .boolean),
        .init("items", Bilingual("信息项的值", "Values by field"), .map(.anything, max: 500)),
    ])

    static let verifyAnswer = Schema.object([
        .init("record", Bilingual("使用记录编号", "Usage record"), .text(64)),
        .init("found", Bilingual("有无记录", "Whether there is a record"), .boolean),
        .init(
            "results", Bilingual("各项结果", "Results by field"),
            .map(.oneOf(["match", "mismatch", "no-record"]), max: 500)),
    ])
}
