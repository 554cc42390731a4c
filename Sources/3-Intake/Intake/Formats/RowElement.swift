/// Which element of an XML file is one row (行元素): one of this name wherever it stands, or the one at this path.
struct RowElement: Sendable, Hashable, CustomStringConvertible {
    /// From the root down; of one name alone where the place does not matter.
    let names: [String]
    let isPath: Bool

    static let charactersMax = 400

    /// Reads `row` or `/data/rows/row`; nil for anything else.
    init?(_ text: String) {
        isPath = text.hasPrefix("/")
        names = text.split(separator: "/", omittingEmptySubsequences: false).dropFirst(isPath ? 1 : 0)
            .map(String.init)
        guard text.count <= Self.charactersMax, !names.contains(""),
            isPath ? names.count > 1 : names.count == 1
        else { return nil }
    }

    init(path: [String]) {
        names = path
        isPath = true
    }

    /// Whether the element at the end of `stack` is a row.
    func matches(_ stack: [String]) -> Bool {
        isPath
            ? stack.count == names.count && stack.last == names.last && stack == names
            : stack.last == names.last
    }

    var description: String { (isPath ? "/" : "") + names.joined(separator: "/") }
}
