import Catalogue
import Exchange
import Hummingbird
import Parties
import Regulation
import Standards

/// The catalogues derived from the resource catalogue (共享目录与开放目录): sharing for every body, opening for everybody.
extension API {
    var derivedOperations: [Operation] { [searchSharing, readShared, searchOpening, readOpened] }

    private static func parameters(_ more: [Operation.Parameter]) -> [Operation.Parameter] {
        [
            .query(
                "words",
                Bilingual(
                    "名称、摘要、信息项、代码或提供单位中的词，须全部找到",
                    "Words in name, abstract, items, code or providing body, all of which are found"),
                .text(EntryFilter.wordsMax)),
            .query("body", Bilingual("提供单位编号", "Id of the providing body"), .text(64)),
            .query("category", Bilingual("信息资源类", "Category"), .oneOf(ResourceCategory.self)),
            .query("format", Bilingual("格式分类", "Format"), .oneOf(FormatCategory.self)),
            .query("cycle", Bilingual("更新周期", "Update cycle"), .oneOf(UpdateCycle.self)),
        ] + more + [
            .query("facets", Bilingual("是否附分面统计", "Whether counts by facet are wanted"), .boolean),
            .page(max: EntryFilter.pageMax),
            .pageSize(max: EntryFilter.pageSizeMax),
        ]
    }

    private static let code = Operation.Parameter.path(
        "entry", Bilingual("信息资源代码（斜杠可写作 %2F）", "Resource code (%2F or / inside)"))

    private func filter(_ call: Call, _ catalogue: DerivedCatalogue) -> EntryFilter {
        var chosen: [Facet: String] = [:]
        for facet in catalogue.facets { chosen[facet] = call[facet.rawValue] }
        return EntryFilter(
            words: call["words"] ?? "", facets: chosen, page: call.integer("page") ?? 1,
            pageSize: call.integer("pageSize") ?? 20)
    }

    /// Names of the bodies on the page and among the facets, and the facets themselves where they are wanted.
    private func frame(
        _ call: Call, _ filter: EntryFilter, _ catalogue: DerivedCatalogue, bodies: [String]
    ) async throws -> (names: [String: String], facets: [FacetJSON]?) {
        guard call["facets"] == "true" else { return (try await bodyNames(bodies), nil) }
        let counts = try await platform.catalogue.facets(filter, of: catalogue)
        let names = try await bodyNames(bodies + counts[.body].map(\.value))
        return (names, json(counts, names, of: catalogue.facets))
    }

    private func founded(_ catalogue: DerivedCatalogue) -> CitationJSON? {
        catalogue.article(in: platform.profile).map { CitationJSON($0, book) }
    }

    private var searchSharing: Operation {
        Operation(
            .get, "/api/v1/catalogue/sharing", "searchSharing",
            Bilingual(
                "检索共享目录：现行有效、可以共享的目录", "Search the sharing catalogue: what is in force and may be shared"),
            tag: .catalogue, security: .any,
            parameters: Self.parameters([
                .query(
                    "sharing", Bilingual("共享类型", "Sharing type"),
                    .oneOf([SharingType.ID.unconditional.rawValue, SharingType.ID.conditional.rawValue])),
                .query("grade", Bilingual("数据级别", "Grade"), .oneOf(DataGrade.self)),
            ]), answer: .json(SharedPageJSON.schema)
        ) { call in
            let filter = filter(call, .sharing)
            let page = try await platform.catalogue.sharing(filter, for: try call.actor)
            let (names, facets) = try await frame(call, filter, .sharing, bodies: page.lines.map(\.body))
            return Answers.json(
                SharedPageJSON(
                    total: page.total, page: filter.page, pageSize: filter.pageSize,
                    article: founded(.sharing),
                    entries: page.lines.map { SharedLineJSON($0, body: named($0.body, names)) },
                    facets: facets))
        }
    }

    private var readShared: Operation {
        Operation(
            .get, "/api/v1/catalogue/sharing/{entry}", "readShared",
            Bilingual(
                "查看共享目录条目及申请所需的信息", "Read an entry of the sharing catalogue, with what an applicant needs"),
            tag: .catalogue, security: .any, parameters: [.entry], answer: .json(SharedEntryJSON.schema),
            errors: [CatalogueCodes.notFound]
        ) { call in
            let entry = try await platform.catalogue.shared(try call.required("entry"), for: try call.actor)
            let names = try await bodyNames([entry.body])
            return Answers.json(
                SharedEntryJSON(
                    entry, body: named(entry.body, names),
                    procedure: platform.profile.procedure(entry.procedure), book))
        }
    }

    private var searchOpening: Operation {
        Operation(
            .get, "/api/v1/catalogue/opening", "searchOpening",
            Bilingual("检索开放目录，无需登录", "Search the opening catalogue, without signing in"), tag: .catalogue,
            security: .open,
            parameters: Self.parameters([
                .query(
                    "opening", Bilingual("开放类型", "Opening type"),
                    .oneOf([OpeningType.ID.unconditional.rawValue, OpeningType.ID.conditional.rawValue]))
            ]), answer: .json(OpenPageJSON.schema)
        ) { call in
            let filter = filter(call, .opening)
            let page = try await platform.catalogue.opening(filter)
            let (names, facets) = try await frame(call, filter, .opening, bodies: page.lines.map(\.body))
            return Answers.json(
                OpenPageJSON(
                    total: page.total, page: filter.page, pageSize: filter.pageSize,
                    article: founded(.opening),
                    entries: page.lines.map { OpenLineJSON($0, body: named($0.body, names)) },
                    facets: facets))
        }
    }

    private var readOpened: Operation {
        Operation(
            .get, "/api/v1/catalogue/opening/{entry}", "readOpened",
            Bilingual("查看开放目录条目，无需登录", "Read an entry of the opening catalogue, without signing in"),
            tag: .catalogue, security: .open, parameters: [Self.code], answer: .json(OpenEntryJSON.schema),
            errors: [CatalogueCodes.notFound]
        ) { call in
            let entry = try await platform.catalogue.opened(try call.required("entry"))
            let names = try await bodyNames([entry.body])
            return Answers.json(OpenEntryJSON(entry, body: named(entry.body, names)))
        }
    }
}
