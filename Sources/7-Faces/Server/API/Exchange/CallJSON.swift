import Exchange
import Foundation
import Regulation

/// The body of a call (调用请求), read in one pass: a member that is not of the form is refused while reading.
struct CallJSON: Decodable {
    let request: CallRequest

    private static let members: Set<String> = ["grant", "key", "items", "expected", "purpose", "person"]

    /// A member that the form does not have.
    struct UnknownMember: Error {
        let name: String
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: AnyKey.self)
        for key in container.allKeys where !Self.members.contains(key.stringValue) {
            throw UnknownMember(name: String(key.stringValue.prefix(64)))
        }
        request = CallRequest(
            grant: try container.decodeIfPresent(String.self, forKey: AnyKey("grant")),
            key: try container.decode([String: String].self, forKey: AnyKey("key")),
            items: try container.decodeIfPresent([String].self, forKey: AnyKey("items")),
            expected: try container.decodeIfPresent([String: String].self, forKey: AnyKey("expected")),
            purpose: try container.decodeIfPresent(String.self, forKey: AnyKey("purpose")),
            person: try container.decodeIfPresent(String.self, forKey: AnyKey("person")))
    }

    /// The request in `bytes`; a member that belongs to the other form is refused as well.
    static func read(_ bytes: UnsafeRawBufferPointer, for form: UseForm) throws(Refusal) -> CallRequest {
        let request = if let plain = PlainCall.read(bytes) { plain } else { try read(Data(bytes)) }
        switch form {
        case .query where request.expected != nil: throw unknown("expected")
        case .verify where request.items != nil: throw unknown("items")
        case .verify where request.expected == nil: throw missing("expected")
        default: return request
        }
    }

    private static func unknown(_ name: String) -> Refusal {
        Refusal(
            ServerCodes.invalidField, detail: Bilingual("没有这个字段", "There is no such field"), field: name)
    }

    private static func missing(_ name: String) -> Refusal {
        Refusal(
            ServerCodes.invalidField, detail: Bilingual("缺少该字段", "The field is missing"), field: name)
    }

    static func read(_ bytes: Data) throws(Refusal) -> CallRequest {
        guard !bytes.contains(0), String(validating: bytes, as: UTF8.self) != nil else {
            throw Refusal(ServerCodes.malformedJSON, detail: Bilingual("不是 UTF-8 编码", "It is not UTF-8"))
        }
        do {
            return try JSONDecoder().decode(CallJSON.self, from: bytes).request
        } catch let unknown as UnknownMember {
            throw Self.unknown(unknown.name)
        } catch DecodingError.keyNotFound(let key, _) {
            throw missing(key.stringValue)
        } catch DecodingError.typeMismatch(_, let context), DecodingError.valueNotFound(_, let context) {
            let path = context.codingPath.map { String($0.stringValue.prefix(64)) }.joined(separator: ".")
            throw Refusal(
                ServerCodes.invalidField,
                detail: Bilingual("值的形式不对", "The value does not have the right form"),
                field: path.isEmpty ? nil : path)
        } catch {
            throw Refusal(ServerCodes.malformedJSON)
        }
    }

    private static let shared: [Schema.Member] = [
        .init(
            "grant", Bilingual("授权编号，同一数据有多个授权时需要", "Grant, where the system holds several"), .text(64),
            optional: true),
        .init(
            "key", Bilingual("主键信息项的值，按字段名", "A value for every key item, by field"),
            .map(.text(4_000), max: 500)),
        .init(
            "purpose",
            Bilingual(
                "本次用途，须与批准的用途一致；不填则按批准的用途记录",
                "Purpose, which must be the approved one; the record carries that also where this is left out"
            ),
            .text(), optional: true),
        .init("person", Bilingual("使用人员", "Who at the using body asks"), .text(100), optional: true),
    ]

    static let query = Schema.named(
        "QueryRequest", Bilingual("查询请求", "A query"),
        .object(
            shared + [
                .init(
                    "items",
                    Bilingual("需要的字段；不填为全部已授权字段", "Fields wanted; all that are granted where left out"),
                    .array(.text(200), max: 500), optional: true)
            ]))

    static let verify = Schema.named(
        "VerifyRequest", Bilingual("核验请求", "A verification"),
        .object(
            shared + [
                .init(
                    "expected", Bilingual("待核验的值，按字段名", "The values to compare, by field"),
                    .map(.text(4_000), max: 500))
            ]))

    static let queryAnswer = Schema.named(
        "QueryAnswer", Bilingual("查询应答", "Answer of a query"),
        .object([
            .init("record", Bilingual("使用记录编号", "Id of the usage record"), .text(64)),
            .init("found", Bilingual("是否有该记录", "Whether there is such a record"), .boolean),
            .init("items", Bilingual("已授权字段的值", "Values of the granted fields"), .map(.anything, max: 500)),
        ]))

    static let verifyAnswer = Schema.named(
        "VerifyAnswer", Bilingual("核验应答", "Answer of a verification"),
        .object([
            .init("record", Bilingual("使用记录编号", "Id of the usage record"), .text(64)),
            .init("found", Bilingual("是否有该记录", "Whether there is such a record"), .boolean),
            .init(
                "results", Bilingual("逐项结果", "Result by field"),
                .map(.oneOf(["match", "mismatch", "no-record"]), max: 500)),
        ]))
}
