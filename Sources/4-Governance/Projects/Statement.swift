import Regulation

/// A numbered statement on a project (审查意见): what the authority found at a gate, as it stood that day. It never
/// changes; a later one on the same gate supersedes it.
public struct Statement: Sendable, Hashable {
    public let id: String
    public let year: Int
    /// Counted from 1 in each year, without gaps.
    public let number: Int64
    public let project: String
    public let body: String
    public let content: StatementContent
    /// SM3 of the stored content, hexadecimal; the ledger has the same.
    public let digest: String
    public let issuedAt: Instant
    /// The statement that this one replaces, and the one that replaces it.
    public let supersedes: Reference?
    public let supersededBy: Reference?

    /// Another statement by its number (审查意见文号).
    public struct Reference: Sendable, Hashable {
        public let id: String
        public let year: Int
        public let number: Int64
    }
}

/// Everything that a statement says (审查意见内容), written down so that it stays readable whatever changes.
public struct StatementContent: Sendable, Hashable, Codable {
    /// `审查意见〔2026〕1号`.
    public let title: Bilingual
    /// The profile by which it was judged, and its version.
    public let profile: String
    public let profileVersion: String
    public let projectName: String
    public let projectNumber: String
    public let bodyName: String
    public let stage: Project.Stage
    /// The revision of the project that was looked at.
    public let revision: Int64
    public let report: GateReport
    /// The authority's own words; at most ``noteMax`` characters.
    public let note: String
    public let authority: String
    public let issuer: String
    public let date: LocalDate
    /// The title of the statement that it supersedes.
    public let supersededTitle: Bilingual?

    public static let noteMax = 2_000
}
