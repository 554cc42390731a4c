import Catalogue
import Parties
import Regulation

/// What a delivery did (交付回执), kept for good.
public struct Receipt: Sendable, Hashable {
    public let id: String
    /// The number that the delivered rows carry.
    public let number: Int64
    public let entry: String
    /// 信息资源代码.
    public let code: String
    /// The providing body.
    public let body: String
    /// `person:<id>` or `system:<id>`, and the name at the time.
    public let actor: String
    public let actorName: String
    public let channel: String
    /// SHA-256 of the file, hexadecimal.
    public let digest: String
    public let bytes: Int64
    public let format: DeliveryFormat
    public let encoding: TextEncoding
    public let hasHeader: Bool
    /// The sheet that was read, of a workbook.
    public let sheet: String?
    /// The element that is a row, of XML.
    public let rowElement: String?
    /// The mapping of columns that was used.
    public let mapping: MappingReference?
    public let state: State
    /// Rows of the file; each is either good or a problem row.
    public let rowsRead: Int64
    public let good: Int64
    /// Rows set aside; a row with several problems counts once.
    public let problems: Int64
    /// What the good rows did to the dataset so far.
    public let inserted: Int64
    public let updated: Int64
    public let unchanged: Int64
    public let startedAt: Instant
    public let acceptedAt: Instant
    public let finishedAt: Instant?
    /// Whether this content had been delivered before: then nothing was changed now.
    public var repeated = false

    /// A version of the mapping of a source (所用列映射).
    public struct MappingReference: Sendable, Hashable {
        public let source: String
        public let version: Int
    }

    /// Where a delivery stands (状态).
    public enum State: String, Sendable, Hashable, Codable, CaseIterable {
        /// Checked and kept; its rows are being stored, and will be even if the process ends meanwhile.
        case accepted
        /// Every good row is stored.
        case finished
        /// Its bytes are gone or damaged, or its process has been silent for too long, before every row was stored.
        /// The rows counted here are; nothing more will be unless the same file is delivered again, which takes it
        /// up under this very receipt.
        case interrupted
    }
}
