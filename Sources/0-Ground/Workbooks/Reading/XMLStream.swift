import CExpat
import Regulation

/// What reads XML piece by piece (XML 事件).
public protocol XMLReading: AnyObject {
    func begin(_ element: XMLName, _ attributes: XMLAttributes) throws
    func end(_ element: XMLName) throws
    func text(_ bytes: UnsafeBufferPointer<UInt8>) throws
}

/// The name of an element or attribute without its prefix (元素名); valid only during the call that brings it.
public struct XMLName {
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

    /// A copy that outlives the call.
    public var text: String { String(cString: bytes) }

    public static func == (name: XMLName, word: StaticString) -> Bool {
        word.withUTF8Buffer { word in
            for (index, byte) in word.enumerated() where UInt8(bitPattern: name.bytes[index]) != byte {
                return false
            }
            return name.bytes[word.count] == 0
        }
    }
}

/// The attributes of an element (属性); valid only during the call that brings them.
public struct XMLAttributes {
    let list: UnsafeMutablePointer<UnsafePointer<CChar>?>?

    /// The value of an attribute, whatever its prefix.
    subscript(name: StaticString) -> String? { bytes(name).map { String(decoding: $0, as: UTF8.self) } }

    func bytes(_ name: StaticString) -> UnsafeBufferPointer<UInt8>? {
        guard var next = list else { return nil }
        while let key = next[0], let value = next[1] {
            if XMLName(key) == name { return Self.bytes(of: value) }
            next += 2
        }
        return nil
    }

    /// Calls `body` with the name of each attribute, its prefix included, and its value.
    public func each(_ body: (String, UnsafeBufferPointer<UInt8>) throws -> Void) rethrows {
        guard var next = list else { return }
        while let key = next[0], let value = next[1] {
            try body(String(cString: key), Self.bytes(of: value))
            next += 2
        }
    }

    func isTrue(_ name: StaticString) -> Bool {
        guard let value = self[name] else { return false }
        return value == "1" || value == "true"
    }

    private static func bytes(of value: UnsafePointer<CChar>) -> UnsafeBufferPointer<UInt8> {
        var count = 0
        while value[count] != 0 { count += 1 }
        return UnsafeRawPointer(value).withMemoryRebound(to: UInt8.self, capacity: count) {
            UnsafeBufferPointer(start: $0, count: count)
        }
    }
}

/// XML read as its bytes come (流式 XML): no tree, no document type and so no entities, bounded depth and tags.
/// Used by one thread at a time.
public final class XMLStream {
    /// Bytes asked for at a time.
    public static let pieceBytes = 64 << 10
    /// Elements inside one another.
    public static let depthMax = WorkbookLimits.depthMax

    /// What is wrong with the XML (XML 错误).
    public enum Fault: Sendable, Hashable { case malformed, tooDeep, tagTooLong, doctype }

    private let parser: XML_Parser
    private let reading: any XMLReading
    private let refusing: (Fault, Int) -> any Error
    private let pieces: (UnsafeMutableRawBufferPointer) throws -> Int
    private var depth = 0
    private var bytesSinceEvent = 0
    private var failure: (any Error)?
    private var isAtEnd = false

    /// - Parameters:
    ///   - encoding: what the bytes are, whatever the document says; nil lets it say.
    ///   - refusing: the error for a fault in a line, counted from 1.
    ///   - pieces: fills in what comes next; 0 only at the end.
    public init(
        _ reading: any XMLReading, encoding: String? = nil, refusing: @escaping (Fault, Int) -> any Error,
        pieces: @escaping (UnsafeMutableRawBufferPointer) throws -> Int
    ) throws {
        guard let parser = XML_ParserCreate(encoding) else {
            throw WorkbookError.library("XML_ParserCreate")
        }
        self.parser = parser
        self.reading = reading
        self.refusing = refusing
        self.pieces = pieces
        XML_SetUserData(parser, Unmanaged.passUnretained(self).toOpaque())
        XML_SetElementHandler(
            parser,
            { context, name, attributes in
                guard let name else { return }
                XMLStream.of(context)?.handle { stream in
                    stream.depth += 1
                    guard stream.depth <= XMLStream.depthMax else { throw stream.fault(.tooDeep) }
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
        // Refusing a document type leaves no entity to expand.
        XML_SetStartDoctypeDeclHandler(parser) { context, _, _, _, _ in
            XMLStream.of(context)?.handle { throw $0.fault(.doctype) }
        }
    }

    deinit { XML_ParserFree(parser) }

    /// The line that the parser has come to, from 1.
    public var line: Int { Int(XML_GetCurrentLineNumber(parser)) }

    /// Hands the reading what the next piece brings; false once the end has been handed over.
    public func more() throws -> Bool {
        if isAtEnd { return false }
        guard let buffer = XML_GetBuffer(parser, Int32(Self.pieceBytes)) else {
            throw WorkbookError.library("XML_GetBuffer")
        }
        let count = try pieces(UnsafeMutableRawBufferPointer(start: buffer, count: Self.pieceBytes))
        bytesSinceEvent += count
        let status = XML_ParseBuffer(parser, Int32(count), count == 0 ? 1 : 0)
        if let failure { throw failure }
        guard status == XML_STATUS_OK else { throw fault(.malformed) }
        guard bytesSinceEvent <= WorkbookLimits.tagBytesMax else { throw fault(.tagTooLong) }
        isAtEnd = count == 0
        return true
    }

    private func fault(_ fault: Fault) -> any Error { refusing(fault, line) }

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
}

extension XMLStream {
    /// A part of a workbook.
    convenience init(_ reading: any XMLReading, part: PackagePart) throws {
        try self.init(reading, refusing: Self.damage) { try part.read(into: $0) }
    }

    private static func damage(_ fault: Fault, _ line: Int) -> any Error {
        switch fault {
        case .malformed: damaged(Bilingual("XML 第\(line)行有误", "its XML is wrong in line \(line)"))
        case .tooDeep: damaged(Bilingual("XML 嵌套过深", "XML nested too deep"))
        case .tagTooLong: damaged(Bilingual("XML 标记过长", "a tag of its XML is too long"))
        case .doctype:
            damaged(Bilingual("XML 中声明了文档类型或实体", "its XML declares a document type or entities"))
        }
    }

    static func damaged(_ detail: Bilingual) -> Refusal { Refusal(WorkbookCodes.damaged, detail: detail) }
}
