/// The address of a cell in the form of spreadsheet programs (单元格地址): `AB12`.
public struct CellAddress: Sendable, Hashable, CustomStringConvertible {
    public static let rowMax = 1_048_576
    public static let columnMax = 16_383

    /// Counted from 1.
    public let row: Int
    /// Counted from 0.
    public let column: Int

    public init(row: Int, column: Int) {
        self.row = row
        self.column = column
    }

    /// Reads `AB12` or `$AB$12`; nil for anything else and beyond a sheet's edge.
    init?(_ bytes: some Collection<UInt8>) {
        var column = 0
        var row = 0
        var digits = 0
        for byte in bytes where byte != 0x24 {
            switch byte {
            case 0x41...0x5A, 0x61...0x7A:
                guard digits == 0, column < Self.columnMax else { return nil }
                column = column * 26 + Int(byte & 0x1F)
            case 0x30...0x39:
                guard row <= Self.rowMax else { return nil }
                row = row * 10 + Int(byte - 0x30)
                digits += 1
            default: return nil
            }
        }
        guard (1...Self.columnMax + 1).contains(column), (1...Self.rowMax).contains(row) else { return nil }
        self.init(row: row, column: column - 1)
    }

    /// `AB` for 27.
    public static func letters(_ column: Int) -> String {
        var letters: [UInt8] = []
        var rest = max(0, column) + 1
        while rest > 0 {
            letters.insert(UInt8(0x41 + (rest - 1) % 26), at: 0)
            rest = (rest - 1) / 26
        }
        return String(decoding: letters, as: UTF8.self)
    }

    public var description: String { Self.letters(column) + String(row) }
}
