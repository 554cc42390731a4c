/// Where the store is (存储位置).
public enum StorePlace: Sendable, Hashable {
    /// A SQLite file; created when missing.
    case file(String)
    /// A PostgreSQL database by its connection URL.
    case postgresql(String)
}
