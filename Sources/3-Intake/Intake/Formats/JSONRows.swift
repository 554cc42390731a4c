import Foundation
import Regulation
import Workbooks

/// Flat JSON objects as rows (JSON 行来源): their members are the columns, in the order in which they first come.
///
/// A first reading gathers the names, a second one the values. Text is what the string says, numbers keep the digits
/// they are written with, `null` is no value, `true` and `false` are such words. An object or array as a value, and a
/// member written twice, are problems of their row.
final class JSONRows: RowSource {
    private let objects: JSONObjects
    private let layout: JSONObjects.Layout
    private let columns: [String]
    private let places: [String: Int]
    private let cells = RecordCells()

    init(_ layout: JSONObjects.Layout, _ source: () throws -> TextSource) throws {
        self.layout = layout
        let first = JSONObjects(try source(), layout)
        var columns: [String] = []
        var places: [String: Int] = [:]
        while try first.next() {
            for (index, member) in first.members.enumerated() {
                if index < columns.count, !member.keyHasEscapes,
                    Self.isSame(first.bytes(member.key), columns[index])
                {
                    continue
                }
                let name = try Self.name(member, in: first)
                guard places[name] == nil else { continue }
                places[name] = columns.count
                columns.append(name)
                guard columns.count <= CSVScanner.fieldsMax else {
                    throw IntakeCodes.refusal(IntakeCodes.tooManyFields, line: first.line)
                }
            }
        }
        self.columns = columns
        self.places = places
        objects = JSONObjects(try source(), layout)
    }

    var names: [String]? { columns }
    var line: Int64 { layout == .lines ? objects.line : objects.number }
    var fieldCount: Int { columns.count }
    var recordFault: CheckRule? { nil }
    var hasFieldFaults: Bool { cells.hasFaults }
    func fieldFault(_ index: Int) -> CheckRule? { cells.fault(index) }
    func field(_ index: Int) -> UnsafeRawBufferPointer { cells.cell(index) }

    func next() throws -> Bool {
        guard try objects.next() else { return false }
        let values = try Self.read(objects.object, objects)
        cells.begin(columns.count)
        for (index, member) in objects.members.enumerated() {
            let column: Int
            if index < columns.count, !member.keyHasEscapes,
                Self.isSame(objects.bytes(member.key), columns[index])
            {
                column = index
            } else {
                guard let place = places[try Self.name(member, in: objects)] else {
                    throw objects.malformed(objects.line)
                }
                column = place
            }
            guard !cells.isSet(column) else {
                cells.spoil(column, .repeatedField)
                continue
            }
            try set(column, member, values)
        }
        return true
    }

    private func set(_ column: Int, _ member: JSONObjects.Member, _ values: [String: Any]) throws {
        let value = objects.bytes(member.value)
        let nothing = UnsafeRawBufferPointer(start: nil, count: 0)
        var fits = true
        switch value.first {
        case 0x22:
            if value.contains(0x5C) {
                fits = cells.set(column, values[columns[column]] as? String ?? "")
            } else {
                fits = cells.set(column, UnsafeRawBufferPointer(rebasing: value.dropFirst().dropLast()))
            }
        case 0x7B, 0x5B:
            fits = cells.set(column, value)
            cells.spoil(column, .nestedValue)
        case 0x6E: fits = cells.set(column, nothing)
        default:
            if value.contains(where: { $0 | 0x20 == 0x65 }), value.first != 0x66, value.first != 0x74,
                let plain = PlainNumber.text(String(decoding: value, as: UTF8.self))
            {
                fits = cells.set(column, plain)
            } else {
                fits = cells.set(column, value)
            }
        }
        guard fits else { throw IntakeCodes.refusal(IntakeCodes.recordTooLong, line: objects.line) }
    }

    /// The library's reading of one object, which is thereby valid.
    private static func read(
        _ bytes: UnsafeRawBufferPointer, _ objects: JSONObjects
    ) throws -> [String: Any] {
        guard let base = bytes.baseAddress else { throw objects.malformed(objects.line) }
        let data = Data(
            bytesNoCopy: UnsafeMutableRawPointer(mutating: base), count: bytes.count, deallocator: .none)
        guard let values = try? JSONSerialization.jsonObject(with: data) as? [String: Any] else {
            throw objects.malformed(objects.line)
        }
        return values
    }

    private static func name(_ member: JSONObjects.Member, in objects: JSONObjects) throws -> String {
        let bytes = objects.bytes(member.key)
        guard member.keyHasEscapes else { return String(decoding: bytes, as: UTF8.self) }
        let quoted = Data([0x5B, 0x22] + bytes + [0x22, 0x5D])
        guard let name = (try? JSONSerialization.jsonObject(with: quoted) as? [String])?.first else {
            throw objects.malformed(objects.line)
        }
        return name
    }

    private static func isSame(_ bytes: UnsafeRawBufferPointer, _ name: String) -> Bool {
        bytes.count == name.utf8.count && bytes.elementsEqual(name.utf8)
    }
}
