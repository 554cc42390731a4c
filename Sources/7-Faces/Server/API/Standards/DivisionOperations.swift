import Catalogue
import Hummingbird
import Intake
import Regulation

/// The table of divisions (行政区划代码表).
extension API {
    var divisionOperations: [Operation] { [searchDivisions, readDivision, importDivisions, readNotices] }

    private struct PageJSON: Encodable {
        let total: Int
        let divisions: [DivisionJSON]

        static let schema = Schema.object([
            .init("total", Bilingual("总数", "Total"), .count),
            .init(
                "divisions", Bilingual("行政区划", "Divisions"),
                .array(DivisionJSON.schema, max: DataStandards.divisionsMax)),
        ])
    }

    private struct ImportJSON: Encodable {
        let rows: Int
        let codes: Int
        let former: Int
        let followed: Int

        static let schema = Schema.object([
            .init("rows", Bilingual("文件中的条数", "Rows of the file"), .count),
            .init("codes", Bilingual("代码总数", "Codes in the table"), .count),
            .init("former", Bilingual("已停用的代码", "Codes no longer in use"), .count),
            .init("followed", Bilingual("其中已知后继的", "Of them, with a known successor"), .count),
        ])
    }

    private var searchDivisions: Operation {
        Operation(
            .get, "/api/v1/divisions", "searchDivisions", Bilingual("查询行政区划代码", "Search division codes"),
            tag: .catalogue, security: .any,
            parameters: [
                .query("words", Bilingual("代码开头或名称", "Beginning of the code, or name"), .text(40)),
                .query("former", Bilingual("只看已停用的", "Only those no longer in use"), .oneOf(["yes"])),
                .page(max: 1_000),
            ], answer: .json(PageJSON.schema)
        ) { call in
            let found = try await platform.standards.divisions(
                call["words"] ?? "", formerOnly: call["former"] != nil, page: call.integer("page") ?? 1)
            return Answers.json(
                PageJSON(total: found.total, divisions: found.divisions.map { DivisionJSON($0) }))
        }
    }

    private var readDivision: Operation {
        Operation(
            .get, "/api/v1/divisions/{division}", "readDivision",
            Bilingual("查看一个代码及其沿革", "One code with its history"), tag: .catalogue, security: .any,
            parameters: [.path("division", Bilingual("六位代码", "Six digits"), .text(6, min: 6))],
            answer: .json(DivisionJSON.schema), errors: [DataStandardCodes.divisionUnknown]
        ) { call in
            let found = try await platform.standards.division(try call.required("division"))
            return Answers.json(
                DivisionJSON(
                    found.division, namings: found.namings, predecessors: found.predecessors.map(\.code)))
        }
    }

    private var importDivisions: Operation {
        Operation(
            .post, "/api/v1/divisions", "importDivisions",
            Bilingual(
                "导入行政区划文件：history 为 code,year,name；current 为 code,name；changes 为 old,year,new",
                "Import a file of divisions: history code,year,name; current code,name; changes old,year,new"),
            tag: .catalogue, security: .person,
            parameters: [.query("kind", Bilingual("文件种类", "Kind of file"), .oneOf(DivisionFile.self))],
            body: .bytes("text/csv"), answer: .json(ImportJSON.schema),
            errors: [DataStandardCodes.notIssuer, DataStandardCodes.fileMalformed]
        ) { call in
            let done = try await platform.standards.importDivisions(
                try await smallFile(call), kind: call.word("kind", as: DivisionFile.self) ?? .history,
                by: try call.actor)
            return Answers.json(
                ImportJSON(rows: done.rows, codes: done.codes, former: done.former, followed: done.followed))
        }
    }

    private struct NoticesJSON: Encodable {
        let notices: [Line]

        struct Line: Encodable {
            let item: Int
            let code: String
            let successor: String?
            let since: Int?
            let rows: Int
        }

        static let schema = Schema.object([
            .init(
                "notices", Bilingual("旧代码提示", "Old codes, which are no problems"),
                .array(
                    .object([
                        .init("item", Bilingual("信息项序号", "Number of the item"), .count),
                        .init("code", Bilingual("旧代码", "The old code"), .text(6)),
                        .init("successor", Bilingual("后继代码", "Its successor"), .text(6), optional: true),
                        .init(
                            "since", Bilingual("后继代码启用年份", "Year of the successor"), .count, optional: true),
                        .init("rows", Bilingual("行数", "Rows"), .count),
                    ]), max: 1_000))
        ])
    }

    private var readNotices: Operation {
        Operation(
            .get, "/intake/v1/deliveries/{delivery}/notices", "readNotices",
            Bilingual("查看交付中识别出的旧区划代码", "Old division codes that a delivery carries"), tag: .intake,
            security: .any,
            parameters: [
                .path("delivery", Bilingual("交付编号", "Id of the delivery"), .text(64, min: 1))
            ], answer: .json(NoticesJSON.schema), errors: [IntakeCodes.notVisible]
        ) { call in
            let actor = try call.actor
            let receipt = try await platform.intake.receipt(id: try call.required("delivery"), by: actor)
            let notices = try await platform.intake.notices(of: receipt, by: actor)
            return Answers.json(
                NoticesJSON(
                    notices: notices.map {
                        NoticesJSON.Line(
                            item: $0.item, code: $0.code, successor: $0.successor, since: $0.since,
                            rows: $0.rows)
                    }))
        }
    }
}
