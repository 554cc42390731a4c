import Regulation

/// A call for the data of one subject (调用请求).
public struct CallRequest: Sendable, Hashable, Decodable {
    /// The grant to use; needed only where the system holds several for the entry.
    public var grant: String?
    /// The subject: a value for every key item, by field.
    public var key: [String: String]
    /// Query: the fields wanted; empty or absent asks for all that are granted.
    public var items: [String]?
    /// Verify: the values to compare, by field.
    public var expected: [String: String]?
    /// The purpose of this call; where it is stated, it must be the granted one. Stated or not, the usage record of
    /// an answered call carries the granted purpose (Taijiang article 19).
    public var purpose: String?
    /// 使用人员: who at the using body asked, as its system knows them; at most 100 characters.
    public var person: String?

    public init(
        grant: String? = nil, key: [String: String], items: [String]? = nil,
        expected: [String: String]? = nil,
        purpose: String? = nil, person: String? = nil
    ) {
        self.grant = grant
        self.key = key
        self.items = items
        self.expected = expected
        self.purpose = purpose
        self.person = person
    }

    static let textMax = 4_000
    static let fieldsMax = 500
    static let personMax = 100

    /// Whether the request is within the limits of its form and, to verify, has something to compare.
    func ruling(for form: UseForm) -> Ruling {
        let values = Array(key.values) + Array((expected ?? [:]).values)
        let withinLimits =
            !key.isEmpty && key.count <= Self.fieldsMax && (items ?? []).count <= Self.fieldsMax
            && (expected ?? [:]).count <= Self.fieldsMax
            && values.allSatisfy { $0.utf8.count <= Self.textMax && !$0.utf8.contains(0) }
            && (person ?? "").unicodeScalars.count <= Self.personMax
        guard withinLimits else {
            return .refused([
                Reason(
                    ExchangeCodes.requestMalformed,
                    detail: Bilingual("主键不能为空；值不超过4000字节", "a key is needed; values are at most 4,000 bytes"))
            ])
        }
        guard form != .verify || !(expected ?? [:]).isEmpty else {
            return .refused([
                Reason(
                    ExchangeCodes.requestMalformed,
                    detail: Bilingual("核验需要给出待比对的值", "a verification needs values to compare"),
                    field: "expected")
            ])
        }
        return .allowed
    }
}

/// The answer of a call (调用应答): the JSON body as bytes, ready to send, and the record behind it.
public struct CallAnswer: Sendable {
    public let body: [UInt8]
    /// The id of the usage record.
    public let record: String
}
