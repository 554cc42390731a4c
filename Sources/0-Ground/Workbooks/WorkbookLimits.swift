/// What a workbook may bring at most (工作簿上限); anything beyond is refused with the limit that it passed.
public struct WorkbookLimits: Sendable, Hashable {
    /// Bytes of the file.
    public var fileBytesMax: Int
    /// Parts in the package.
    public var partsMax: Int
    /// Unpacked bytes of one part.
    public var partBytesMax: Int
    /// Unpacked bytes to one packed, for parts over 16 MB: sheets of real text stay far below.
    public var ratioMax: Int
    /// Rows of a sheet that hold a value.
    public var rowsMax: Int
    /// Columns that hold a value.
    public var columnsMax: Int
    /// Characters of one cell, as spreadsheet programs count them (UTF-16 units).
    public var cellCharactersMax: Int
    /// Bytes of the shared strings of all sheets.
    public var sharedStringBytesMax: Int
    /// Shared strings of all sheets.
    public var sharedStringsMax: Int

    /// Parts up to this size are never held against the ratio.
    static let ratioFreeBytes = 16 << 20
    /// Merged areas told one by one; the rest is counted.
    public static let mergedAreasMax = 1_000
    /// Sheets of one workbook.
    public static let sheetsMax = 255
    /// Number formats and cell formats of the styles.
    static let formatsMax = 65_535
    /// The longest run of bytes without a piece of XML that can be told: one tag.
    static let tagBytesMax = 1 << 20
    /// Elements inside one another.
    static let depthMax = 64

    public init(
        fileBytesMax: Int = 50 << 20, partsMax: Int = 2_000, partBytesMax: Int = 512 << 20,
        ratioMax: Int = 200, rowsMax: Int = 200_000, columnsMax: Int = 256, cellCharactersMax: Int = 32_767,
        sharedStringBytesMax: Int = 64 << 20, sharedStringsMax: Int = 4_000_000
    ) {
        self.fileBytesMax = fileBytesMax
        self.partsMax = partsMax
        self.partBytesMax = partBytesMax
        self.ratioMax = ratioMax
        self.rowsMax = rowsMax
        self.columnsMax = columnsMax
        self.cellCharactersMax = cellCharactersMax
        self.sharedStringBytesMax = sharedStringBytesMax
        self.sharedStringsMax = sharedStringsMax
    }
}
