import Foundation
import Platform
import Regulation
import Workbooks

/// An uploaded workbook on disk (收到的工作簿), for as long as `body` runs.
enum ReceivedWorkbook {
    static let mediaType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

    /// Writes `chunks` to a file, calls `body` with its path and removes it; refuses more bytes than a workbook may
    /// have.
    static func with<Chunks: AsyncSequence, T>(
        _ chunks: Chunks, of platform: Platform, _ body: (_ path: String, _ room: String) async throws -> T
    ) async throws -> T where Chunks.Element == [UInt8] {
        let room = try platform.workbookRoom()
        let path = "\(room)/received-\(UUID().uuidString).xlsx"
        guard
            FileManager.default.createFile(
                atPath: path, contents: nil, attributes: [.posixPermissions: 0o600]),
            let file = FileHandle(forWritingAtPath: path)
        else { throw WorkbookError.unwritable }
        defer {
            try? file.close()
            try? FileManager.default.removeItem(atPath: path)
        }
        let bytesMax = WorkbookLimits().fileBytesMax
        var bytes = 0
        for try await chunk in chunks {
            bytes += chunk.count
            guard bytes <= bytesMax else {
                throw Refusal(
                    WorkbookCodes.tooLarge,
                    detail: Bilingual("文件上限 \(bytesMax) 字节", "the file limit is \(bytesMax) bytes"))
            }
            try file.write(contentsOf: chunk)
        }
        return try await body(path, room)
    }
}
