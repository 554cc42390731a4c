import Catalogue
import Regulation

/// Names of things that answers mention by id (名称查询).
extension API {
    /// The names of bodies by id; an unknown one keeps its id.
    func bodyNames(_ ids: some Sequence<String>) async throws -> [String: String] {
        let wanted = Set(ids.filter { !$0.isEmpty })
        return try await platform.store.read { session in
            var names: [String: String] = [:]
            for id in wanted { names[id] = (try? platform.parties.body(id, in: session).name) ?? id }
            return names
        }
    }

    /// The names of systems by id; an unknown one keeps its id.
    func systemNames(_ ids: some Sequence<String>) async throws -> [String: String] {
        let wanted = Set(ids)
        return try await platform.store.read { session in
            var names: [String: String] = [:]
            for id in wanted { names[id] = try platform.parties.system(id, in: session)?.name ?? id }
            return names
        }
    }

    /// Code and name of entries by id.
    func entryNames(_ ids: some Sequence<String>) async throws -> [String: EntryNameJSON] {
        let wanted = Set(ids)
        return try await platform.store.read { session in
            var names: [String: EntryNameJSON] = [:]
            for id in wanted { names[id] = EntryNameJSON(try platform.catalogue.entry(id: id, in: session)) }
            return names
        }
    }

    func named(_ id: String, _ names: [String: String]) -> NamedJSON {
        NamedJSON(id: id, name: names[id] ?? id)
    }
}

/// An entry by id, code and name (条目引用).
struct EntryNameJSON: Codable, Described {
    let id: String
    let code: String?
    let name: String

    init(_ entry: Entry) {
        id = entry.id
        code = entry.code
        name = entry.content.name
    }

    init(id: String) {
        self.id = id
        code = nil
        name = ""
    }

    static let schema = Schema.named(
        "EntryName", Bilingual("条目引用", "An entry by id, code and name"),
        .object([
            .init("id", Bilingual("编号", "Id"), .id),
            .init("code", Bilingual("信息资源代码", "Resource code"), .text(64), optional: true),
            .init("name", Bilingual("名称", "Name"), .text(200)),
        ]))
}
