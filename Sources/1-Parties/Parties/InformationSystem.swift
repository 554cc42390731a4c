/// An information system of a body (信息系统): the only thing that may call the exchange, with keys of its own.
public struct InformationSystem: Sendable, Hashable, Codable {
    public let id: String
    public let name: String
    public let body: String
    public let isActive: Bool

    public init(id: String, name: String, body: String, isActive: Bool) {
        self.id = id
        self.name = name
        self.body = body
        self.isActive = isActive
    }
}
