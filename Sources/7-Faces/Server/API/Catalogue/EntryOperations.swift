import Catalogue
import Hummingbird
import Parties
import Regulation

/// Reading the catalogue (目录查询).
extension API {
    var entryOperations: [Operation] { [searchEntries, readEntry, readVersions] }

    private var searchEntries: Operation {
        Operation(
            .get, "/api/v1/entries", "searchEntries", Bilingual("检索目录", "Search the catalogue"),
            tag: .catalogue,
            security: .any,
            parameters: [
                .query(
                    "words", Bilingual("名称、摘要或代码中的词", "Words in name, abstract or code"),
                    .text(EntryFilter.wordsMax)),
                .query("body", Bilingual("提供单位编号", "Id of the providing body"), .text(64)),
                .query("sharing", Bilingual("共享类型", "Sharing type"), .oneOf(SharingType.ID.self)),
                .query("state", Bilingual("状态", "State"), .oneOf(Entry.State.self)),
                .query(
                    "page", Bilingual("页码，从 1 起", "Page, from 1"), .integer(1...Int64(EntryFilter.pageMax))),
                .query(
                    "pageSize", Bilingual("每页条数", "Rows a page"), .integer(1...Int64(EntryFilter.pageSizeMax))
                ),
            ],
            answer: .json(EntryPageJSON.schema)
        ) { call in
            let filter = EntryFilter(
                words: call["words"] ?? "", body: call["body"],
                sharing: call.word("sharing", as: SharingType.ID.self),
                state: call.word("state", as: Entry.State.self), page: call.integer("page") ?? 1,
                pageSize: call.integer("pageSize") ?? 20)
            let page = try await platform.catalogue.search(filter, for: try call.actor)
            let names = try await bodyNames(page.entries.map(\.body))
            return Answers.json(
                EntryPageJSON(
                    total: page.total, page: filter.page, pageSize: filter.pageSize,
                    entries: page.entries.map { EntryLineJSON($0, body: named($0.body, names)) }))
        }
    }

    private var readEntry: Operation {
        Operation(
            .get, "/api/v1/entries/{entry}", "readEntry", Bilingual("查看目录条目", "Read an entry"),
            tag: .catalogue,
            security: .any, parameters: [.entry], answer: .json(EntryJSON.schema),
            errors: [CatalogueCodes.notFound]
        ) { call in
            let entry = try await entry(call)
            return Answers.json(try await json(entry))
        }
    }

    private var readVersions: Operation {
        Operation(
            .get, "/api/v1/entries/{entry}/versions", "readEntryVersions",
            Bilingual("查看目录条目的各个版本", "Read the published versions of an entry"), tag: .catalogue,
            security: .any,
            parameters: [.entry], answer: .json(EntryVersionsJSON.schema), errors: [CatalogueCodes.notFound]
        ) { call in
            let entry = try await entry(call)
            return Answers.json(EntryVersionsJSON(try await platform.catalogue.versions(of: entry.id)))
        }
    }

    /// The entry that the path names, if the caller may see it.
    func entry(_ call: Call) async throws -> Entry {
        try await platform.catalogue.entry(try call.required("entry"), for: try call.actor)
    }

    func json(_ entry: Entry) async throws -> EntryJSON {
        let names = try await bodyNames([entry.body])
        return EntryJSON(entry, body: named(entry.body, names))
    }
}
