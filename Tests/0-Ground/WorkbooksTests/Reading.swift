import Regulation
import Testing

@testable import Workbooks

/// The rows of the first sheet.
func rows(_ bytes: [UInt8], limits: WorkbookLimits = WorkbookLimits()) throws -> [WorkbookRow] {
    let reader = try WorkbookReader(bytes: bytes, limits: limits)
    var rows: [WorkbookRow] = []
    _ = try reader.read(try reader.sheet()) { rows.append($0) }
    return rows
}

/// The code with which reading the first sheet is refused; nil where it is not.
func refusal(_ bytes: [UInt8], limits: WorkbookLimits = WorkbookLimits()) throws -> ReasonCode? {
    do {
        _ = try rows(bytes, limits: limits)
        return nil
    } catch let refusal as Refusal {
        return refusal.code
    }
}
