import CExpat
import Regulation

/// What reads a part of a workbook piece by piece (XML 事件).
protocol XMLReading: AnyObject {
    func begin(_ element: XMLName, _ attributes: XMLAttributes) throws
    func end(_ element: XMLName) throws
    func text(_ bytes: UnsafeBufferPointer<UInt8>) throws
}

/// The name of an element or attribute without its prefix; valid only during the call that brings it.
struct XMLName {
    private let bytes: UnsafePointer<CChar>

    init(_ whole: UnsafePointer<CChar>) {
        var local = whole
        var next = whole
        while next.pointee != 0 {
            if next.pointee == 0x3A { local = next + 1 }
            next += 1
        }
        bytes = local
    }

    static func == (name: XMLName, word: StaticString) -> Bool {
        word.withUTF8Buffer { word in
            for (index, byte) in word.enumerated() where UInt8(bitPattern: name.bytes[index]) != byte {
                return false
            }
            return name.bytes[word.count] == 0
        }
    }
}

/// The attributes of an element; valid only during the call that brings them.
struct XMLAttributes {
    let list: UnsafeMutablePointer<UnsafePointer<CChar>?>?

    /// The value of an attribute, whatever its prefix.
    subscript(name: StaticString) -> String? { bytes(name).map { String(decoding: $0, as: UTF8.self) } }

    func bytes(_ name: StaticString) -> UnsafeBufferPointer<UInt8>? {
        guard var next = list else { return nil }
        while let key = next[0], let value = next[1] {
            if XMLName(key) == name {
                var count = 0
                while value[count] != 0 { count += 1 }
                return UnsafeRawPointer(value).withMemoryRebound(to: UInt8.self, capacity: count) {
                    UnsafeBufferPointer(start: $0, count: count)
                }
            }
            next += 2
        }
        return nil
    }

    func isTrue(_ name: StaticString) -> Bool {
        guard let value = self[name] else { return false }
        return value == "1" || value == "true"
    }
}

/// One XML part, read as its bytes come (流式 XML): no tree, no entities, bounded depth and tags.
final class XMLStream {
    /// Bytes asked of the part at a time.
    static let pieceBytes = 64 << 10

    private let parser: XML_Parser
    private let reading: any XMLReading
    private var depth = 0
    private var bytesSinceEvent = 0
    private var failure: (any Error)?

    private init(_ reading: any XMLReading) throws {
        guard let parser = XML_ParserCreate(nil) else { throw WorkbookError.library("XML_ParserCreate") }
        self.parser = parser
        self.reading = reading
        XML_SetUserData(parser, Unmanaged.passUnretained(self).toOpaque())
        XML_SetElementHandler(
            parser,
            { context, name, attributes in
                guard let name else { return }
                XMLStream.of(context)?.handle { stream in
                    stream.depth += 1
                    guard stream.depth <= WorkbookLimits.depthMax else {
                        throw XMLStream.damaged(Bilingual("XML 嵌套过深", "XML nested too deep"))
                    }
                    try stream.reading.begin(XMLName(name), XMLAttributes(list: attributes))
                }
            },
            { context, name in
                guard let name else { return }
                XMLStream.of(context)?.handle { stream in
                    stream.depth -= 1
                    try stream.reading.end(XMLName(name))
                }
            })
        XML_SetCharacterDataHandler(parser) { context, bytes, count in
            guard let bytes, count > 0 else { return }
            XMLStream.of(context)?.handle { stream in
                try UnsafeRawPointer(bytes).withMemoryRebound(to: UInt8.self, capacity: Int(count)) {
                    try stream.reading.text(UnsafeBufferPointer(start: $0, count: Int(count)))
                }
            }
        }
        // A workbook declares no document type: refusing it leaves no entity to expand.
        XML_SetStartDoctypeDeclHandler(parser) { context, _, _, _, _ in
            XMLStream.of(context)?.handle { _ in
                throw XMLStream.damaged(
                    Bilingual("XML 中声明了文档类型或实体", "its XML declares a document type or entities"))
            }
        }
    }

    deinit { XML_ParserFree(parser) }

    /// Hands `reading` everything that `pieces` fills in, until it fills in nothing.
    static func read(
        into reading: any XMLReading, pieces: (UnsafeMutableRawBufferPointer) throws -> Int
    ) throws {
        let stream = try XMLStream(reading)
        while true {
            guard let buffer = XML_GetBuffer(stream.parser, Int32(pieceBytes)) else {
                throw WorkbookError.library("XML_GetBuffer")
            }
            let count = try pieces(UnsafeMutableRawBufferPointer(start: buffer, count: pieceBytes))
            stream.bytesSinceEvent += count
            let status = XML_ParseBuffer(stream.parser, Int32(count), count == 0 ? 1 : 0)
            if let failure = stream.failure { throw failure }
            guard status == XML_STATUS_OK else {
                throw damaged(
                    Bilingual(
                        "XML 第\(XML_GetCurrentLineNumber(stream.parser))行有误",
                        "its XML is wrong in line \(XML_GetCurrentLineNumber(stream.parser))"))
            }
            guard stream.bytesSinceEvent <= WorkbookLimits.tagBytesMax else {
                throw damaged(Bilingual("XML 标记过长", "a tag of its XML is too long"))
            }
            if count == 0 { return }
        }
    }

    private static func of(_ context: UnsafeMutableRawPointer?) -> XMLStream? {
        context.map { Unmanaged<XMLStream>.fromOpaque($0).takeUnretainedValue() }
    }

    /// An error cannot pass through the C library: it is kept, and the parser told to stop.
    private func handle(_ work: (XMLStream) throws -> Void) {
        guard failure == nil else { return }
        bytesSinceEvent = 0
        do {
            try work(self)
        } catch {
            failure = error
            XML_StopParser(parser, 0)
        }
    }

    static func damaged(_ detail: Bilingual) -> Refusal { Refusal(WorkbookCodes.damaged, detail: detail) }
}
