import Catalogue

/// An entry of the demo city's catalogue with the rows that its body delivers (演示目录).
public struct DemoEntry: Sendable {
    /// Short name within the demo: `population`.
    public let key: String
    /// The key of the body that compiles it.
    public let body: String
    public let content: EntryContent
    /// How many rows are delivered.
    public let rows: Int
    public let generator: any RowGenerator
    public let stage: Stage

    /// How far the entry has come when the demo begins (办理阶段).
    public enum Stage: String, Sendable, Hashable {
        case published
        /// Waits for the last step of its review.
        case inReview = "in-review"
        /// Handed back to its body with what is missing.
        case returned
    }
}
