/// An information system of a body (信息系统): the only thing that may call the exchange, with keys of its own.
public struct InformationSystem: Sendable, Hashable, Codable {
    public let id: String
    public let name: String
    public let body: String
    public let isActive: Bool
    /// The number of its filing under graded protection (等级保护备案编号); nil where none was given.
    public let filing: String?

    public init(id: String, name: String, body: String, isActive: Bool, filing: String? = nil) {
        self.id = id
        self.name = name
        self.body = body
        self.isActive = isActive
        self.filing = filing
    }
}
