/// A value bound to a statement (绑定值).
public enum Value: Sendable, Hashable {
    case null
    case int(Int64)
    case real(Double)
    case text(String)
    case bytes([UInt8])

    public init(_ text: String?) { self = text.map(Value.text) ?? .null }
    public init(_ number: Int?) { self = number.map { .int(Int64($0)) } ?? .null }
    public init(_ number: Int64?) { self = number.map(Value.int) ?? .null }
    public init(_ truth: Bool) { self = .int(truth ? 1 : 0) }
}

extension Value: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByNilLiteral {
    public init(stringLiteral value: String) { self = .text(value) }
    public init(integerLiteral value: Int64) { self = .int(value) }
    public init(nilLiteral: ()) { self = .null }
}
