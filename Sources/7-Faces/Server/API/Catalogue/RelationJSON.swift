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

/// An entry that a relation leads to or comes from (关联的条目).
struct NamedEntryJSON: Codable, Described {
    let id: String
    let code: String
    let name: String
    let state: String

    init(_ entry: NamedEntry) {
        id = entry.id
        code = entry.code
        name = entry.name
        state = entry.state.rawValue
    }

    static let schema = Schema.named(
        "NamedEntry", Bilingual("关联的条目", "An entry at the other end of a relation"),
        .object([
            .init("id", Bilingual("编号", "Id"), .id),
            .init("code", Bilingual("信息资源代码", "Resource code"), .text(64)),
            .init("name", Bilingual("名称", "Name"), .text(4_000)),
            .init("state", Bilingual("状态，retired 为已停用", "State"), .oneOf(Entry.State.self)),
        ]))
}

/// The relations of an entry from both sides (两个方向的关联关系).
struct EntryRelationsJSON: Codable, Described {
    let relatesTo: [Forward]
    let relatedFrom: [Backward]
    let relatedFromTotal: Int

    /// What the entry says.
    struct Forward: Codable {
        let kind: String
        let target: String
        let note: String?
        let entry: NamedEntryJSON?
    }

    /// What another entry says of it.
    struct Backward: Codable {
        let kind: String
        let note: String?
        let entry: NamedEntryJSON
    }

    init(_ relations: [EntryRelation], _ named: [String: NamedEntry], from others: RelatedEntries) {
        relatesTo = relations.map { relation in
            Forward(
                kind: relation.kind.rawValue, target: relation.target,
                note: relation.note.isEmpty ? nil : relation.note,
                entry: relation.kind.isOfEntries ? named[relation.target].map(NamedEntryJSON.init) : nil)
        }
        relatedFrom = others.entries.map {
            Backward(
                kind: $0.kind.rawValue, note: $0.note.isEmpty ? nil : $0.note,
                entry: NamedEntryJSON($0.entry))
        }
        relatedFromTotal = others.total
    }

    static let schema = Schema.named(
        "EntryRelations", Bilingual("两个方向的关联关系", "Relations of an entry from both sides"),
        .object([
            .init(
                "relatesTo", Bilingual("条目自己写明的", "What the entry states"),
                .array(
                    .object([
                        .init("kind", Bilingual("关联类型", "Kind"), .oneOf(EntryRelation.Kind.self)),
                        .init("target", Bilingual("信息资源代码或名称", "Resource code, or a name"), .text(1_000)),
                        .init("note", Bilingual("说明", "Note"), .text(1_000), optional: true),
                        .init(
                            "entry", Bilingual("目录中的条目", "The entry of that code"), NamedEntryJSON.schema,
                            optional: true),
                    ]), max: EntryRelation.countMax)),
            .init(
                "relatedFrom", Bilingual("其他已发布条目写明的，停用的在后", "What others state, retired ones last"),
                .array(
                    .object([
                        .init(
                            "kind", Bilingual("关联类型，按对方所写", "Kind, as the other states it"),
                            .oneOf(EntryRelation.Kind.self)),
                        .init("note", Bilingual("说明", "Note"), .text(1_000), optional: true),
                        .init("entry", Bilingual("对方条目", "The other entry"), NamedEntryJSON.schema),
                    ]), max: Catalogue.relatingMax)),
            .init("relatedFromTotal", Bilingual("反向关联总数", "How many relate to it"), .count),
        ]))
}
