import Foundation
import Testing

/// A file of the project, by its path from the root.
struct ProjectFile: Sendable, CustomTestStringConvertible {
    let path: String
    let text: String
    /// The text as Swift, for files of Swift.
    let swift: SwiftText

    init(path: String, text: String) {
        self.path = path
        self.text = text
        swift = SwiftText(path.hasSuffix(".swift") ? text : "")
    }

    var lines: [Substring] { text.split(separator: "\n", omittingEmptySubsequences: false) }
    var name: String { String(path.split(separator: "/").last ?? "") }
    var testDescription: String { path }

    /// The module of a source: the folder below its floor.
    var module: String {
        let parts = path.split(separator: "/")
        return parts.count > 3 && parts[0] == "Sources" ? String(parts[2]) : ""
    }

    /// Where `pattern` matches in `text`, as `path:line` with the matched words.
    static func places(of pattern: Regex<Substring>, in text: String, path: String) -> [String] {
        text.split(separator: "\n", omittingEmptySubsequences: false).enumerated().flatMap { index, line in
            line.matches(of: pattern).map { "\(path):\(index + 1) \($0.output)" }
        }
    }
}

/// The files of the project as they stand on disk.
enum SourceTree {
    /// The folder of `Package.swift`.
    static let root: URL = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    static let sources = files(under: "Sources", endings: ["swift"])
    static let tests = files(under: "Tests", endings: ["swift"])
    static let scripts =
        files(under: "scripts", endings: ["", "sh", "py", "lua"]) + files(under: ".ci", endings: [""])
    static let clients = files(under: "Tests/Clients", endings: ["py"])
    static let documents =
        files(under: "docs", endings: ["md"])
        + ["README.md", "README.zh.md", "CONTRIBUTING.md", "CHANGELOG.md"].compactMap(file)

    static func file(_ path: String) -> ProjectFile? {
        guard let text = try? String(contentsOf: root.appending(path: path), encoding: .utf8) else {
            return nil
        }
        return ProjectFile(path: path, text: text)
    }

    /// Every file below `folder` with one of `endings`, in the order of their paths; hidden folders aside.
    static func files(under folder: String, endings: Set<String>) -> [ProjectFile] {
        let base = root.appending(path: folder).path(percentEncoded: false)
        guard let walk = FileManager.default.enumerator(atPath: base) else { return [] }
        var found: [ProjectFile] = []
        for case let below as String in walk {
            let parts = below.split(separator: "/")
            let isHidden = parts.contains { $0.hasPrefix(".") || $0 == "__pycache__" }
            let ending = (below as NSString).pathExtension
            guard !isHidden, endings.contains(ending), let file = file("\(folder)/\(below)") else { continue }
            found.append(file)
        }
        return found.sorted { $0.path < $1.path }
    }
}

@Suite("The project as a tree of files")
struct SourceTreeTests {
    @Test("The sources, tests, scripts and documents are found where these tests look")
    func found() {
        #expect(SourceTree.sources.count > 50)
        #expect(SourceTree.tests.count > 10)
        #expect(SourceTree.scripts.contains { $0.path == "scripts/run" })
        #expect(SourceTree.scripts.contains { $0.path == ".ci/run" })
        #expect(SourceTree.documents.contains { $0.path == "docs/errors.md" })
        #expect(SourceTree.documents.contains { $0.path == "README.zh.md" })
    }

    @Test("Comments and literals are told from code")
    func stripping() {
        let text = SwiftText(
            #"""
            let a = "// no comment \(b!) \"quoted!\"" // a! comment
            /* a /* nested! */ comment! */ let c = try! d
            let e = #"raw! \(not) "#
            """#)
        #expect(text.code.contains("b!"))
        #expect(text.code.contains("try! d"))
        #expect(!text.code.contains("quoted"))
        #expect(!text.code.contains("comment"))
        #expect(!text.code.contains("raw"))
        #expect(text.withoutComments.contains("// no comment"))
        #expect(text.withoutComments.contains("raw!"))
        #expect(!text.withoutComments.contains("nested"))
        #expect(text.code.split(separator: "\n").count == 3)
    }
}
