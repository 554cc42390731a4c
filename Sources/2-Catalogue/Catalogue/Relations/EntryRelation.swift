import Regulation
import Standards

/// How an entry relates to something else (关联关系): another entry, or a matter, system or project named in words.
public struct EntryRelation: Sendable, Hashable, Codable {
    public var kind: Kind
    /// The resource code of an entry (关联资源代码), or a name: at most 200 characters of one line, no `|`.
    public var target: String
    /// At most 200 characters of one line; empty where there is none.
    public var note: String

    /// Of what kind a relation is (关联类型).
    public enum Kind: String, Sendable, Hashable, Codable, CaseIterable, StandardTerm {
        /// The data is made from that of another entry.
        case derivedFrom = "derived-from"
        /// The data is a part of that of another entry.
        case partOf = "part-of"
        /// The entry stands in the place of an older one, which often is retired.
        case replaces
        case relatedEntry = "related-entry"
        case business
        case system
        case project

        /// Whether the target is the resource code of an entry.
        public var isOfEntries: Bool { fromOtherSide != nil }

        /// Whether relations of this kind run one way, so that none leads back to where it began.
        public var isAcyclic: Bool {
            switch self {
            case .derivedFrom, .partOf, .replaces: true
            case .relatedEntry, .business, .system, .project: false
            }
        }

        public var zh: String {
            switch self {
            case .derivedFrom: "派生自"
            case .partOf: "隶属于"
            case .replaces: "替代"
            case .relatedEntry: "关联资源"
            case .business: "业务事项"
            case .system: "信息系统"
            case .project: "建设项目"
            }
        }

        public var en: String {
            switch self {
            case .derivedFrom: "derived from"
            case .partOf: "part of"
            case .replaces: "replaces"
            case .relatedEntry: "related entry"
            case .business: "business matter"
            case .system: "system"
            case .project: "project"
            }
        }

        /// How the related entry calls it (反向关联类型); nil for what is no entry.
        public var fromOtherSide: Bilingual? {
            switch self {
            case .derivedFrom: Bilingual("派生出", "source of")
            case .partOf: Bilingual("包含", "has part")
            case .replaces: Bilingual("被替代", "replaced by")
            case .relatedEntry: Bilingual("被关联", "related from")
            case .business, .system, .project: nil
            }
        }
    }

    /// Relations of one entry.
    public static let countMax = 100
    /// Characters of target and of note.
    public static let textMax = 200

    /// Blanks at the ends of target and note are left out.
    public init(_ kind: Kind, _ target: String, note: String = "") {
        self.kind = kind
        self.target = target.trimmed
        self.note = note.trimmed
    }

    /// Reads `派生自 | 301001/000012 | 说明`: the kind by its word or code, the note may be left out; nil for anything
    /// else.
    public init?(line: some StringProtocol) {
        let parts = line.split(maxSplits: 2, omittingEmptySubsequences: false) { $0 == "|" || $0 == "｜" }
            .map { String($0).trimmed }
        guard parts.count >= 2,
            let kind = Kind(rawValue: parts[0].lowercased())
                ?? Kind.allCases.first(where: { $0.zh == parts[0] || $0.en == parts[0].lowercased() })
        else { return nil }
        self.init(kind, parts[1], note: parts.count > 2 ? parts[2] : "")
    }

    /// As ``init(line:)`` reads it, in the words of `language`.
    public func line(in language: Language = .chinese) -> String {
        line(language == .chinese ? kind.zh : kind.en)
    }

    private func line(_ kind: String) -> String { "\(kind) | \(target)" + (note.isEmpty ? "" : " | \(note)") }

    /// The relations of a text, one a line, empty lines left out; the lines that are none beside them.
    public static func read(_ text: String) -> (relations: [EntryRelation], others: [String]) {
        var relations: [EntryRelation] = []
        var others: [String] = []
        for line in text.split(whereSeparator: \.isNewline) where !line.allSatisfy(\.isWhitespace) {
            if let relation = EntryRelation(line: line) {
                relations.append(relation)
            } else {
                others.append(String(line).trimmed)
            }
        }
        return (relations, others)
    }

    /// One relation a line, as ``read(_:)`` reads it.
    public static func text(_ relations: [EntryRelation], in language: Language = .chinese) -> String {
        relations.map { $0.line(in: language) }.joined(separator: "\n")
    }

    /// As ``text(_:in:)``, with the stable codes of the kinds: what versions are compared by.
    static func stableText(_ relations: [EntryRelation]) -> String {
        relations.map { $0.line($0.kind.rawValue) }.joined(separator: "\n")
    }
}

extension KeyedDecodingContainer {
    /// Contents that were kept before entries had relations have none.
    func decode(_ type: [EntryRelation].Type, forKey key: Key) throws -> [EntryRelation] {
        try decodeIfPresent(type, forKey: key) ?? []
    }
}
