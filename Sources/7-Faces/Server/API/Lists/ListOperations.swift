import Catalogue
import Hummingbird
import Matters
import Parties
import Regulation
import Workbooks

/// The responsibility list and the negative list (责任清单与负面清单).
extension API {
    var listOperations: [Operation] {
        [listResponsibilities]
            + TableFile.Form.allCases.map { exportResponsibilities($0) } + [listRestrictions]
            + TableFile.Form.allCases.map { exportRestrictions($0) }
    }

    private static let body = Operation.Parameter.query(
        "body", Bilingual("责任单位编号", "Id of the responsible body"), .text(64))
    private static let paging: [Operation.Parameter] = [
        .page(max: EntryFilter.pageMax),
        .pageSize(max: NegativeFilter.pageSizeMax),
    ]

    // MARK: Responsibility

    private static let responsibility: [Operation.Parameter] = [
        body,
        .query("sharing", Bilingual("共享类型", "Sharing type"), .oneOf(SharingType.ID.self)),
        .query("opening", Bilingual("开放类型", "Opening type"), .oneOf(OpeningType.ID.self)),
    ]

    private func filter(_ call: Call) -> EntryFilter {
        var chosen: [Facet: String] = [:]
        for facet in Catalogue.responsibilityFacets { chosen[facet] = call[facet.rawValue] }
        return EntryFilter(
            facets: chosen, page: call.integer("page") ?? 1, pageSize: call.integer("pageSize") ?? 20)
    }

    private var listResponsibilities: Operation {
        Operation(
            .get, "/api/v1/lists/responsibility", "listResponsibilities",
            Bilingual("共享开放责任清单", "The responsibility list for sharing and opening"), tag: .catalogue,
            security: .any, parameters: Self.responsibility + Self.paging,
            answer: .json(ResponsibilityPageJSON.schema)
        ) { call in
            let filter = filter(call)
            let page = try await platform.catalogue.responsibilities(filter, for: try call.actor)
            let names = try await bodyNames(page.lines.map(\.body))
            return Answers.json(
                ResponsibilityPageJSON(
                    total: page.total, page: filter.page, pageSize: filter.pageSize,
                    article: Catalogue.responsibilityArticle(in: platform.profile).map {
                        CitationJSON($0, book)
                    },
                    lines: page.lines.map {
                        ResponsibilityJSON($0, body: named($0.body, names), platform.profile)
                    }))
        }
    }

    private func exportResponsibilities(_ form: TableFile.Form) -> Operation {
        Operation(
            .get, "/api/v1/lists/responsibility/\(form.rawValue)",
            form == .xlsx ? "exportResponsibilityWorkbook" : "exportResponsibilityText",
            Bilingual("导出责任清单（.\(form.rawValue)）", "Export the responsibility list (.\(form.rawValue))"),
            tag: .catalogue, security: .any, parameters: Self.responsibility,
            answer: .bytes(form.mediaType), errors: [WorkbookCodes.tooLarge]
        ) { call in
            _ = try call.actor
            let path = try await platform.catalogue.exportResponsibilities(
                filter(call), as: form, in: try platform.workbookRoom())
            return try SentFile(path).response(
                type: form.mediaType, name: "responsibility-list.\(form.rawValue)")
        }
    }

    // MARK: Negative list

    private static let restrictions: [Operation.Parameter] = [
        body,
        .query("state", Bilingual("确认状态", "Confirmation"), .oneOf(NegativeLine.State.self)),
        .query("restriction", Bilingual("限制情形", "Restriction"), .oneOf(Restriction.self)),
    ]

    private func negative(_ call: Call) -> NegativeFilter {
        NegativeFilter(
            body: call["body"], state: call.word("state", as: NegativeLine.State.self),
            restriction: call.word("restriction", as: Restriction.self), page: call.integer("page") ?? 1,
            pageSize: call.integer("pageSize") ?? 20)
    }

    private var listRestrictions: Operation {
        Operation(
            .get, "/api/v1/lists/negative", "listRestrictions",
            Bilingual(
                "负面清单：逐项理由及确认", "The negative list, with the reasons of each line and their confirmation"),
            tag: .catalogue, security: .any, parameters: Self.restrictions + Self.paging,
            answer: .json(NegativePageJSON.schema)
        ) { call in
            let list = platform.negativeList
            let page = try await list.lines(negative(call), for: try call.actor)
            let names = try await bodyNames(
                page.lines.flatMap { [$0.body, $0.confirmation?.body ?? ""] })
            return Answers.json(
                NegativePageJSON(
                    page, article: list.article.map { CitationJSON($0, book) }, procedure: list.filing?.id,
                    lines: page.lines.map { NegativeLineJSON($0, names: names, platform.profile, book) }))
        }
    }

    private func exportRestrictions(_ form: TableFile.Form) -> Operation {
        Operation(
            .get, "/api/v1/lists/negative/\(form.rawValue)",
            form == .xlsx ? "exportNegativeWorkbook" : "exportNegativeText",
            Bilingual("导出负面清单（.\(form.rawValue)）", "Export the negative list (.\(form.rawValue))"),
            tag: .catalogue, security: .any, parameters: Self.restrictions, answer: .bytes(form.mediaType),
            errors: [WorkbookCodes.tooLarge]
        ) { call in
            let path = try await platform.negativeList.export(
                negative(call), as: form, for: try call.actor, in: try platform.workbookRoom())
            return try SentFile(path).response(type: form.mediaType, name: "negative-list.\(form.rawValue)")
        }
    }
}
