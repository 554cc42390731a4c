import CZip
import Regulation

/// One part of a workbook as it is unpacked (部件流): a refusal at the byte that passes a limit.
final class PackagePart {
    private let name: String
    private let file: OpaquePointer
    // The archive lives as long as what is read from it.
    private let package: Package
    private let limits: WorkbookLimits
    private let packed: Int
    private var unpacked = 0

    init(
        _ name: String, at index: UInt64, of archive: OpaquePointer, in package: Package,
        _ limits: WorkbookLimits
    ) throws {
        self.name = String(name.prefix(80))
        var facts = zip_stat_t()
        guard zip_stat_index(archive, index, 0, &facts) == 0, let file = zip_fopen_index(archive, index, 0)
        else { throw Self.broken(self.name) }
        self.file = file
        self.package = package
        self.limits = limits
        packed = max(1, Int(clamping: facts.comp_size))
    }

    deinit { zip_fclose(file) }

    /// Fills in what comes next; 0 only at the end.
    func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
        let count = zip_fread(file, buffer.baseAddress, UInt64(buffer.count))
        guard count >= 0 else { throw Self.broken(name) }
        unpacked += Int(count)
        guard unpacked <= limits.partBytesMax else {
            throw Refusal(
                WorkbookCodes.tooLarge,
                detail: Bilingual(
                    "部件 \(name) 解压后超过 \(limits.partBytesMax) 字节",
                    "the part \(name) unpacks to over \(limits.partBytesMax) bytes"))
        }
        guard unpacked <= WorkbookLimits.ratioFreeBytes || unpacked / packed <= limits.ratioMax else {
            throw Refusal(
                WorkbookCodes.tooLarge,
                detail: Bilingual(
                    "部件 \(name) 的压缩比超过 \(limits.ratioMax)",
                    "the part \(name) is packed more than \(limits.ratioMax) to 1"))
        }
        return Int(count)
    }

    private static func broken(_ name: String) -> Refusal {
        XMLStream.damaged(Bilingual("部件 \(name) 不能解压", "the part \(name) cannot be unpacked"))
    }
}
