/// What the deliverer says of the file (交付选项); what is left on automatic is found out.
public struct DeliveryOptions: Sendable, Hashable, Codable {
    public enum Encoding: String, Sendable, Hashable, Codable, CaseIterable {
        /// By byte order mark, else UTF-16 or UTF-8 where the first 1 MiB is such, else GB 18030.
        case auto
        case utf8 = "utf-8"
        /// Read as GB 18030, which contains it; the receipt tells what was there.
        case gbk
        case gb18030
        /// By its byte order mark, or by its bytes.
        case utf16 = "utf-16"
    }

    public enum Header: String, Sendable, Hashable, Codable, CaseIterable {
        /// A header where at least half of the first row names items or columns of the mapping.
        case auto
        case present
        /// Columns are the items in their order; a mapping calls them `#1`, `#2`, ….
        case absent
    }

    public var encoding: Encoding
    /// JSON and XML name their fields: they always have a header.
    public var header: Header
    /// Nil for what the content shows.
    public var format: DeliveryFormat?
    /// The sheet of a workbook; nil for the first that is not hidden.
    public var sheet: String?
    /// The element of XML that is one row, by its name or as `/data/rows/row`; nil for what repeats.
    public var rowElement: String?
    /// The source whose saved column mapping is used, in its newest version; nil for none.
    public var mapping: String?

    public init(
        encoding: Encoding = .auto, header: Header = .auto, format: DeliveryFormat? = nil,
        sheet: String? = nil, rowElement: String? = nil, mapping: String? = nil
    ) {
        self.encoding = encoding
        self.header = header
        self.format = format
        self.sheet = sheet
        self.rowElement = rowElement
        self.mapping = mapping
    }
}
