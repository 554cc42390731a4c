import Yams

/// One value of a profile file on its way into the model: the node, its path and the log that faults go to.
///
/// Every accessor answers nil after reporting, so that reading goes on and one pass shows all faults.
struct Field {
    static let textMax = 20_000
    static let itemsMax = 500

    let node: Node
    let path: String
    let log: ReadingLog

    init(_ node: Node, path: String, log: ReadingLog) {
        self.node = node
        self.path = path
        self.log = log
        log.note(path, at: node.place)
    }

    var place: Place { node.place }

    /// The pairs of a mapping in their order; empty after a report where it is none.
    func pairs() -> [(key: String, value: Field)] {
        guard let mapping = node.mapping else {
            wrongType("应为键值表", "must be a mapping")
            return []
        }
        guard mapping.count <= Self.itemsMax else {
            tooMany()
            return []
        }
        var pairs: [(key: String, value: Field)] = []
        for (key, value) in mapping {
            guard let name = key.scalar?.string, !name.isEmpty, name.utf8.count <= 100 else {
                log.report(.wrongType, at: key.place, "键应为短文本", "a key must be a short text")
                continue
            }
            pairs.append((name, Field(value, path: path.isEmpty ? name : "\(path)/\(name)", log: log)))
            // The key is what a person looks for, so a whole element is placed at its key.
            if value.scalar == nil { log.note(pairs[pairs.count - 1].value.path, at: key.place) }
        }
        return pairs
    }

    /// The values of a mapping with fixed keys; reports unknown and missing ones.
    func record(required: [String], optional: [String] = []) -> [String: Field]? {
        guard node.mapping != nil else {
            wrongType("应为键值表", "must be a mapping")
            return nil
        }
        var fields: [String: Field] = [:]
        for (key, value) in pairs() {
            guard required.contains(key) || optional.contains(key) else {
                let known = (required + optional).joined(separator: ", ")
                let keyPlace = keyPlace(key) ?? value.place
                log.report(
                    .unknownKey, at: keyPlace, "未知的键 \(key)；可用：\(known)",
                    "unknown key \(key); known are: \(known)")
                continue
            }
            fields[key] = value
        }
        let missing = required.filter { fields[$0] == nil }
        for key in missing {
            log.report(.missingKey, at: place, "缺少键 \(key)", "the key \(key) is missing")
        }
        return missing.isEmpty ? fields : nil
    }

    func items() -> [Field] {
        guard let sequence = node.sequence else {
            wrongType("应为列表", "must be a list")
            return []
        }
        guard sequence.count <= Self.itemsMax else {
            tooMany()
            return []
        }
        return sequence.enumerated().map { Field($1, path: "\(path)/\($0)", log: log) }
    }

    func text() -> String? {
        guard let text = node.scalar?.string, !text.isEmpty, text.utf8.count <= Self.textMax * 3 else {
            wrongType("应为非空文本", "must be a text that is not empty")
            return nil
        }
        return text
    }

    func texts() -> [String] { items().compactMap { $0.text() } }

    func integer() -> Int? {
        guard let text = node.scalar?.string, text.utf8.count <= 9, let value = Int(text) else {
            wrongType("应为整数", "must be a whole number")
            return nil
        }
        return value
    }

    func flag() -> Bool? {
        switch node.scalar?.string {
        case "true": return true
        case "false": return false
        default:
            wrongType("应为 true 或 false", "must be true or false")
            return nil
        }
    }

    func date() -> LocalDate? {
        guard let text = node.scalar?.string, let date = LocalDate(text) else {
            wrongType("应为存在的日期 YYYY-MM-DD", "must be a day that exists, YYYY-MM-DD")
            return nil
        }
        return date
    }

    func choice<Value: RawRepresentable & CaseIterable>(_ type: Value.Type) -> Value?
    where Value.RawValue == String {
        guard let text = text() else { return nil }
        guard let value = Value(rawValue: text) else {
            let known = Value.allCases.map(\.rawValue).joined(separator: ", ")
            log.report(
                .unknownValue, at: place, "未知的值 \(text.prefix(40))；可用：\(known)",
                "unknown value \(text.prefix(40)); known are: \(known)")
            return nil
        }
        return value
    }

    func bilingual() -> Bilingual? {
        record(required: ["zh", "en"]).flatMap(Self.bilingual)
    }

    static func bilingual(_ fields: [String: Field]) -> Bilingual? {
        guard let zh = fields["zh"]?.text(), let en = fields["en"]?.text() else { return nil }
        return Bilingual(zh, en)
    }

    /// `18` is an article of this regulation, `national-2025#17` one of another.
    func article(of regulation: String) -> ArticleReference? {
        guard let text = text() else { return nil }
        guard text.contains("#") else {
            return ArticleReference(regulation: regulation, article: text)
        }
        guard let reference = ArticleReference(text) else {
            log.report(
                .badReference, at: place, "条款引用应写作 18 或 national-2025#17",
                "a reference is written 18 or national-2025#17")
            return nil
        }
        return reference
    }

    /// Reads an identifier: lower-case letters, digits and hyphens.
    func identifier() -> String? {
        guard let text = text() else { return nil }
        guard Self.isIdentifier(text) else {
            wrongType("应由小写字母、数字和连字符组成", "must be lower-case letters, digits and hyphens")
            return nil
        }
        return text
    }

    static func isIdentifier(_ text: String) -> Bool {
        !text.isEmpty && text.utf8.count <= 60
            && text.utf8.allSatisfy {
                (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0)
                    || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) || $0 == UInt8(ascii: "-")
            }
    }

    func wrongType(_ zh: String, _ en: String) {
        log.report(.wrongType, at: place, "\(name) \(zh)", "\(name) \(en)")
    }

    private var name: String { path.isEmpty ? "文件 (the file)" : path }

    private func tooMany() {
        log.report(
            .tooMany, at: place, "条目超过 \(Self.itemsMax) 个", "more than \(Self.itemsMax) items")
    }

    private func keyPlace(_ key: String) -> Place? {
        node.mapping?.first { $0.key.scalar?.string == key }?.key.place
    }
}
