/// The stable name of one kind of refusal (拒绝理由代码), with what it means and how to mend it.
///
/// Every module lists its own codes in a static array; `docs/errors.md` names each of them and a test holds
/// the two together. A code, once published, keeps its meaning.
public struct ReasonCode: Sendable, Hashable {
    /// Lower-case words joined by hyphens: `grant-expired`.
    public let name: String
    /// What kind of wrong it is; faces turn it into a status.
    public let kind: Kind
    /// What is wrong, in one sentence.
    public let title: Bilingual
    /// What the caller can do about it, in one sentence.
    public let remedy: Bilingual

    public enum Kind: String, Sendable, Hashable, CaseIterable {
        /// The input cannot be read or breaks its form (HTTP 400).
        case malformed
        /// Nobody has proved who asks (401).
        case unauthenticated
        /// Known, but not allowed to do this (403).
        case forbidden
        /// There is no such thing, or none that the caller may know of (404).
        case missing
        /// The thing is in a state that does not allow it (409).
        case conflict
        /// Larger than the stated limit (413).
        case tooLarge
        /// Well formed, but against a rule (422).
        case unlawful
        /// Too often (429).
        case tooMany
        /// The platform cannot do it now (503).
        case unavailable
    }

    public init(_ name: String, _ kind: Kind, title: Bilingual, remedy: Bilingual) {
        self.name = name
        self.kind = kind
        self.title = title
        self.remedy = remedy
    }

    public static func == (one: ReasonCode, other: ReasonCode) -> Bool { one.name == other.name }
    public func hash(into hasher: inout Hasher) { hasher.combine(name) }
}
