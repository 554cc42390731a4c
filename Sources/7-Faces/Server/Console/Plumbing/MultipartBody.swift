import Foundation
import Hummingbird
import NIOCore
import Regulation

/// Reads `multipart/form-data` as it arrives (多部分表单, RFC 7578): small fields whole, the file as a stream.
///
/// The parts come in the order of the page: fields first, the one file last. Names and values of fields are
/// bounded, the file by the bounds of the body; and little is read at all before ``proven()``.
actor MultipartBody {
    /// Bytes of the headers of one part.
    static let headerBytesMax = 4096
    /// Bytes of one field that is not a file.
    static let fieldBytesMax = 65_536
    static let partsMax = 64
    /// Bytes that are read before whoever sends them has proved to be the one who opened the page: room for the
    /// form's token, none for anything else.
    static let unprovenBytesMax = 65_536

    private var chunks: BoundedBody.AsyncIterator
    /// What came and was not used yet. The first boundary has no line before it; given one, it reads as all others.
    private var pending: [UInt8] = [0x0D, 0x0A]
    private let delimiter: [UInt8]
    private var partsRead = 0
    private var isAtStart = true
    private var isOver = false
    private var isProven = false
    private var bytesRead = 0

    /// One part that is not a file.
    struct Field: Sendable {
        let name: String
        let value: String
    }

    /// The head of a part.
    struct Head: Sendable {
        let name: String
        let fileName: String?
    }

    init(_ request: Request, reader: BodyReader) throws(Refusal) {
        guard MediaTypeCheck.stated(request) == "multipart/form-data",
            let boundary = HeaderLine.parameter("boundary", of: request.headers[.contentType] ?? ""),
            (1...70).contains(boundary.utf8.count)
        else { throw Refusal(ServerCodes.unsupportedMediaType) }
        chunks = try reader.stream(request).makeAsyncIterator()
        delimiter = Array("\r\n--\(boundary)".utf8)
    }

    /// Lifts the bound of ``unprovenBytesMax``: the form's token was right.
    func proven() { isProven = true }

    /// The next part, which must be a field; nil at the end.
    func nextField() async throws -> Field? {
        guard let head = try await nextHead() else { return nil }
        guard head.fileName == nil else { throw Refusal(ServerCodes.malformedForm) }
        return Field(name: head.name, value: try await value())
    }

    /// The rest of the present part as a text, at most 64 KiB.
    func value() async throws -> String {
        var value: [UInt8] = []
        while let bytes = try await nextBytes() {
            value += bytes
            if value.count > Self.fieldBytesMax { throw Refusal(ServerCodes.bodyTooLarge) }
        }
        guard let text = String(validating: value, as: UTF8.self), !text.hasControlCharacters else {
            throw Refusal(ServerCodes.malformedForm)
        }
        return text
    }

    /// The head of the next part; nil at the end. The part before must have been read to its end.
    func nextHead() async throws -> Head? {
        if isOver { return nil }
        if isAtStart {
            isAtStart = false
            while try await nextBytes() != nil {}
        }
        partsRead += 1
        if partsRead > Self.partsMax { throw Refusal(ServerCodes.malformedForm) }
        while pending.count < 2 { try await more() }
        if pending.starts(with: [0x2D, 0x2D]) {
            isOver = true
            return nil
        }
        let lines = try await headerLines()
        guard
            let disposition = lines.first(where: { $0.lowercased().hasPrefix("content-disposition:") }),
            let name = HeaderLine.parameter("name", of: disposition)
        else { throw Refusal(ServerCodes.malformedForm) }
        return Head(name: name, fileName: HeaderLine.parameter("filename", of: disposition))
    }

    /// Some more bytes of the present part; nil at its end.
    func nextBytes() async throws -> [UInt8]? {
        while true {
            if let place = Self.find(delimiter, in: pending) {
                if place == 0 {
                    pending.removeFirst(delimiter.count)
                    return nil
                }
                let bytes = Array(pending[..<place])
                pending.removeFirst(place)
                return bytes
            }
            // The end of what came may be the beginning of the delimiter.
            let safe = pending.count - (delimiter.count - 1)
            if safe > 0 {
                let bytes = Array(pending[..<safe])
                pending.removeFirst(safe)
                return bytes
            }
            try await more()
        }
    }

    private func headerLines() async throws -> [String] {
        let end: [UInt8] = [0x0D, 0x0A, 0x0D, 0x0A]
        while true {
            if let place = Self.find(end, in: pending) {
                guard let text = String(validating: pending[..<place], as: UTF8.self) else {
                    throw Refusal(ServerCodes.malformedForm)
                }
                pending.removeFirst(place + end.count)
                return text.split(separator: "\r\n").map(String.init)
            }
            if pending.count > Self.headerBytesMax { throw Refusal(ServerCodes.malformedForm) }
            try await more()
        }
    }

    private func more() async throws {
        guard isProven || bytesRead < Self.unprovenBytesMax else { throw Refusal(ServerCodes.malformedForm) }
        var iterator = chunks
        let chunk = try await iterator.next(isolation: self)
        chunks = iterator
        guard let chunk else { throw Refusal(ServerCodes.bodyCutShort) }
        bytesRead += chunk.readableBytes
        pending += chunk.readableBytesView
    }

    private static func find(_ needle: [UInt8], in bytes: [UInt8]) -> Int? {
        guard let first = needle.first, bytes.count >= needle.count else { return nil }
        var start = 0
        while let place = bytes[start...].firstIndex(of: first), place + needle.count <= bytes.count {
            if bytes[place..<(place + needle.count)].elementsEqual(needle) { return place }
            start = place + 1
        }
        return nil
    }
}

/// The file of a multipart form, as its bytes arrive (上传文件流).
struct MultipartFile: AsyncSequence, Sendable {
    typealias Element = [UInt8]
    let parts: MultipartBody

    struct AsyncIterator: AsyncIteratorProtocol {
        let parts: MultipartBody
        mutating func next() async throws -> [UInt8]? { try await parts.nextBytes() }
    }

    func makeAsyncIterator() -> AsyncIterator { AsyncIterator(parts: parts) }
}
