import CZip
import Glibc
import Regulation

/// The parts of a workbook (包): a zip file, opened without trusting what it says of itself.
final class Package {
    private let archive: OpaquePointer
    private let limits: WorkbookLimits
    /// The index of each part by its name in lower case, without a leading slash.
    private let parts: [String: UInt64]

    /// Opens the file at `path`.
    convenience init(path: String, limits: WorkbookLimits) throws {
        var status = stat()
        guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            throw WorkbookError.unreadable
        }
        guard Int(status.st_size) <= limits.fileBytesMax else { throw Self.fileTooLarge(limits) }
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0, let file = fdopen(descriptor, "rb") else { throw WorkbookError.unreadable }
        do {
            try Self.checkOutside(file)
        } catch {
            fclose(file)
            throw error
        }
        // The library owns the open file from here on.
        guard let source = zip_source_filep_create(file, 0, -1, nil) else {
            fclose(file)
            throw WorkbookError.library("zip_source_filep_create")
        }
        try self.init(source, limits)
    }

    /// Opens a workbook held in memory.
    convenience init(bytes: [UInt8], limits: WorkbookLimits) throws {
        guard bytes.count <= limits.fileBytesMax else { throw Self.fileTooLarge(limits) }
        guard let copy = malloc(max(1, bytes.count)) else { throw WorkbookError.unreadable }
        bytes.withUnsafeBytes {
            copy.copyMemory(from: $0.baseAddress ?? UnsafeRawPointer(copy), byteCount: $0.count)
        }
        guard let file = fmemopen(copy, max(1, bytes.count), "rb") else {
            free(copy)
            throw WorkbookError.unreadable
        }
        do {
            try Self.checkOutside(file)
        } catch {
            fclose(file)
            free(copy)
            throw error
        }
        fclose(file)
        // The library frees the copy.
        guard let source = zip_source_buffer_create(copy, UInt64(bytes.count), 1, nil) else {
            free(copy)
            throw WorkbookError.library("zip_source_buffer_create")
        }
        try self.init(source, limits)
    }

    private init(_ source: OpaquePointer, _ limits: WorkbookLimits) throws {
        var fault = zip_error_t()
        guard let archive = zip_open_from_source(source, ZIP_RDONLY, &fault) else {
            zip_source_free(source)
            throw Refusal(
                WorkbookCodes.damaged, detail: Bilingual("压缩包不完整", "the zip file is not complete"))
        }
        self.archive = archive
        self.limits = limits
        do {
            parts = try Self.list(archive, limits)
        } catch {
            zip_discard(archive)
            throw error
        }
    }

    deinit { zip_discard(archive) }

    /// Whether there is a part whose name begins so.
    func hasPart(below folder: String) -> Bool { parts.keys.contains { $0.hasPrefix(folder) } }

    func hasPart(_ name: String) -> Bool { parts[name.lowercased()] != nil }

    /// Reads a whole part into `reading`.
    func read(_ name: String, into reading: any XMLReading) throws {
        let stream = try XMLStream(reading, part: try part(name))
        while try stream.more() {}
    }

    /// A part to be read piece by piece.
    func part(_ name: String) throws -> PackagePart {
        guard let index = parts[name.lowercased()] else {
            let shown = name.prefix(80)
            throw XMLStream.damaged(Bilingual("缺少部件 \(shown)", "the part \(shown) is missing"))
        }
        return try PackagePart(name, at: index, of: archive, in: self, limits)
    }

    private static func fileTooLarge(_ limits: WorkbookLimits) -> Refusal {
        Refusal(
            WorkbookCodes.tooLarge,
            detail: Bilingual(
                "文件上限 \(limits.fileBytesMax) 字节", "the file limit is \(limits.fileBytesMax) bytes"))
    }

    private static func list(_ archive: OpaquePointer, _ limits: WorkbookLimits) throws -> [String: UInt64] {
        let count = zip_get_num_entries(archive, 0)
        guard count > 0 else { throw Refusal(WorkbookCodes.notAWorkbook) }
        guard count <= limits.partsMax else {
            throw Refusal(
                WorkbookCodes.tooLarge,
                detail: Bilingual("部件超过 \(limits.partsMax) 个", "more than \(limits.partsMax) parts"))
        }
        var parts: [String: UInt64] = [:]
        for index in 0..<UInt64(count) {
            var facts = zip_stat_t()
            guard zip_stat_index(archive, index, 0, &facts) == 0, let bytes = facts.name else {
                throw XMLStream.damaged(Bilingual("部件目录有误", "its list of parts is wrong"))
            }
            if facts.encryption_method != UInt16(ZIP_EM_NONE) { throw Refusal(WorkbookCodes.encrypted) }
            let name = String(cString: bytes).lowercased()
            guard
                parts.updateValue(index, forKey: name.hasPrefix("/") ? String(name.dropFirst()) : name) == nil
            else { throw XMLStream.damaged(Bilingual("部件重名", "two parts have one name")) }
        }
        return parts
    }

    /// Looks at the first bytes: a zip file, or one of the older forms, which get a word of their own.
    private static func checkOutside(_ file: UnsafeMutablePointer<FILE>) throws {
        var head = [UInt8](repeating: 0, count: 8)
        let count = fread(&head, 1, head.count, file)
        if head.starts(with: [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]) {
            throw Refusal(try isEncrypted(file) ? WorkbookCodes.encrypted : WorkbookCodes.oldFormat)
        }
        guard count >= 4, head.starts(with: [0x50, 0x4B, 0x03, 0x04]) else {
            throw Refusal(WorkbookCodes.notAWorkbook)
        }
        rewind(file)
    }

    /// An encrypted workbook is a compound file with a stream of this name, in UTF-16.
    private static func isEncrypted(_ file: UnsafeMutablePointer<FILE>) throws -> Bool {
        let mark = "EncryptedPackage".utf8.reduce(into: [UInt8]()) { $0 += [$1, 0] }
        var window: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: 64 << 10)
        while true {
            let count = fread(&piece, 1, piece.count, file)
            if count == 0 { return false }
            window += piece[..<count]
            if contains(mark, in: window) { return true }
            window = Array(window.suffix(mark.count))
        }
    }

    private static func contains(_ mark: [UInt8], in bytes: [UInt8]) -> Bool {
        var start = 0
        while let place = bytes[start...].firstIndex(of: mark[0]), place + mark.count <= bytes.count {
            if bytes[place..<(place + mark.count)].elementsEqual(mark) { return true }
            start = place + 1
        }
        return false
    }
}
