import Catalogue
import Hummingbird
import Regulation

/// Entries with the same items (疑似重复目录).
extension API {
    var similarOperations: [Operation] { [similarToEntry, similarToContent] }

    private struct SimilarJSON: Encodable {
        let entries: [Line]

        struct Line: Encodable {
            let entry: EntryNameJSON
            let body: NamedJSON
            let overlap: Double
            let shared: [Shared]
        }

        struct Shared: Encodable {
            let own: String
            let other: String
            let byStandard: Bool
        }

        static let schema = Schema.object([
            .init(
                "entries", Bilingual("信息项重合的目录条目，重合最多的在前", "Entries that overlap, most first"),
                .array(
                    .object([
                        .init("entry", Bilingual("条目", "The entry"), EntryNameJSON.schema),
                        .init("body", Bilingual("提供单位", "Providing body"), NamedJSON.schema),
                        .init("overlap", Bilingual("重合度，0 至 1", "Overlap, 0 to 1"), .number),
                        .init(
                            "shared", Bilingual("重合的信息项", "Shared items"),
                            .array(
                                .object([
                                    .init("own", Bilingual("本条目的信息项", "Own item"), .text(200)),
                                    .init("other", Bilingual("对方的信息项", "The other's item"), .text(200)),
                                    .init("byStandard", Bilingual("是否同一标准", "Under one standard"), .boolean),
                                ]), max: 500)),
                    ]), max: Catalogue.similarMax))
        ])
    }

    private var similarToEntry: Operation {
        Operation(
            .get, "/api/v1/entries/{entry}/similar", "findSimilar",
            Bilingual("查找其他单位信息项重合的目录条目", "Entries of other bodies with the same items"),
            tag: .catalogue, security: .any, parameters: [.entry], answer: .json(SimilarJSON.schema),
            errors: [CatalogueCodes.notFound]
        ) { call in
            let entry = try await entry(call)
            return Answers.json(
                try await similar(entry.draft ?? entry.content, of: entry.body, call))
        }
    }

    private var similarToContent: Operation {
        Operation(
            .post, "/api/v1/entries/similar", "findSimilarToContent",
            Bilingual("编制时查找信息项重合的目录条目", "The same for a content that is being compiled"),
            tag: .catalogue, security: .person, body: .json(EntryContentJSON.schema),
            answer: .json(SimilarJSON.schema)
        ) { call in
            let content = try await call.decode(EntryContentJSON.self).content()
            return Answers.json(try await similar(content, of: try call.actor.body.id, call))
        }
    }

    private func similar(_ content: EntryContent, of body: String, _ call: Call) async throws -> SimilarJSON {
        let found = try await platform.catalogue.similar(to: content, of: body, for: try call.actor)
        let names = try await bodyNames(found.map(\.entry.body))
        return SimilarJSON(
            entries: found.map { similar in
                SimilarJSON.Line(
                    entry: EntryNameJSON(similar.entry), body: named(similar.entry.body, names),
                    overlap: similar.overlap,
                    shared: similar.shared.map {
                        SimilarJSON.Shared(own: $0.own, other: $0.other, byStandard: $0.byStandard)
                    })
            })
    }
}
