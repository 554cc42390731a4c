import Testing

/// A public declaration and what is written above it.
struct PublicDeclaration: Sendable {
    let line: Int
    let words: String
    /// `struct`, `func`, `let`, …
    let kind: String
    let isTopLevel: Bool
    /// The words of the `///` lines above it; empty where there are none.
    let comment: String
    /// Whether it stands in a declaration that adopts a protocol, whose own words hold for it.
    let isConformance: Bool
    /// Lines from the declaration to the end of its body.
    let length: Int
    /// Whether another declaration of the same name in the same file has words.
    let isTwin: Bool

    static let types: Set = ["struct", "enum", "class", "actor", "protocol", "typealias"]

    /// Protocols that ask for nothing that a reader would look up.
    static let markers: Set = [
        "CaseIterable", "Codable", "Comparable", "CustomStringConvertible", "Decodable", "Encodable",
        "Equatable",
        "Error", "Hashable", "Int", "Int32", "Int64", "Sendable", "String", "UInt8",
    ]

    /// A body of so many lines, with the name above it, says everything.
    static let plainLines = 6

    /// Types and functions are described; properties, initialisers and cases where their name does not say it all,
    /// which no rule can tell. An enumeration inside a type is described by its cases; operators, functions that
    /// answer to a protocol, short ones and further forms of a described one are left to their names.
    var needsComment: Bool {
        switch kind {
        case "enum": isTopLevel
        case "func": !isConformance && !isTwin && length > Self.plainLines && !words.contains(/func [^\w(]/)
        default: Self.types.contains(kind)
        }
    }

    static func all(in file: ProjectFile) -> [PublicDeclaration] {
        let declaration =
            /^( *)(?:@\w+(?:\([^)]*\))? )*(?:public|open) (?:(?:static|final|indirect|nonisolated|mutating|override|convenience) )*(struct|enum|class|actor|protocol|typealias|func|var|let|init|subscript)\b(?: (\w+))?/
        let lines = file.lines
        var found: [PublicDeclaration] = []
        var described: Set<Substring> = []
        var container: Substring = ""
        for (index, line) in lines.enumerated() {
            if let first = line.first, first.isLetter || first == "@" { container = line }
            guard line.contains("public ") || line.contains("open "),
                let match = line.firstMatch(of: declaration)
            else { continue }
            let comment = comment(above: index, in: lines)
            let name = match.output.3 ?? ""
            let indent = String(match.output.1)
            let isOneLine = line.hasSuffix("}")
            let end =
                isOneLine
                ? index : lines[index...].firstIndex { $0.hasPrefix(indent + "}") } ?? lines.count
            found.append(
                PublicDeclaration(
                    line: index + 1, words: line.trimmingPrefix(while: { $0 == " " }).prefix(80).description,
                    kind: String(match.output.2), isTopLevel: indent.isEmpty, comment: comment,
                    isConformance: adopts(container), length: end - index + 1,
                    isTwin: described.contains(name)))
            if !comment.isEmpty { described.insert(name) }
        }
        return found
    }

    /// Whether the declaration names a protocol beyond the markers.
    private static func adopts(_ container: Substring) -> Bool {
        let clause = container.prefix { $0 != "{" }
        guard let colon = clause.lastIndex(of: ":") else { return false }
        let names = clause[clause.index(after: colon)...].matches(of: /\w+/).map { String($0.output) }
        return names.contains { !markers.contains($0) }
    }

    private static func comment(above index: Int, in lines: [Substring]) -> String {
        var words: [Substring] = []
        for line in lines[..<index].reversed() {
            let text = line.drop { $0 == " " }
            if text.hasPrefix("///") {
                words.append(text.dropFirst(3))
            } else if !text.hasPrefix("@") {
                break
            }
        }
        return words.reversed().joined(separator: "\n")
    }
}

@Suite("Words beside the code")
struct DocumentationTests {
    @Test("Every public type and function says what it promises")
    func described() {
        let silent = SourceTree.sources.flatMap { file in
            PublicDeclaration.all(in: file).filter { $0.needsComment && $0.comment.isEmpty }
                .map { "\(file.path):\($0.line) \($0.words)" }
        }
        #expect(silent == [])
    }

    @Test("Every public type gives its Chinese term")
    func chineseTerm() {
        let foreign = SourceTree.sources.flatMap { file in
            PublicDeclaration.all(in: file)
                .filter { $0.isTopLevel && PublicDeclaration.types.contains($0.kind) }
                .filter { !$0.comment.contains(/\p{Han}/) }
                .map { "\(file.path):\($0.line) \($0.words)" }
        }
        #expect(foreign == [])
    }

    @Test("Every text of the product stands in both languages", arguments: SourceTree.sources)
    func bilingual(_ file: ProjectFile) {
        let literal = /Bilingual\(\s*"((?:[^"\\]|\\.)*)",\s*"((?:[^"\\]|\\.)*)"/
        for match in file.text.matches(of: literal) {
            let (zh, en) = (match.output.1, match.output.2)
            #expect(zh.isEmpty == en.isEmpty, "\(file.path) \(match.output.0)")
            #expect(!en.contains(/\p{Han}/), "\(file.path) \(match.output.0)")
        }
    }

    @Test("A declaration without words above it is noticed")
    func noticed() {
        let body = String(repeating: "        turn()\n", count: PublicDeclaration.plainLines)
        let file = ProjectFile(
            path: "Sources/0-Ground/Store/A.swift",
            text: """
                /// A door (门).
                @frozen
                public struct Door: Sendable {
                    public func open() throws {
                \(body)    }
                    public var isOpen: Bool { true }
                    /// Shuts it.
                    public static func shut(_ door: Door) {
                \(body)    }
                    public func shut() {
                \(body)    }
                    public enum State { case open, shut }
                    public struct Key {}
                }
                public enum Wall {}
                extension Door: Opening {
                    public func enter() {
                \(body)    }
                }
                """)
        let silent = PublicDeclaration.all(in: file).filter { $0.needsComment && $0.comment.isEmpty }
        #expect(
            silent.map(\.words) == [
                "public func open() throws {", "public struct Key {}", "public enum Wall {}",
            ])
    }
}
