/// A fault of the ledger itself (台账故障). What a caller did wrong is a `Refusal` instead.
public enum LedgerError: Error, Sendable, Hashable {
    /// There is no key to sign a checkpoint with: the ledger records, but cannot integrate.
    case unsigned
    /// The origin is empty or holds a control character.
    case origin
    /// A signing or verifying key cannot be used; the text says why, never the key.
    case key(String)
    /// A signed note, checkpoint or proof file cannot be read; the text says where it breaks its form.
    case unreadable(String)
    /// The tree in the store does not belong to its checkpoint; nothing is built upon it.
    case damaged(String)
}
