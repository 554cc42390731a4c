import Projects
import Regulation

/// A numbered statement on a project (审查意见).
struct StatementJSON: Codable, Described {
    let id: String
    let title: Bilingual
    let year: Int
    let number: Int64
    let project: NamedJSON
    let projectNumber: String
    let body: NamedJSON
    let stage: String
    let revision: Int64
    let report: GateReportJSON
    let note: String
    let authority: String
    let issuer: String
    let date: String
    let issuedAt: String
    let digest: String
    let profile: String
    let profileVersion: String
    let supersedes: String?
    let supersededBy: String?

    init(_ statement: Statement, _ book: ArticleBook) {
        let content = statement.content
        id = statement.id
        title = content.title
        year = statement.year
        number = statement.number
        project = NamedJSON(id: statement.project, name: content.projectName)
        projectNumber = content.projectNumber
        body = NamedJSON(id: statement.body, name: content.bodyName)
        stage = content.stage.rawValue
        revision = content.revision
        report = GateReportJSON(content.report, book)
        note = content.note
        authority = content.authority
        issuer = content.issuer
        date = content.date.description
        issuedAt = statement.issuedAt.iso8601
        digest = statement.digest
        profile = content.profile
        profileVersion = content.profileVersion
        supersedes = statement.supersedes?.id
        supersededBy = statement.supersededBy?.id
    }

    static let schema = Schema.named(
        "Statement", Bilingual("审查意见", "A numbered statement on a project"),
        .object([
            .init("id", Bilingual("编号", "Id"), .id),
            .init("title", Bilingual("文号", "Its number in words"), Bilingual.schema),
            .init("year", Bilingual("年度", "Year"), .count),
            .init("number", Bilingual("年度序号，从 1 起不间断", "Number in the year, from 1 without gaps"), .amount),
            .init("project", Bilingual("项目", "The project"), NamedJSON.schema),
            .init("projectNumber", Bilingual("项目编号", "Its number"), .text(64)),
            .init("body", Bilingual("建设单位", "Responsible body"), NamedJSON.schema),
            .init("stage", Bilingual("审查时的阶段", "Stage at the time"), .oneOf(Project.Stage.self)),
            .init("revision", Bilingual("所审查的项目修改序号", "Revision that was looked at"), .amount),
            .init("report", Bilingual("审查结果", "What was found"), GateReportJSON.schema),
            .init("note", Bilingual("主管部门意见", "In the authority's words"), .text(5_000)),
            .init("authority", Bilingual("出具单位", "Issued by"), .text(200)),
            .init("issuer", Bilingual("出具人", "Issuer"), .text(200)),
            .init("date", Bilingual("日期", "Date"), .date),
            .init("issuedAt", Bilingual("出具时间", "Issued at"), .instant),
            .init("digest", Bilingual("内容的 SM3，与台账一致", "SM3 of its content, as in the ledger"), .text(64)),
            .init("profile", Bilingual("所依据的规则档案", "Profile by which it was judged"), .text(100)),
            .init("profileVersion", Bilingual("规则档案版本", "Its version"), .text(64)),
            .init(
                "supersedes", Bilingual("所替代的审查意见", "The statement that it supersedes"), .id, optional: true),
            .init(
                "supersededBy", Bilingual("替代它的审查意见", "The statement that supersedes it"), .id, optional: true
            ),
        ]))
}

/// A list of statements (审查意见列表).
struct StatementListJSON: Codable, Described {
    let statements: [StatementJSON]

    static let schema = Schema.object([
        .init(
            "statements", Bilingual("审查意见", "Statements"),
            .array(StatementJSON.schema, max: Projects.listMax))
    ])
}
