import Foundation

extension Platform {
    /// Seconds after which a workbook that nobody took is removed: its process was killed.
    private static let workbookSecondsMax: Double = 86_400

    /// The folder in which workbooks lie while they are sent and received (工作簿暂存), for its owner alone. What is older
    /// than a day is removed.
    public func workbookRoom() throws -> String {
        let folder = URL(fileURLWithPath: settings.dataDirectory).appendingPathComponent("workbooks")
        try FileManager.default.createDirectory(
            at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        let files = try FileManager.default.contentsOfDirectory(
            at: folder, includingPropertiesForKeys: [.contentModificationDateKey])
        for file in files {
            let changed = try? file.resourceValues(forKeys: [.contentModificationDateKey])
                .contentModificationDate
            if let changed, changed.timeIntervalSinceNow < -Self.workbookSecondsMax {
                try? FileManager.default.removeItem(at: file)
            }
        }
        return folder.path
    }
}
