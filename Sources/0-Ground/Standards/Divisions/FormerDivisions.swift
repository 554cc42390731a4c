/// The six-digit codes that are no longer in use, with what followed them (曾用行政区划代码).
///
/// Old records rightly carry old codes: they are recognised and told, never found wrong.
public struct FormerDivisions: Sendable {
    /// What became of a code.
    public struct Change: Sendable, Hashable {
        /// The six digits of the old code.
        public let code: String
        /// The last name it bore.
        public let name: String
        /// The code that followed; nil where that is not known.
        public let successor: String?
        /// The year from which the successor holds; nil where that is not known.
        public let year: Int?

        public init(code: String, name: String, successor: String?, year: Int?) {
            self.code = code
            self.name = name
            self.successor = successor
            self.year = year
        }
    }

    private let changes: [Int: Change]

    public init(_ changes: [Change]) {
        var all: [Int: Change] = [:]
        for change in changes { if let code = Int(change.code) { all[code] = change } }
        self.changes = all
    }

    public var isEmpty: Bool { changes.isEmpty }

    /// What became of the county, prefecture or province in the first six digits; nil for a code in use or unknown.
    public func change(of bytes: some Collection<UInt8>) -> Change? {
        guard bytes.count >= 6 else { return nil }
        var number = 0
        for byte in bytes.prefix(6) {
            guard (0x30...0x39).contains(byte) else { return nil }
            number = number * 10 + Int(byte - 0x30)
        }
        return changes[number]
    }
}
