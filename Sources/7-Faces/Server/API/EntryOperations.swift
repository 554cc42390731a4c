import Cases
import Catalogue
import HTTPTypes
import Hummingbird
import Platform
import Regulation

/// The catalogue (目录接口).
struct EntryOperations: Sendable {
    let platform: Platform

    var all: [Operation] { [list, draft, read, save, submit, versions] }

    private var list: Operation {
        Operation(
            .get, "/api/v1/entries", "listEntries", Bilingual("检索目录", "Search the catalogue"), tag: .catalogue,
            security: .any,
            parameters: [
                .query("q", Bilingual("名称、摘要或代码中的词", "Words in name, abstract or code"), .text(EntryFilter.wordsMax)),
                .query("body", Bilingual("提供单位编号", "Providing body"), .text(64)),
                .query("sharing", Bilingual("共享类型", "Sharing type"), .oneOf(SharingType.ID.allCases.map(\.rawValue))),
                .query("state", Bilingual("状态", "State"), .oneOf(Entry.State.allCases.map(\.rawValue))),
                Shapes.page,
                .query(
                    "pageSize", Bilingual("每页条数", "Entries a page"), .integer(1...Int64(EntryFilter.pageSizeMax))),
            ], answer: .json(EntryListOutput.schema)
        ) { call in
            let found = try await platform.catalogue.search(
                EntryFilter(
                    words: call["q"] ?? "", body: call["body"],
                    sharing: call["sharing"].flatMap { SharingType.ID(rawValue: $0) },
                    state: call["state"].flatMap { Entry.State(rawValue: $0) }, page: call.integer("page") ?? 1,
                    pageSize: call.integer("pageSize") ?? 20), for: call.actor)
            return Answers.json(
                EntryListOutput(
                    total: found.total, page: found.filter.page, pageSize: found.filter.pageSize,
                    entries: found.entries.map(EntrySummaryOutput.init)))
        }
    }

    private static let compileErrors = CatalogueCodes.all

    private var draft: Operation {
        Operation(
            .post, "/api/v1/entries", "draftEntry", Bilingual("编制目录条目(草稿)", "Draft an entry"), tag: .catalogue,
            security: .person, body: .json(EntryContentInput.schema), answer: .json(EntryOutput.schema, status: .created),
            errors: Self.compileErrors
        ) { call in
            let input = try await call.decode(EntryContentInput.self)
            let entry = try await platform.catalogue.draft(input.content, by: call.actor)
            return Answers.json(EntryOutput(entry), status: .created)
        }
    }

    private var read: Operation {
        Operation(
            .get, "/api/v1/entries/{entry}", "readEntry", Bilingual("读取目录条目", "Read an entry"), tag: .catalogue,
            security: .any, parameters: [Shapes.entry], answer: .json(EntryOutput.schema),
            errors: [CatalogueCodes.notFound]
        ) { call in
            Answers.json(
                EntryOutput(try await platform.catalogue.entry(call.required("entry"), for: call.actor)))
        }
    }

    private var save: Operation {
        Operation(
            .put, "/api/v1/entries/{entry}", "saveEntry",
            Bilingual("保存修改;revision 为所依据的修订号", "Save a change, based on a revision"), tag: .catalogue,
            security: .person, parameters: [Shapes.entry], body: .json(EntrySaveInput.schema),
            answer: .json(EntryOutput.schema), errors: Self.compileErrors
        ) { call in
            let input = try await call.decode(EntrySaveInput.self)
            let entry = try await platform.catalogue.entry(call.required("entry"), for: call.actor)
            let saved = try await platform.catalogue.save(
                input.content.content, to: entry.id, revision: input.revision, by: call.actor)
            return Answers.json(EntryOutput(saved))
        }
    }

    private var submit: Operation {
        Operation(
            .post, "/api/v1/entries/{entry}/submit", "submitEntry",
            Bilingual("提交审核,或补正后再次提交", "Submit to review, or supplement"), tag: .catalogue,
            security: .person, parameters: [Shapes.entry], body: .json(NoteInput.schema),
            answer: .json(CaseOutput.schema, status: .created), errors: Self.compileErrors + CasesCodes.all
        ) { call in
            let input = try await call.decode(NoteInput.self)
            let entry = try await platform.catalogue.entry(call.required("entry"), for: call.actor)
            let file = try await platform.catalogue.submit(entry.id, by: call.actor, note: input.note ?? "")
            return Answers.json(CaseOutput(file, timeline: nil), status: .created)
        }
    }

    private var versions: Operation {
        Operation(
            .get, "/api/v1/entries/{entry}/versions", "listEntryVersions",
            Bilingual("已发布的各版本", "Published versions"), tag: .catalogue, security: .any,
            parameters: [Shapes.entry], answer: .json(EntryVersionsOutput.schema), errors: [CatalogueCodes.notFound]
        ) { call in
            let entry = try await platform.catalogue.entry(call.required("entry"), for: call.actor)
            let versions = try await platform.catalogue.versions(of: entry.id)
            return Answers.json(
                EntryVersionsOutput(
                    versions: versions.map {
                        .init(
                            version: $0.version, publishedAt: $0.publishedAt.iso8601, reviewCase: $0.reviewCase,
                            content: EntryContentOutput($0.content))
                    }))
        }
    }
}

/// A note beside an act.
struct NoteInput: Decodable, Described {
    let note: String?

    static let schema = Schema.object([
        .init("note", Bilingual("说明", "Note"), .text(Decision.noteMax), optional: true)
    ])
}
