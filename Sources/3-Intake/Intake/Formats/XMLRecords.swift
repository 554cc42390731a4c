import Regulation
import Workbooks

/// The rows that a piece of XML brings (XML 记录): kept until they are taken, never more than one piece holds.
final class XMLRecords: XMLReading {
    /// One cell of one record, in the bytes of the piece.
    struct Cell {
        let column: Int
        let bytes: Range<Int>
        let fault: CheckRule?
    }

    struct Record {
        let cells: Range<Int>
        /// Text stands beside the fields.
        let isMixed: Bool
    }

    private(set) var bytes: [UInt8] = []
    private(set) var cells: [Cell] = []
    private(set) var records: [Record] = []
    /// Tells the line for a refusal; set by whoever drives the reading.
    var line: () -> Int = { 1 }

    private let element: RowElement
    private let places: [String: Int]
    private var stack: [String] = []
    // How deep the row at hand stands; 0 outside of rows.
    private var rowDepth = 0
    private var firstCell = 0
    private var firstByte = 0
    private var isMixed = false
    private var column: Int?
    private var start = 0
    private var isNested = false
    private var seen: Set<Int> = []

    init(_ element: RowElement, columns: [String]) {
        self.element = element
        places = Dictionary(columns.enumerated().map { ($1, $0) }) { first, _ in first }
    }

    /// Lets go of the records that were taken, keeping what is begun.
    func clear() {
        guard rowDepth > 0 else {
            bytes.removeAll(keepingCapacity: true)
            cells.removeAll(keepingCapacity: true)
            records.removeAll(keepingCapacity: true)
            return
        }
        let moved = firstByte
        bytes.removeFirst(moved)
        cells = cells[firstCell...].map {
            Cell(
                column: $0.column, bytes: ($0.bytes.lowerBound - moved)..<($0.bytes.upperBound - moved),
                fault: $0.fault)
        }
        records.removeAll(keepingCapacity: true)
        start -= moved
        (firstByte, firstCell) = (0, 0)
    }

    func begin(_ name: XMLName, _ attributes: XMLAttributes) throws {
        let name = name.text
        stack.append(name)
        if rowDepth == 0 {
            guard element.matches(stack) else { return }
            rowDepth = stack.count
            (firstCell, firstByte, isMixed) = (cells.count, bytes.count, false)
            seen.removeAll(keepingCapacity: true)
            try attributes.each { whole, value in
                guard let name = XMLOutline.field(attribute: whole), let place = places[name] else { return }
                let start = bytes.count
                try append(value)
                add(place, start..<bytes.count, isNested: false)
            }
        } else if stack.count == rowDepth + 1 {
            column = places[name]
            start = bytes.count
            isNested = false
        } else {
            isNested = true
        }
    }

    func end(_ name: XMLName) throws {
        if rowDepth > 0, stack.count == rowDepth + 1, let place = column {
            add(place, start..<bytes.count, isNested: isNested)
            column = nil
        } else if rowDepth > 0, stack.count == rowDepth {
            records.append(Record(cells: firstCell..<cells.count, isMixed: isMixed))
            rowDepth = 0
        }
        stack.removeLast()
    }

    func text(_ piece: UnsafeBufferPointer<UInt8>) throws {
        guard rowDepth > 0 else { return }
        if stack.count == rowDepth {
            if !piece.allSatisfy({ $0 == 0x20 || $0 == 0x09 || $0 == 0x0A || $0 == 0x0D }) { isMixed = true }
        } else {
            try append(piece)
        }
    }

    private func append(_ piece: UnsafeBufferPointer<UInt8>) throws {
        guard bytes.count - firstByte + piece.count <= CSVScanner.recordBytesMax else {
            throw IntakeCodes.refusal(IntakeCodes.recordTooLong, line: Int64(line()))
        }
        bytes.append(contentsOf: piece)
    }

    private func add(_ place: Int, _ range: Range<Int>, isNested: Bool) {
        let isNew = seen.insert(place).inserted
        cells.append(
            Cell(
                column: place, bytes: range,
                fault: !isNew ? .repeatedField : isNested ? .nestedValue : nil))
    }
}
