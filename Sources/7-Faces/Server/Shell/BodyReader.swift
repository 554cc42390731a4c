import Hummingbird
import NIOCore
import Regulation

/// Reads a request's body within its bounds (请求正文读取): so many bytes, so many seconds.
struct BodyReader: Sendable {
    let bytesMax: Int
    let secondsMax: Int64

    /// The whole body in memory.
    func collect(_ request: Request) async throws -> ByteBuffer {
        var whole = ByteBuffer()
        for try await chunk in try stream(request) {
            whole.writeImmutableBuffer(chunk)
        }
        return whole
    }

    /// The body's chunks as they come; throws a refusal at the chunk that passes a bound.
    func stream(_ request: Request) throws(Refusal) -> BoundedBody {
        let stated = request.headers[.contentLength].flatMap { Int($0) }
        if let stated, stated > bytesMax { throw tooLarge }
        return BoundedBody(
            chunks: request.body, bytesMax: bytesMax, bytesStated: stated,
            deadline: .now + .seconds(secondsMax), reader: self)
    }

    var tooLarge: Refusal {
        Refusal(
            ServerCodes.bodyTooLarge,
            detail: Bilingual("上限 \(bytesMax) 字节", "The limit is \(bytesMax) bytes"))
    }

    var tooSlow: Refusal {
        Refusal(
            ServerCodes.bodyTooSlow,
            detail: Bilingual("时限 \(secondsMax) 秒", "The limit is \(secondsMax) seconds"))
    }
}

/// A body that refuses to grow past its bounds (限量正文).
struct BoundedBody: AsyncSequence, Sendable {
    typealias Element = ByteBuffer
    let chunks: RequestBody
    let bytesMax: Int
    /// What `Content-Length` promised.
    let bytesStated: Int?
    let deadline: ContinuousClock.Instant
    let reader: BodyReader

    struct AsyncIterator: AsyncIteratorProtocol {
        var chunks: RequestBody.AsyncIterator
        var bytesRead = 0
        let bytesMax: Int
        let bytesStated: Int?
        let deadline: ContinuousClock.Instant
        let reader: BodyReader

        mutating func next() async throws -> ByteBuffer? {
            guard let chunk = try await chunks.next() else {
                // A connection that breaks must never pass for the end of the file.
                if let bytesStated, bytesRead < bytesStated { throw Refusal(ServerCodes.bodyCutShort) }
                return nil
            }
            bytesRead += chunk.readableBytes
            if bytesRead > bytesMax { throw reader.tooLarge }
            // The idle timeout bounds the wait for one chunk, this the wait for all of them.
            if ContinuousClock.now > deadline { throw reader.tooSlow }
            return chunk
        }
    }

    func makeAsyncIterator() -> AsyncIterator {
        AsyncIterator(
            chunks: chunks.makeAsyncIterator(), bytesMax: bytesMax, bytesStated: bytesStated,
            deadline: deadline, reader: reader)
    }
}
