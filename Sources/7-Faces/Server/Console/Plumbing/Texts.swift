import Foundation
import Mustache
import Regulation

/// The words of the pages (界面文本): one file, every key in Chinese and English.
///
/// `texts.json` nests its keys; a leaf is `{"zh": …, "en": …}`. Templates write `{{t.cases.title}}`, code asks by
/// the same dotted key.
struct Texts: Sendable {
    private let chinese: TextNode
    private let english: TextNode
    /// Every dotted key, sorted.
    let keys: [String]

    init(json: Data) throws(PagesError) {
        guard let root = try? JSONDecoder().decode(TextTree.self, from: json) else {
            throw .unreadable("texts.json")
        }
        var leaves: [String: Bilingual] = [:]
        root.collect(into: &leaves, path: "")
        for (key, text) in leaves where text.zh.isEmpty || text.en.isEmpty {
            throw .untranslated(key)
        }
        keys = leaves.keys.sorted()
        chinese = root.node(.chinese)
        english = root.node(.english)
    }

    subscript(language: Language) -> TextNode {
        switch language {
        case .chinese: chinese
        case .english: english
        }
    }
}

/// The texts of one language below one key (文本节点).
indirect enum TextNode: Sendable, MustacheParent, CustomStringConvertible {
    case text(String)
    case branch([String: TextNode])

    func child(named name: String) -> Any? {
        guard case .branch(let children) = self, let child = children[name] else { return nil }
        if case .text(let text) = child { return text }
        return child
    }

    var description: String {
        if case .text(let text) = self { return text }
        return ""
    }

    /// The text at the dotted `key`, with each `{name}` replaced; the key itself where there is no such text.
    func callAsFunction(_ key: String, _ values: [String: String] = [:]) -> String {
        var node = self
        for part in key.split(separator: ".") {
            guard case .branch(let children) = node, let child = children[String(part)] else { return key }
            node = child
        }
        guard case .text(var text) = node else { return key }
        for (name, value) in values {
            text = text.replacing("{\(name)}", with: value)
        }
        return text
    }
}

/// `texts.json` as it is written.
private indirect enum TextTree: Decodable {
    case leaf(Bilingual)
    case branch([String: TextTree])

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let leaf = try? container.decode(Bilingual.self) {
            self = .leaf(leaf)
        } else {
            self = .branch(try container.decode([String: TextTree].self))
        }
    }

    func node(_ language: Language) -> TextNode {
        switch self {
        case .leaf(let text): .text(text[language])
        case .branch(let children): .branch(children.mapValues { $0.node(language) })
        }
    }

    func collect(into leaves: inout [String: Bilingual], path: String) {
        switch self {
        case .leaf(let text): leaves[path] = text
        case .branch(let children):
            for (name, child) in children {
                child.collect(into: &leaves, path: path.isEmpty ? name : "\(path).\(name)")
            }
        }
    }
}
