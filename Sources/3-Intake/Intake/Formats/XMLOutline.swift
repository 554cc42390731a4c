import Regulation
import Workbooks

/// Which elements an XML file has and inside which others (XML 结构), told by a first reading: which one is a row, and
/// which columns rows have.
final class XMLOutline: XMLReading {
    /// Distinct paths of elements; a file of rows has few.
    static let pathsMax = 10_000

    private final class Node {
        let name: String
        let depth: Int
        var count = 0
        var children: [String: Node] = [:]
        /// Attributes and child elements in the order in which they first came.
        var fields: [String] = []
        var known: Set<String> = []

        init(_ name: String, depth: Int) {
            self.name = name
            self.depth = depth
        }
    }

    private let root = Node("", depth: 0)
    private var stack: [Node]
    private var paths = 0

    init() { stack = [root] }

    func begin(_ element: XMLName, _ attributes: XMLAttributes) throws {
        guard let parent = stack.last else { return }
        let name = element.text
        let node: Node
        if let known = parent.children[name] {
            node = known
        } else {
            paths += 1
            guard paths <= Self.pathsMax else { throw Refusal(IntakeCodes.tooManyFields) }
            node = Node(name, depth: parent.depth + 1)
            parent.children[name] = node
            try note(name, of: parent)
        }
        node.count += 1
        stack.append(node)
        try attributes.each { whole, _ in
            guard let name = Self.field(attribute: whole) else { return }
            try note(name, of: node)
        }
    }

    func end(_ element: XMLName) { stack.removeLast() }
    func text(_ bytes: UnsafeBufferPointer<UInt8>) {}

    /// The column that an attribute is; nil for those of XML itself.
    static func field(attribute whole: String) -> String? {
        let parts = whole.split(separator: ":", maxSplits: 1)
        guard parts.count == 2 else { return whole == "xmlns" ? nil : whole }
        return parts[0] == "xmlns" || parts[0] == "xml" || parts[0] == "xsi" ? nil : String(parts[1])
    }

    private func note(_ name: String, of node: Node) throws {
        guard node.known.insert(name).inserted else { return }
        node.fields.append(name)
    }

    /// The element that is a row and its columns.
    ///
    /// Where none is declared, it is the outermost element below the root that has fields and comes more than once; in
    /// a file of one row, the one that is reached by going from the root to the only element with fields, as long as
    /// that is all there is.
    /// - Throws: ``IntakeCodes/xmlRowsUnknown``, ``IntakeCodes/tooManyFields``.
    func rows(declared: RowElement?) throws -> (element: RowElement, columns: [String]) {
        var found: [(path: [String], node: Node)] = []
        func walk(_ node: Node, _ path: [String]) {
            for child in node.children.values.sorted(by: { $0.name < $1.name }) {
                let path = path + [child.name]
                if let declared {
                    if declared.matches(path) {
                        found.append((path, child))
                        continue
                    }
                } else if child.depth > 1, !child.fields.isEmpty {
                    found.append((path, child))
                }
                walk(child, path)
            }
        }
        walk(root, [])
        if let declared {
            guard !found.isEmpty else { throw Refusal(IntakeCodes.xmlRowsUnknown, field: "row") }
            var columns: [String] = []
            for name in found.flatMap(\.node.fields) where !columns.contains(name) { columns.append(name) }
            return (declared, try bounded(columns))
        }
        let repeated = found.filter { $0.node.count > 1 }
        let row =
            repeated.min { ($0.node.depth, -$0.node.count) < ($1.node.depth, -$1.node.count) } ?? onlyRow()
        guard let row else { throw Refusal(IntakeCodes.xmlRowsUnknown, field: "row") }
        return (RowElement(path: row.path), try bounded(row.node.fields))
    }

    private func onlyRow() -> (path: [String], node: Node)? {
        var (node, path) = (root, [String]())
        while true {
            let inner = node.children.values.filter { !$0.fields.isEmpty }
            if node.depth > 1, inner.isEmpty || node.children.count > 1 { return (path, node) }
            guard inner.count == 1 else { return nil }
            node = inner[0]
            path.append(node.name)
        }
    }

    private func bounded(_ columns: [String]) throws -> [String] {
        guard columns.count <= CSVScanner.fieldsMax else { throw Refusal(IntakeCodes.tooManyFields) }
        return columns
    }
}
