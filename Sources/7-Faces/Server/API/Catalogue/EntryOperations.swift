import Catalogue
import Hummingbird
import Parties
import Regulation
import Standards

/// Reading the catalogue (目录查询).
extension API {
    var entryOperations: [Operation] {
        [searchEntries, suggestEntries, readEntry, readRelations, readVersions, compareVersions]
    }

    private var searchEntries: Operation {
        Operation(
            .get, "/api/v1/entries", "searchEntries", Bilingual("检索目录", "Search the catalogue"),
            tag: .catalogue,
            security: .any,
            parameters: [
                .query(
                    "words",
                    Bilingual(
                        "名称、摘要、信息项、代码或提供单位中的词，须全部找到",
                        "Words in name, abstract, items, code or providing body, all of which are found"),
                    .text(EntryFilter.wordsMax)),
                .query("body", Bilingual("提供单位编号", "Id of the providing body"), .text(64)),
                .query("category", Bilingual("信息资源类", "Category"), .oneOf(ResourceCategory.self)),
                .query("sharing", Bilingual("共享类型", "Sharing type"), .oneOf(SharingType.ID.self)),
                .query("opening", Bilingual("开放类型", "Opening type"), .oneOf(OpeningType.ID.self)),
                .query("grade", Bilingual("数据级别", "Grade"), .oneOf(DataGrade.self)),
                .query("format", Bilingual("格式分类", "Format"), .oneOf(FormatCategory.self)),
                .query("cycle", Bilingual("更新周期", "Update cycle"), .oneOf(UpdateCycle.self)),
                .query("state", Bilingual("状态", "State"), .oneOf(Entry.State.self)),
                .query(
                    "inForce",
                    Bilingual("只要在用的：已发布，含变更审核中的", "Only what is in force, a change under review or not"),
                    .boolean),
                .query(
                    "facets", Bilingual("是否附分面统计", "Whether counts by facet are wanted"), .boolean),
                .page(max: EntryFilter.pageMax),
                .pageSize(max: EntryFilter.pageSizeMax),
            ],
            answer: .json(EntryPageJSON.schema)
        ) { call in
            var chosen: [Facet: String] = [:]
            for facet in Facet.allCases { chosen[facet] = call[facet.rawValue] }
            var filter = EntryFilter(
                words: call["words"] ?? "", facets: chosen, page: call.integer("page") ?? 1,
                pageSize: call.integer("pageSize") ?? 20)
            filter.inForce = call["inForce"] == "true"
            let actor = try call.actor
            let page = try await platform.catalogue.search(filter, for: actor)
            let counts =
                call["facets"] == "true" ? try await platform.catalogue.facets(filter, for: actor) : nil
            let names = try await bodyNames(
                page.entries.map(\.body) + (counts.map { $0[.body].map(\.value) } ?? []))
            return Answers.json(
                EntryPageJSON(
                    total: page.total, page: filter.page, pageSize: filter.pageSize,
                    entries: page.entries.map {
                        EntryLineJSON($0, body: named($0.body, names), words: filter.words)
                    }, facets: counts.map { json($0, names) }))
        }
    }

    func json(
        _ counts: FacetCounts, _ names: [String: String], of facets: [Facet] = Facet.allCases
    ) -> [FacetJSON] {
        let words = FacetWords(profile: platform.profile)
        return facets.map { facet in
            FacetJSON(
                facet: facet.rawValue,
                values: counts[facet].map {
                    FacetJSON.Value(
                        value: $0.value, name: words(facet, $0.value, bodies: names), entries: $0.entries)
                })
        }
    }

    private var suggestEntries: Operation {
        Operation(
            .get, "/api/v1/entry-suggestions", "suggestEntries",
            Bilingual("检索建议", "How a search of the catalogue might go on"), tag: .catalogue, security: .any,
            parameters: [
                .query(
                    "words", Bilingual("已输入的文字", "What was typed so far"), .text(EntryFilter.wordsMax))
            ],
            answer: .json(SuggestionsJSON.schema)
        ) { call in
            _ = try call.actor
            return Answers.json(
                SuggestionsJSON(
                    suggestions: try await platform.catalogue.suggestions(call["words"] ?? "")))
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

    private var readRelations: Operation {
        Operation(
            .get, "/api/v1/entries/{entry}/relations", "readEntryRelations",
            Bilingual("查看目录条目的关联关系，含反向", "Read what an entry relates to, and what relates to it"),
            tag: .catalogue, security: .any, parameters: [.entry],
            answer: .json(EntryRelationsJSON.schema), errors: [CatalogueCodes.notFound]
        ) { call in
            let entry = try await entry(call)
            let relations = entry.content.relations
            let named = try await platform.catalogue.named(
                codes: relations.filter(\.kind.isOfEntries).map(\.target))
            var others = RelatedEntries.none
            if let code = entry.code { others = try await platform.catalogue.relating(to: code) }
            return Answers.json(EntryRelationsJSON(relations, named, from: others))
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

    private var compareVersions: Operation {
        Operation(
            .get, "/api/v1/entries/{entry}/versions/{before}/compare/{after}", "compareEntryVersions",
            Bilingual(
                "比较目录条目的两个版本，可与正在变更的内容比较",
                "Compare two versions of an entry, or one with the change under way"),
            tag: .catalogue, security: .any,
            parameters: [
                .entry,
                .path("before", Bilingual("版本号，或 draft", "A version, or draft"), .text(20, min: 1)),
                .path("after", Bilingual("版本号，或 draft", "A version, or draft"), .text(20, min: 1)),
            ],
            answer: .json(EntryDifferenceJSON.schema),
            errors: [CatalogueCodes.notFound, CatalogueCodes.versionNotFound]
        ) { call in
            guard let before = EntryEdition(try call.required("before")),
                let after = EntryEdition(try call.required("after"))
            else { throw Refusal(CatalogueCodes.versionNotFound) }
            let entry = try await entry(call)
            return Answers.json(
                EntryDifferenceJSON(
                    try await platform.catalogue.compare(entry, from: before, to: after), from: before,
                    to: after))
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
