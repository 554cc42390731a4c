import Regulation
import Workbooks

/// The rows of an XML file (XML 行来源): a first reading finds which element is a row and which columns there are, a
/// second one reads the values. Blank fields and missing ones are no values. Elements inside a field, fields written
/// twice and text beside fields are problems of their row.
final class XMLRows: RowSource {
    let element: RowElement
    private let columns: [String]
    private let records: XMLRecords
    private let stream: XMLStream
    private let cells = RecordCells()
    private var taken = 0
    private var number: Int64 = 0
    private var isMixed = false
    private var failure: (any Error)?

    init(_ declared: RowElement?, _ source: () throws -> TextSource) throws {
        let outline = XMLOutline()
        let first = try Self.stream(outline, try source())
        do {
            while try first.more() {}
        } catch let refusal as Refusal where refusal.reasons[0].field == nil {
            throw IntakeCodes.refusal(refusal.code, line: Int64(first.line))
        }
        (element, columns) = try outline.rows(declared: declared)
        let records = XMLRecords(element, columns: columns)
        let stream = try Self.stream(records, try source())
        records.line = { [unowned stream] in stream.line }
        self.records = records
        self.stream = stream
    }

    var names: [String]? { columns }
    var line: Int64 { number }
    var fieldCount: Int { columns.count }
    var recordFault: CheckRule? { isMixed ? .nestedValue : nil }
    var hasFieldFaults: Bool { cells.hasFaults }
    func fieldFault(_ index: Int) -> CheckRule? { cells.fault(index) }
    func field(_ index: Int) -> UnsafeRawBufferPointer { cells.cell(index) }

    func next() throws -> Bool {
        while taken == records.records.count {
            records.clear()
            taken = 0
            if let failure { throw failure }
            do {
                guard try stream.more() else { return false }
            } catch {
                failure = error
            }
        }
        let record = records.records[taken]
        taken += 1
        number += 1
        isMixed = record.isMixed
        cells.begin(columns.count)
        try records.bytes.withUnsafeBytes { bytes in
            for cell in records.cells[record.cells] {
                if let fault = cell.fault { cells.spoil(cell.column, fault) }
                guard !cells.isSet(cell.column) else { continue }
                guard cells.set(cell.column, UnsafeRawBufferPointer(rebasing: bytes[cell.bytes])) else {
                    throw IntakeCodes.refusal(IntakeCodes.recordTooLong, line: Int64(stream.line))
                }
            }
        }
        return true
    }

    /// The bytes are UTF-8 here, whatever the document declares: ``DeliveredFile`` has seen to that.
    private static func stream(_ reading: any XMLReading, _ source: TextSource) throws -> XMLStream {
        var lines: Int64 = 1
        return try XMLStream(
            reading, encoding: "UTF-8",
            refusing: { fault, line in
                let code =
                    switch fault {
                    case .malformed: IntakeCodes.xmlMalformed
                    case .tooDeep: IntakeCodes.nestingTooDeep
                    case .tagTooLong: IntakeCodes.recordTooLong
                    case .doctype: IntakeCodes.xmlDoctype
                    }
                return IntakeCodes.refusal(code, line: Int64(line))
            },
            pieces: { target in
                do {
                    let count = try source.read(into: target)
                    lines += Int64(target[..<count].count { $0 == 0x0A })
                    return count
                } catch is TextSource.Undecodable {
                    throw IntakeCodes.refusal(IntakeCodes.undecodable, line: lines)
                }
            })
    }
}
