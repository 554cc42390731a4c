import Foundation
import Testing

@Suite("Texts of the pages")
struct TextsTests {
    /// The keys of the texts, as pages and code name them.
    private static func keys() throws -> Set<String> {
        let file = try #require(SourceTree.file("Sources/7-Faces/Server/Pages/texts.json"))
        let texts = try JSONSerialization.jsonObject(with: Data(file.text.utf8))
        var keys: Set<String> = []
        func walk(_ part: Any, _ path: [String]) {
            guard let part = part as? [String: Any] else { return }
            if part["zh"] is String, part["en"] is String {
                keys.insert(path.joined(separator: "."))
                return
            }
            for (name, inner) in part { walk(inner, path + [name]) }
        }
        walk(texts, [])
        return keys
    }

    @Test("Every text that code asks for by name exists in both languages")
    func code() throws {
        let keys = try Self.keys()
        #expect(keys.count > 200)
        for file in SourceTree.sources where file.path.hasPrefix("Sources/7-Faces/Server/") {
            for match in file.text.matches(of: /\btexts\(\s*"([A-Za-z0-9.]+)"/) {
                #expect(keys.contains(String(match.output.1)), "\(file.path): \(match.output.1)")
            }
        }
    }

    @Test("Every text that a page asks for by name exists in both languages")
    func pages() throws {
        let keys = try Self.keys()
        let pages = SourceTree.files(under: "Sources/7-Faces/Server/Pages", endings: ["mustache"])
        #expect(pages.count > 20)
        for page in pages {
            for match in page.text.matches(of: /\{\{t\.([A-Za-z0-9.]+)\}\}/) {
                #expect(keys.contains(String(match.output.1)), "\(page.path): \(match.output.1)")
            }
        }
    }
}
