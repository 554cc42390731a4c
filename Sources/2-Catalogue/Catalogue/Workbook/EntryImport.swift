import Regulation
import Workbooks

/// What is wrong with one cell (单元格问题).
public struct CellFault: Sendable, Hashable {
    /// Counted from 1.
    public let row: Int
    /// Counted from 0.
    public let column: Int
    public let reason: Reason

    public init(row: Int, column: Int, reason: Reason) {
        self.row = row
        self.column = column
        self.reason = reason
    }

    /// `H12`.
    public var cell: String { CellAddress(row: row, column: column).description }
}

/// What came of a workbook (导入结果).
public struct EntryImport: Sendable, Hashable {
    /// At most so many faults are told one by one.
    public static let faultsMax = 5_000
    /// Entries of one workbook.
    public static let entriesMax = 20_000

    /// The rows behind the header that hold a value.
    public var rows = 0
    public var entries = 0
    /// Entries that have a fault.
    public var faulty = 0
    public var created = 0
    public var changed = 0
    public var unchanged = 0
    /// Whether anything was kept: without a fault, or where the good ones were asked for.
    public var isStored = false
    /// By row and column; at most ``faultsMax``.
    public var faults: [CellFault] = []
    public var faultTotal = 0
    /// What the workbook says otherwise than the entries did, by row and column; at most ``changesMax``.
    public var changes: [CellChange] = []
    public var changeTotal = 0
    /// At most so many changes are told one by one.
    public static let changesMax = 5_000

    mutating func add(_ changes: [CellChange]) {
        changeTotal += changes.count
        self.changes += changes.prefix(max(0, Self.changesMax - self.changes.count))
    }

    mutating func add(_ fault: CellFault) {
        faultTotal += 1
        if faults.count < Self.faultsMax { faults.append(fault) }
    }
}

/// What is done with a workbook (导入方式).
public enum EntryImportMode: String, Sendable, Hashable, CaseIterable {
    /// Everything is kept, or nothing where one cell is at fault.
    case whole
    /// The entries without a fault are kept.
    case good
    /// Nothing is kept.
    case check
}
