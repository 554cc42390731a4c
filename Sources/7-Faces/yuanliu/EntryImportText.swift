import Catalogue
import Foundation

/// What came of a workbook, as the command line prints it (导入结果).
struct EntryImportText: CustomStringConvertible {
    private static let faultsShown = 50
    private static let changesShown = 50
    let description: String

    init(_ outcome: EntryImport, after time: Duration) {
        var lines = outcome.faults.prefix(Self.faultsShown).map { "\($0.cell)  \(describe($0.reason))" }
        if outcome.faultTotal > Self.faultsShown {
            lines.append("……共 \(outcome.faultTotal) 个问题 · \(outcome.faultTotal) faults in all")
        }
        lines += outcome.changes.prefix(Self.changesShown).map { change in
            let what = [change.entry, change.item, change.element].compactMap { $0 }.joined(separator: " · ")
            return "\(change.cell)  \(what): \(change.before) → \(change.after)"
        }
        if outcome.changeTotal > Self.changesShown {
            lines.append("……共改变 \(outcome.changeTotal) 个单元格 · \(outcome.changeTotal) cells changed in all")
        }
        let state = outcome.isStored ? "已保存为草稿 · kept as drafts" : "没有保存 · nothing kept"
        lines.append(
            """
            \(state)
              行 · rows \(outcome.rows)  条目 · entries \(outcome.entries)  有问题 · faulty \(outcome.faulty)
              新建 · created \(outcome.created)  变更 · changed \(outcome.changed)  未变 · unchanged \(outcome.unchanged)
              用时 · took \(time.formatted(.units(allowed: [.seconds], fractionalPart: .show(length: 2))))
            """)
        description = lines.joined(separator: "\n")
    }
}

/// Files that the command line leaves where it was told (工作簿文件).
enum WorkbookFile {
    /// Puts the file at `path` into `place`, over what stands there.
    static func move(_ path: String, to place: String) throws {
        do {
            let bytes = try Data(contentsOf: URL(fileURLWithPath: path), options: .alwaysMapped)
            try bytes.write(to: URL(fileURLWithPath: place), options: .atomic)
            try FileManager.default.removeItem(atPath: path)
        } catch {
            try? FileManager.default.removeItem(atPath: path)
            throw WorkbookFileError.unwritable(place)
        }
    }
}

/// A file of the caller's that cannot be written (文件故障).
enum WorkbookFileError: Error, Sendable, Hashable {
    case unwritable(String)
}
