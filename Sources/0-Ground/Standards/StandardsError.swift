/// What can go wrong while a table of standards is loaded (标准数据错误). Rows count from 1.
public enum StandardsError: Error, Sendable, Hashable {
    /// The row's code, or its parent's, is not a division code.
    case notADivision(row: Int)
    /// The row repeats a code that an earlier row gave.
    case repeatedDivision(row: Int)
    /// The row does not hold `code,year,name`.
    case unreadableHistory(row: Int)
    /// More rows than the stated limit.
    case tooManyRows(limit: Int)
}
