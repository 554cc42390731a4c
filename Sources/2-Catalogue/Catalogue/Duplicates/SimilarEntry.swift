/// An entry of another body that holds the same items (疑似重复目录), with the overlap.
public struct SimilarEntry: Sendable {
    public let entry: Entry
    /// How much of what the one asked about collects is in this one, 0 to 1, rare items counting more than common ones.
    public let overlap: Double
    public let shared: [Shared]

    /// An item of either side that is the same (重合信息项).
    public struct Shared: Sendable, Hashable {
        /// Its name on either side.
        public let own: String
        public let other: String
        /// Whether both follow one standard.
        public let byStandard: Bool
    }
}
