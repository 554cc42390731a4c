/// What can go wrong with the machine while a workbook is read or written (工作簿故障). What is wrong with the
/// workbook itself is a refusal.
public enum WorkbookError: Error, Sendable, Hashable {
    /// The file cannot be opened for reading.
    case unreadable
    /// The file or its temporary parts cannot be written: no room, no right.
    case unwritable
    /// The library refused a call that keeps to its limits.
    case library(String)
}
