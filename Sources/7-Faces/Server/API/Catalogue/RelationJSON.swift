import Catalogue
import Regulation

/// What an entry relates to, as the interface reads and writes it (关联关系).
struct RelationJSON: Codable, Described {
    let kind: String
    let target: String
    var note: String?

    init(_ relation: EntryRelation) {
        kind = relation.kind.rawValue
        target = relation.target
        note = relation.note.isEmpty ? nil : relation.note
    }

    func relation(at place: String) throws(Refusal) -> EntryRelation {
        guard let kind = EntryRelation.Kind(rawValue: kind) else {
            throw Refusal(ServerCodes.invalidField, field: "\(place).kind")
        }
        return EntryRelation(kind, target, note: note ?? "")
    }

    static let schema = Schema.named(
        "EntryRelation", Bilingual("关联关系", "What an entry relates to"),
        .object([
            .init("kind", Bilingual("关联类型", "Kind"), .oneOf(EntryRelation.Kind.self)),
            .init(
                "target", Bilingual("信息资源代码，或事项、系统、项目的名称", "Resource code, or a name"), .text(1_000)),
            .init("note", Bilingual("说明", "Note"), .text(1_000), optional: true),
        ]))
}
