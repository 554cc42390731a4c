/// What the deliverer says of the file (交付选项); what is left on automatic is found out.
public struct DeliveryOptions: Sendable, Hashable, Codable {
    public enum Encoding: String, Sendable, Hashable, Codable, CaseIterable {
        /// By byte order mark, else UTF-8 where the first 1 MiB is valid, else GB 18030.
        case auto
        case utf8 = "utf-8"
        case gb18030
        /// By its byte order mark.
        case utf16 = "utf-16"
    }

    public enum Header: String, Sendable, Hashable, Codable, CaseIterable {
        /// A header where at least half of the first row names items.
        case auto
        case present
        /// Columns are the items in their order.
        case absent
    }

    public var encoding: Encoding
    public var header: Header

    public init(encoding: Encoding = .auto, header: Header = .auto) {
        self.encoding = encoding
        self.header = header
    }
}
