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
    /// Whether it stands in an extension that adopts a protocol, whose own words hold for it.
    let isConformance: Bool
    /// Whether its body stands on the same line and so says everything.
    let isOneLine: Bool

    static let types: Set = ["struct", "enum", "class", "actor", "protocol", "typealias"]

    /// Types and functions are described; properties, initialisers and cases where their name does not say it
    /// all, which no rule can tell. Functions of a protocol and those of one line are left to their names.
    var needsComment: Bool {
        if Self.types.contains(kind) { return true }
        return kind == "func" && !isConformance && !isOneLine
    }

    static func all(in file: ProjectFile) -> [PublicDeclaration] {
        let declaration =
            /^( *)(?:@\w+(?:\([^)]*\))? )*(?:public|open) (?:(?:static|final|indirect|nonisolated|mutating|override|convenience) )*(struct|enum|class|actor|protocol|typealias|func|var|let|init|subscript)\b/
        let lines = file.lines
        var found: [PublicDeclaration] = []
        var container = ""
        for (index, line) in lines.enumerated() {
            if let first = line.first, first.isLetter || first == "@" { container = String(line) }
            guard let match = line.firstMatch(of: declaration) else { continue }
            found.append(
                PublicDeclaration(
                    line: index + 1, words: line.trimmingPrefix(while: { $0 == " " }).prefix(80).description,
                    kind: String(match.output.2), isTopLevel: match.output.1.isEmpty,
                    comment: comment(above: index, in: lines),
                    isConformance: container.hasPrefix("extension ") && container.contains(":"),
                    isOneLine: line.hasSuffix("}")))
        }
        return found
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
    @Test("Every public type and function says what it promises", arguments: SourceTree.sources)
    func described(_ file: ProjectFile) {
        for declaration in PublicDeclaration.all(in: file) where declaration.needsComment {
            #expect(
                !declaration.comment.isEmpty, "\(file.path):\(declaration.line) \(declaration.words)")
        }
    }

    @Test("Every public type gives its Chinese term", arguments: SourceTree.sources)
    func chineseTerm(_ file: ProjectFile) {
        for declaration in PublicDeclaration.all(in: file)
        where declaration.isTopLevel && PublicDeclaration.types.contains(declaration.kind) {
            #expect(
                declaration.comment.contains(/\p{Han}/),
                "\(file.path):\(declaration.line) \(declaration.words)")
        }
    }

    @Test("Every text of the product stands in both languages", arguments: SourceTree.sources)
    func bilingual(_ file: ProjectFile) {
        let literal = /Bilingual\(\s*"((?:[^"\\]|\\.)*)",\s*"((?:[^"\\]|\\.)*)"/
        for match in file.text.matches(of: literal) {
            let (zh, en) = (match.output.1, match.output.2)
            #expect(!zh.isEmpty && !en.isEmpty, "\(file.path) \(match.output.0)")
            #expect(!en.contains(/\p{Han}/), "\(file.path) \(match.output.0)")
        }
    }

    @Test("A declaration without words above it is noticed")
    func noticed() {
        let file = ProjectFile(
            path: "Sources/0-Ground/Store/A.swift",
            text: """
                /// A door (门).
                @frozen
                public struct Door {
                    public func open() throws {
                        turn()
                    }
                    public var isOpen: Bool { true }
                    /// Shuts it.
                    public static func shut(
                        _ door: Door
                    ) {}
                }
                public enum Wall {}
                extension Door: Opening {
                    public func enter() {
                    }
                }
                """)
        let missing = PublicDeclaration.all(in: file).filter { $0.needsComment && $0.comment.isEmpty }
        #expect(missing.map(\.line) == [4, 13])
    }
}
