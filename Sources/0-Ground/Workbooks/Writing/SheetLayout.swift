/// How a sheet to be written looks (工作表样式).
public struct SheetLayout: Sendable, Hashable {
    /// At most 31 characters, none of `[ ] : * ? / \`, unique in the workbook.
    public var name: String
    public var columns: [Column]
    /// Whether the first row names the columns, stays in view and filters.
    public var hasHeader: Bool
    /// The last row to which the choices of columns hold.
    public var choicesUntilRow: Int

    /// One column (列).
    public struct Column: Sendable, Hashable {
        public var title: String
        /// In characters of the standard font; a Chinese one takes two.
        public var width: Double
        /// The only values that a person may choose; empty for any text.
        public var choices: [String]
        /// Whether the title is marked as one to be filled in.
        public var isRequired: Bool
        /// What stands beside the title as a comment.
        public var note: String?

        public init(
            _ title: String, width: Double = 16, choices: [String] = [], isRequired: Bool = false,
            note: String? = nil
        ) {
            self.title = title
            self.width = width
            self.choices = choices
            self.isRequired = isRequired
            self.note = note
        }
    }

    public init(name: String, columns: [Column], hasHeader: Bool = true, choicesUntilRow: Int = 200_000) {
        self.name = name
        self.columns = columns
        self.hasHeader = hasHeader
        self.choicesUntilRow = choicesUntilRow
    }
}
