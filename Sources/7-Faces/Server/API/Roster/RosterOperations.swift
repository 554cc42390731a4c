import Cases
import Hummingbird
import Matters
import Parties
import Regulation
import Roster
import Workbooks

/// The roster of those who answer for data (名册).
extension API {
    var rosterOperations: [Operation] {
        [
            listRosters, readRoster, appointOfficer, endOfficer, correctOfficer, reportRoster, handInSummary,
            exportRoster,
        ]
    }

    private static let officer = Operation.Parameter.path(
        "officer", Bilingual("名册人员编号", "Id of the officer"), .text(64, min: 1))
    private static let body = Operation.Parameter.query(
        "body", Bilingual("单位编号，缺省为本单位", "Id of the body; your own by default"), .id)

    private struct AppointmentJSON: Decodable {
        let post: String
        let name: String
        let title: String
        let contact: String
        let document: String?
        let since: LocalDate
        let replaces: Bool?

        static let schema = Schema.object([
            .init("post", Bilingual("岗位", "Post"), .text(100, min: 1)),
            .init("name", Bilingual("姓名", "Name"), .text(200)),
            .init("title", Bilingual("职务", "Title"), .text(200)),
            .init("contact", Bilingual("联系方式", "Contact"), .text(200)),
            .init("document", Bilingual("任免文号", "Document of appointment"), .text(200), optional: true),
            .init("since", Bilingual("任职日", "Since"), .date),
            .init(
                "replaces", Bilingual("同日免去现任", "Whoever holds the post leaves it that day"), .boolean,
                optional: true),
        ])
    }

    private struct EndJSON: Decodable {
        let until: LocalDate

        static let schema = Schema.object([.init("until", Bilingual("离任日", "Until"), .date)])
    }

    private struct CorrectionJSON: Decodable {
        let title: String
        let contact: String

        static let schema = Schema.object([
            .init("title", Bilingual("职务", "Title"), .text(200)),
            .init("contact", Bilingual("联系方式", "Contact"), .text(200)),
        ])
    }

    private struct SummaryContentJSON: Decodable {
        let year: Int?
        let progress: String
        let problems: String
        let suggestions: String?

        static let schema = Schema.object([
            .init(
                "year", Bilingual("年度，缺省为今年", "Year; this one by default"), .integer(1...9999), optional: true
            ),
            .init("progress", Bilingual("工作进度", "Progress"), .text(20_000)),
            .init("problems", Bilingual("存在问题", "Problems"), .text(20_000)),
            .init("suggestions", Bilingual("意见建议", "Suggestions"), .text(20_000), optional: true),
        ])
    }

    private struct FiledJSON: Encodable {
        let caseID: String

        static let schema = Schema.object([.init("caseID", Bilingual("备案办件", "Case of the filing"), .id)])
    }

    private var listRosters: Operation {
        Operation(
            .get, "/api/v1/rosters", "listRosters",
            Bilingual(
                "各单位名册概况，供数据主管部门和审计人员", "Every body's roster in figures, for the authority and auditors"),
            tag: .parties, security: .person, parameters: Operation.Parameter.bodyPages,
            answer: .json(RosterListJSON.schema), errors: [RosterCodes.notVisible]
        ) { call in
            let portion = call.portion(of: try await platform.roster.lines(for: try call.actor))
            return Answers.json(
                RosterListJSON(
                    total: portion.total,
                    bodies: portion.lines.map { line in
                        RosterListJSON.Line(
                            body: NamedJSON(id: line.body.id, name: line.body.name), officers: line.officers,
                            vacancies: line.vacancies.map(\.role), pending: line.pending,
                            overdue: line.overdue, summary: line.summary.map(SummaryStandingJSON.init))
                    }))
        }
    }

    private var readRoster: Operation {
        Operation(
            .get, "/api/v1/roster", "readRoster", Bilingual("一个单位的名册", "The roster of a body"),
            tag: .parties, security: .person, parameters: [Self.body],
            answer: .json(BodyRosterJSON.schema), errors: [RosterCodes.notVisible, PartiesCodes.bodyNotFound]
        ) { call in
            let roster = try await platform.roster.roster(of: call["body"], for: try call.actor)
            let profile = platform.profile
            return Answers.json(
                BodyRosterJSON(
                    body: NamedJSON(id: roster.body.id, name: roster.body.name),
                    isFiled: platform.roster.isFiled,
                    officers: roster.officers.map { OfficerJSON($0, profile) },
                    vacancies: roster.vacancies.map(\.role),
                    changes: roster.changes.map {
                        RosterChangeJSON(
                            $0, today: platform.today, offset: profile.utcOffsetSeconds, book)
                    },
                    summary: roster.summary.map(SummaryStandingJSON.init),
                    summaries: roster.summaries.map(SummaryJSON.init)))
        }
    }

    private var appointOfficer: Operation {
        Operation(
            .post, "/api/v1/roster/officers", "appointOfficer",
            Bilingual("登记任职", "Enter who was appointed"), tag: .parties, security: .person,
            body: .json(AppointmentJSON.schema), answer: .json(OfficerJSON.schema, status: .created),
            errors: [
                RosterCodes.notYours, RosterCodes.postUnknown, RosterCodes.fieldMissing,
                RosterCodes.fieldMalformed, RosterCodes.tooMany,
            ]
        ) { call in
            let given = try await call.decode(AppointmentJSON.self)
            let officer = try await platform.roster.appoint(
                Appointment(
                    post: given.post, name: given.name, title: given.title, contact: given.contact,
                    document: given.document ?? "", since: given.since, replaces: given.replaces ?? false),
                by: try call.actor)
            return Answers.json(OfficerJSON(officer, platform.profile), status: .created)
        }
    }

    private var endOfficer: Operation {
        Operation(
            .post, "/api/v1/roster/officers/{officer}/end", "endOfficer",
            Bilingual("登记离任", "Enter that somebody left"), tag: .parties, security: .person,
            parameters: [Self.officer], body: .json(EndJSON.schema), answer: .json(OfficerJSON.schema),
            errors: [
                RosterCodes.notFound, RosterCodes.notYours, RosterCodes.leftAlready,
                RosterCodes.fieldMalformed,
            ]
        ) { call in
            let given = try await call.decode(EndJSON.self)
            let officer = try await platform.roster.end(
                try call.required("officer"), on: given.until, by: try call.actor)
            return Answers.json(OfficerJSON(officer, platform.profile))
        }
    }

    private var correctOfficer: Operation {
        Operation(
            .put, "/api/v1/roster/officers/{officer}", "correctOfficer",
            Bilingual("更正职务和联系方式", "Correct title and contact"), tag: .parties, security: .person,
            parameters: [Self.officer], body: .json(CorrectionJSON.schema),
            answer: .json(OfficerJSON.schema),
            errors: [
                RosterCodes.notFound, RosterCodes.notYours, RosterCodes.leftAlready,
                RosterCodes.fieldMissing, RosterCodes.fieldMalformed,
            ]
        ) { call in
            let given = try await call.decode(CorrectionJSON.self)
            let officer = try await platform.roster.correct(
                try call.required("officer"), title: given.title, contact: given.contact,
                by: try call.actor)
            return Answers.json(OfficerJSON(officer, platform.profile))
        }
    }

    private var reportRoster: Operation {
        Operation(
            .post, "/api/v1/roster/report", "reportRoster",
            Bilingual("报送名册变动备案", "Report the changes to the authority"), tag: .parties,
            security: .person, answer: .json(FiledJSON.schema, status: .created),
            errors: Self.matterErrors + [
                RosterCodes.notYours, RosterCodes.notFiled, RosterCodes.nothingToReport,
                CasesCodes.procedureNotYours,
            ]
        ) { call in
            let id = try await platform.roster.report(by: try call.actor)
            return Answers.json(FiledJSON(caseID: id), status: .created)
        }
    }

    private var handInSummary: Operation {
        Operation(
            .post, "/api/v1/roster/summaries", "handInSummary",
            Bilingual("报送年度总结", "Hand in the yearly summary"), tag: .parties, security: .person,
            body: .json(SummaryContentJSON.schema), answer: .json(SummaryJSON.schema, status: .created),
            errors: [
                RosterCodes.notYours, RosterCodes.summaryNotAsked, RosterCodes.summaryYear,
                RosterCodes.summariesTooMany,
                RosterCodes.fieldMissing, RosterCodes.fieldMalformed,
            ]
        ) { call in
            let given = try await call.decode(SummaryContentJSON.self)
            let summary = try await platform.roster.handIn(
                SummaryContent(
                    progress: given.progress, problems: given.problems, suggestions: given.suggestions ?? ""),
                year: given.year, by: try call.actor)
            return Answers.json(SummaryJSON(summary), status: .created)
        }
    }

    private var exportRoster: Operation {
        Operation(
            .get, "/api/v1/roster/workbook", "exportRoster",
            Bilingual("导出您可以查看的名册（.xlsx）", "Export the rosters that you may see"), tag: .parties,
            security: .person, parameters: [Self.body], answer: .bytes(ReceivedWorkbook.mediaType),
            errors: [RosterCodes.notVisible, PartiesCodes.bodyNotFound, WorkbookCodes.tooLarge]
        ) { call in
            let path = try await platform.roster.workbook(
                of: call["body"], for: try call.actor, in: try platform.workbookRoom())
            return try SentFile(path).response(type: ReceivedWorkbook.mediaType, name: "roster.xlsx")
        }
    }
}
