/// The CSV of a generator as it would arrive over the network (行数据流): pieces of about 256 KB, made as they are asked
/// for.
public struct RowPieces: AsyncSequence, Sendable {
    public let generator: any RowGenerator
    public let rows: Int

    public init(_ generator: any RowGenerator, rows: Int) {
        self.generator = generator
        self.rows = rows
    }

    public func makeAsyncIterator() -> Iterator { Iterator(generator: generator, rows: rows) }

    /// Makes one piece after the other (逐块生成).
    public struct Iterator: AsyncIteratorProtocol {
        let generator: any RowGenerator
        let rows: Int
        /// -1 before the header.
        private var row = -1

        init(generator: any RowGenerator, rows: Int) {
            self.generator = generator
            self.rows = rows
        }

        public mutating func next() async -> [UInt8]? {
            guard row < rows else { return nil }
            var piece: [UInt8] = []
            piece.reserveCapacity(RowStream.pieceBytes + 4_096)
            if row < 0 {
                piece.append(contentsOf: generator.header.utf8)
                piece.append(0x0A)
                row = 0
            }
            while row < rows, piece.count < RowStream.pieceBytes {
                generator.append(row, to: &piece)
                row += 1
            }
            return piece.isEmpty ? nil : piece
        }
    }
}
