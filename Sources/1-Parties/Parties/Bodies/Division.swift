/// An administrative division in which bodies work (行政区划), by the code of GB/T 2260.
public struct Division: Sendable, Hashable, Codable {
    /// Six digits, nine for a township.
    public let code: String
    public let name: String
    /// The code of the division above; nil at the top of what the platform knows.
    public let parent: String?

    public init(code: String, name: String, parent: String?) {
        self.code = code
        self.name = name
        self.parent = parent
    }
}
