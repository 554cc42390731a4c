/// Records of a delivered file as cells of UTF-8 bytes (行来源), whatever its format: what ``RowChecker`` reads.
///
/// Cells live until the next call of ``next()``. Used by one thread at a time.
protocol RowSource: AnyObject {
    /// The names that the format itself gives the columns; nil where the first record may be a header.
    var names: [String]? { get }
    /// Where the record at hand is, as ``DeliveryFormat/hasLines`` counts, from 1.
    var line: Int64 { get }
    var fieldCount: Int { get }
    /// What is wrong with the record at hand as a whole.
    var recordFault: CheckRule? { get }
    /// Whether ``fieldFault(_:)`` has something to tell of the record at hand.
    var hasFieldFaults: Bool { get }
    /// What keeps a cell from being taken, whatever its item.
    func fieldFault(_ index: Int) -> CheckRule?
    func field(_ index: Int) -> UnsafeRawBufferPointer
    /// Moves to the next record; false at the end.
    /// - Throws: a refusal with the place for anything that makes the rest of the file doubtful.
    func next() throws -> Bool
    /// Called after the last record.
    /// - Throws: a refusal for what only the end of the file tells.
    func finish() throws
}

extension RowSource {
    func finish() throws {}
}

extension CSVScanner: RowSource {
    var names: [String]? { nil }
    var recordFault: CheckRule? { hasStrayQuote ? .strayQuote : nil }
    var hasFieldFaults: Bool { false }
    func fieldFault(_ index: Int) -> CheckRule? { nil }
}
