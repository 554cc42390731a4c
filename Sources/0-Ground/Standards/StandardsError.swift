/// What can go wrong while a table of standards is loaded (标准数据错误). Rows count from 1.
public enum StandardsError: Error, Sendable, Hashable {
    /// The row does not hold `code,year,name`.
    case unreadableHistory(row: Int)
    /// More rows than the stated limit.
    case tooManyRows(limit: Int)
}
