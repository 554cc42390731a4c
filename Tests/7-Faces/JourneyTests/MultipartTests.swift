import HTTPTypes
import Hummingbird
import NIOCore
import Regulation
import Synchronization
import Testing

@testable import Server

@Suite("Forms with a file")
struct MultipartTests {
    private static let boundary = "limit"

    private static func part(_ name: String, _ value: String) -> String {
        "--\(boundary)\r\nContent-Disposition: form-data; name=\"\(name)\"\r\n\r\n\(value)\r\n"
    }

    /// The body of `text` in pieces of 4 KiB, and how many of its bytes were asked for.
    private static func body(_ text: String) throws -> (parts: MultipartBody, asked: Asked) {
        let asked = Asked()
        let pieces = Pieces(bytes: Array(text.utf8), asked: asked)
        var head = HTTPRequest(method: .post, scheme: "http", authority: "here", path: "/")
        head.headerFields[.contentType] = "multipart/form-data; boundary=\(boundary)"
        let request = Request(head: head, body: RequestBody(asyncSequence: pieces))
        let reader = BodyReader(bytesMax: 1 << 30, secondsMax: 60)
        return (try MultipartBody(request, reader: reader), asked)
    }

    final class Asked: Sendable {
        let bytes = Mutex(0)
    }

    struct Pieces: AsyncSequence, Sendable {
        let bytes: [UInt8]
        let asked: Asked

        struct AsyncIterator: AsyncIteratorProtocol {
            var rest: ArraySlice<UInt8>
            let asked: Asked

            mutating func next() async throws -> ByteBuffer? {
                let piece = rest.prefix(4_096)
                rest = rest.dropFirst(piece.count)
                asked.bytes.withLock { $0 += piece.count }
                return piece.isEmpty ? nil : ByteBuffer(bytes: piece)
            }
        }

        func makeAsyncIterator() -> AsyncIterator { AsyncIterator(rest: bytes[...], asked: asked) }
    }

    @Test("What comes before the form's token is read for 64 KiB, and no further")
    func preamble() async throws {
        let (parts, asked) = try Self.body(
            String(repeating: "x", count: 1 << 20) + "\r\n" + Self.part("form-token", "right"))
        let refusal = await #expect(throws: Refusal.self) { try await parts.nextField() }
        #expect(refusal?.code == ServerCodes.malformedForm)
        #expect(asked.bytes.withLock { $0 } <= MultipartBody.unprovenBytesMax + 4_096)
    }

    @Test("Once the token is proven, the bound is that of the body")
    func proven() async throws {
        let file = String(repeating: "x", count: 300_000)
        let (parts, _) = try Self.body(
            Self.part("form-token", "right") + Self.part("note", "short") + "--\(Self.boundary)\r\n"
                + "Content-Disposition: form-data; name=\"file\"; filename=\"a\"\r\n\r\n\(file)\r\n"
                + "--\(Self.boundary)--\r\n")
        #expect(try await parts.nextField()?.value == "right")
        await parts.proven()
        #expect(try await parts.nextField()?.value == "short")
        #expect(try await parts.nextHead()?.fileName == "a")
        var count = 0
        while let bytes = try await parts.nextBytes() { count += bytes.count }
        #expect(count == file.utf8.count)
    }
}
