/// A term of a standard with its name in both languages (标准术语); this module keeps the two as plain strings.
public protocol StandardTerm: Sendable {
    /// The Chinese name, as the standard words it.
    var zh: String { get }
    /// The English name.
    var en: String { get }
}
