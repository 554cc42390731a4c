import Regulation

/// What a verification found (验证结果).
public struct LedgerVerification: Sendable, Hashable {
    /// The checkpoint that the log was held to; nil where it cannot be read or trusted.
    public let checkpoint: Checkpoint?
    /// Entries that were recomputed, from the first on.
    public let entries: Int64
    /// The first fault in the order of the log; nil where the log is sound.
    public let fault: LedgerFault?

    public var isSound: Bool { fault == nil }
}

/// The first place where a log is not what its checkpoint says (台账不符之处).
public struct LedgerFault: Sendable, Hashable {
    public let kind: Kind
    /// The first entry that the fault touches; nil where the checkpoint itself is at fault.
    public let position: Int64?

    public enum Kind: String, Sendable, Hashable, Codable, CaseIterable {
        /// There is no checkpoint, it cannot be read, or it is another log's.
        case checkpoint
        /// No trusted key signed the checkpoint, or a signature of one is wrong.
        case signature
        /// The log does not continue the checkpoint remembered from before: it was cut, or is another.
        case history
        /// The bytes of an entry were changed, exchanged or replaced.
        case content
        /// An entry is not there.
        case missing
        /// A hash of a tile was changed or is not there.
        case tile
    }

    public var message: Bilingual {
        let place = position.map(String.init) ?? ""
        return switch kind {
        case .checkpoint:
            Bilingual("检查点缺失或无法读取。", "The checkpoint is missing or cannot be read.")
        case .signature:
            Bilingual("检查点没有可信密钥的有效签名。", "No trusted key has validly signed the checkpoint.")
        case .history:
            Bilingual("台账与先前留存的检查点不一致。", "The log does not continue the checkpoint kept from before.")
        case .content:
            Bilingual("第 \(place) 号记录的内容被改动。", "The content of entry \(place) was changed.")
        case .missing: Bilingual("第 \(place) 号记录缺失。", "Entry \(place) is missing.")
        case .tile:
            Bilingual("自第 \(place) 号记录起的树哈希被改动。", "The tree's hashes from entry \(place) on were changed.")
        }
    }
}
