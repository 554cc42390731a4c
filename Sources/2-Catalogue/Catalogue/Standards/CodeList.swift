import Regulation

/// A list of values with their names (代码集): what items bound to it may hold.
public struct CodeList: Sendable, Hashable, Codable {
    public var values: [CodeValue]

    /// The most values of one list.
    public static let valuesMax = 10_000
    /// Characters of the longest code and of the longest name.
    public static let codeMax = 60
    public static let nameMax = 200

    public init(values: [CodeValue]) { self.values = values }

    public func value(_ code: String) -> CodeValue? { values.first { $0.code == code } }
}

/// One value of a code list (代码值).
public struct CodeValue: Sendable, Hashable, Codable {
    public var code: String
    public var name: String
    /// The code of the value above it; nil at the top.
    public var parent: String?
    /// The first day on which it may be used; nil from the beginning.
    public var from: LocalDate?
    /// The last day; nil without an end. Afterwards it is an old value: recognised, and told as old.
    public var until: LocalDate?

    public init(
        code: String, name: String, parent: String? = nil, from: LocalDate? = nil, until: LocalDate? = nil
    ) {
        self.code = code
        self.name = name
        self.parent = parent
        self.from = from
        self.until = until
    }

    /// Whether the value may be used on `day`.
    public func isInUse(on day: LocalDate) -> Bool {
        (from.map { $0 <= day } ?? true) && (until.map { day <= $0 } ?? true)
    }
}
