import Glibc
import HTTPTypes
import Hummingbird
import NIOCore

/// A file that is sent once and is gone (发出的文件): it loses its name as soon as it is open, so that nothing is left of it
/// whatever becomes of the connection.
final class SentFile: Sendable {
    private static let pieceBytes = 64 << 10
    private let descriptor: Int32
    private let bytes: Int

    /// Takes over the file at `path`.
    init(_ path: String) throws {
        descriptor = open(path, O_RDONLY | O_CLOEXEC)
        unlink(path)
        var status = stat()
        guard descriptor >= 0, fstat(descriptor, &status) == 0 else { throw Failed() }
        bytes = Int(status.st_size)
    }

    deinit { if descriptor >= 0 { close(descriptor) } }

    /// The machine could not read back what it wrote.
    struct Failed: Error {}

    /// The file as a download under `name`, of ASCII letters.
    func response(type: String, name: String) -> Response {
        Response(
            status: .ok,
            headers: [
                .contentType: type, .contentDisposition: "attachment; filename=\"\(name)\"",
                .cacheControl: "no-store",
            ],
            body: ResponseBody(contentLength: bytes) { writer in
                var place = 0
                while place < self.bytes {
                    let piece = try self.piece(at: place)
                    place += piece.readableBytes
                    try await writer.write(piece)
                }
                try await writer.finish(nil)
            })
    }

    private func piece(at place: Int) throws -> ByteBuffer {
        var buffer = ByteBufferAllocator().buffer(capacity: Self.pieceBytes)
        let count = buffer.writeWithUnsafeMutableBytes(minimumWritableBytes: Self.pieceBytes) { space in
            max(0, pread(descriptor, space.baseAddress, Self.pieceBytes, place))
        }
        guard count > 0 else { throw Failed() }
        return buffer
    }
}
