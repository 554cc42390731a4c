import Foundation
import Testing

@testable import Protection

@Suite("Key files")
final class KeyFileTests {
    private let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
        "key-file-\(UUID().uuidString)")
    private var path: String { folder.appendingPathComponent("master.key").path }

    init() throws { try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true) }

    deinit { try? FileManager.default.removeItem(at: folder) }

    private func put(_ count: Int, mode: Int) throws {
        try Data(repeating: 7, count: count).write(to: URL(fileURLWithPath: path))
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
    }

    private func bytes(_ key: MasterKey) -> [UInt8] { key.withBytes { Array($0) } }

    @Test("The first start makes a key that only its owner may read, later ones read the same")
    func creation() throws {
        let key = try KeyFile.loadOrCreate(path: path)
        #expect(try bytes(KeyFile.loadOrCreate(path: path)) == bytes(key))
        #expect(try bytes(KeyFile.load(path: path)) == bytes(key))
        #expect(try Array(Data(contentsOf: URL(fileURLWithPath: path))) == bytes(key))
        let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
        #expect(mode == 0o600)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["master.key"])
        let other = try KeyFile.loadOrCreate(path: folder.appendingPathComponent("other.key").path)
        #expect(bytes(other) != bytes(key))
    }

    @Test(
        "A file that others may read, write or run is refused",
        arguments: [0o640, 0o604, 0o620, 0o602, 0o610, 0o601, 0o644, 0o777])
    func exposed(mode: Int) throws {
        try put(32, mode: mode)
        #expect(throws: ProtectionError.keyFileExposed) { _ = try KeyFile.load(path: path) }
        #expect(throws: ProtectionError.keyFileExposed) { _ = try KeyFile.loadOrCreate(path: path) }
        #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == Data(repeating: 7, count: 32))
    }

    @Test("A file of the owner alone is read", arguments: [0o600, 0o400])
    func owned(mode: Int) throws {
        try put(32, mode: mode)
        #expect(try bytes(KeyFile.load(path: path)) == [UInt8](repeating: 7, count: 32))
    }

    @Test("A file of another length is refused and left as it is", arguments: [0, 31, 33, 64])
    func lengths(count: Int) throws {
        try put(count, mode: 0o600)
        #expect(throws: ProtectionError.wrongKeyLength) { _ = try KeyFile.loadOrCreate(path: path) }
        #expect(try Data(contentsOf: URL(fileURLWithPath: path)).count == count)
    }

    @Test("A missing file, a missing folder and a folder in its place are told apart")
    func missing() throws {
        #expect(throws: ProtectionError.keyFile(errorNumber: ENOENT)) { _ = try KeyFile.load(path: path) }
        #expect(throws: ProtectionError.keyFile(errorNumber: ENOENT)) {
            _ = try KeyFile.loadOrCreate(path: folder.appendingPathComponent("none/master.key").path)
        }
        #expect(throws: ProtectionError.keyFileExposed) { _ = try KeyFile.load(path: folder.path) }
    }

    @Test("A key that another process has put there meanwhile is kept")
    func meanwhile() throws {
        let first = MasterKey.random()
        try KeyFile.create(first, path: path)
        try KeyFile.create(MasterKey.random(), path: path)
        #expect(try bytes(KeyFile.load(path: path)) == bytes(first))
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["master.key"])
    }

    @Test("Starts at the same moment end with one key")
    func race() async throws {
        let path = path
        let keys = try await withThrowingTaskGroup(of: [UInt8].self) { group in
            for _ in 0..<16 {
                group.addTask { try KeyFile.loadOrCreate(path: path).withBytes { Array($0) } }
            }
            return try await group.reduce(into: Set<[UInt8]>()) { $0.insert($1) }
        }
        #expect(keys.count == 1)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["master.key"])
    }

    @Test("Only 32 bytes make a key", arguments: [0, 16, 31, 33])
    func keyLength(count: Int) {
        #expect(throws: ProtectionError.wrongKeyLength) {
            _ = try MasterKey(bytes: [UInt8](repeating: 1, count: count))
        }
    }
}
