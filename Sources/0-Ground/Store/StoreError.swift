/// A fault of the store itself (存储故障). Messages name tables, columns and codes, never a bound value.
public enum StoreError: Error, Sendable, Hashable {
    /// The place cannot be opened: it is missing, not writable, or refuses the connection.
    case unavailable(String)
    /// Another writer held the store longer than the stated wait.
    case busy
    /// A unique or check constraint of the schema was broken.
    case constraint(String)
    /// A column is missing or holds another kind of value than was asked for.
    case shape(String)
    /// The schema on disk is not one that this version can run on.
    case migration(String)
    /// The disk is full.
    case full
    /// The file is damaged.
    case corrupt(String)
    /// Anything else the engine said: its code and the statement's first words.
    case engine(String)
}
