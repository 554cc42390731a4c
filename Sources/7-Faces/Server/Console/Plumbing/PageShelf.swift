import Foundation
import Mustache
import Regulation

/// The templates, texts and assets that pages are made of (页面资源), read once when the server starts.
struct PageShelf: Sendable {
    let texts: Texts
    let assets: AssetShelf
    private let library: MustacheLibrary
    /// Names of the templates, sorted.
    let templates: [String]

    /// Reads `Pages/` and `Assets/` of the module's own bundle, and the `libraries` of the system that are there.
    static func bundled(libraries: [String: String] = [:]) throws -> PageShelf {
        let root = Bundle.module.bundleURL
        return try PageShelf(
            pages: root.appendingPathComponent("Pages"), assets: root.appendingPathComponent("Assets"),
            libraries: libraries)
    }

    init(pages: URL, assets: URL, libraries: [String: String] = [:]) throws(PagesError) {
        guard let json = try? Data(contentsOf: pages.appendingPathComponent("texts.json")) else {
            throw .unreadable("texts.json")
        }
        let texts = try Texts(json: json)
        let shelf = try AssetShelf(folder: assets, libraries: libraries)
        let sources = try Self.sources(in: pages)
        PageText.register()
        var library = MustacheLibrary()
        for (name, source) in sources {
            try Self.check(name, source, texts: texts, templates: sources, assets: shelf)
            do {
                try library.register(PageText.mark + source, named: name)
            } catch {
                throw .unreadable("\(name).mustache")
            }
        }
        self.texts = texts
        self.assets = shelf
        self.library = library
        templates = sources.keys.sorted()
    }

    /// The page `template` with `model` as `m`.
    func render(_ template: String, frame: PageFrame, model: Any) -> String {
        let root: [String: Any?] = [
            "page": PageModel.of(frame), "m": PageModel.of(model), "t": texts[frame.language],
            "asset": AssetNames(addresses: assets.addresses),
        ]
        return library.render(root.compactMapValues(\.self), withTemplate: template) ?? ""
    }

    private static func sources(in folder: URL) throws(PagesError) -> [String: String] {
        guard let paths = FileManager.default.enumerator(atPath: folder.path) else {
            throw .unreadable("Pages")
        }
        var sources: [String: String] = [:]
        while let path = paths.nextObject() as? String {
            guard path.hasSuffix(".mustache") else { continue }
            guard let text = try? String(contentsOf: folder.appendingPathComponent(path), encoding: .utf8)
            else {
                throw .unreadable(path)
            }
            sources[String(path.dropLast(".mustache".count))] = text
        }
        return sources
    }

    /// A misspelt text, part or asset stops the start, not a visitor.
    private static func check(
        _ name: String, _ source: String, texts: Texts, templates: [String: String], assets: AssetShelf
    ) throws(PagesError) {
        let keys = Set(texts.keys)
        for match in source.matches(of: /\{\{\{?\s*t\.([a-zA-Z0-9.\-]+)\s*\}?\}\}/)
        where !keys.contains(String(match.output.1)) {
            throw .unknownName("\(name): t.\(match.output.1)")
        }
        for match in source.matches(of: /\{\{[><]\s*([a-zA-Z0-9\/\-]+)\s*\}\}/)
        where templates[String(match.output.1)] == nil {
            throw .unknownName("\(name): \(match.output.1)")
        }
        for match in source.matches(of: /\{\{asset\.([a-z]+)_([a-z]+)\}\}/)
        where assets.addresses["\(match.output.1).\(match.output.2)"] == nil {
            throw .unknownName("\(name): asset.\(match.output.1)_\(match.output.2)")
        }
    }
}

/// `{{asset.layout_css}}` in templates: the address of `layout.css`.
struct AssetNames: MustacheParent {
    let addresses: [String: String]

    func child(named name: String) -> Any? { addresses[name.replacing("_", with: ".")] }
}
