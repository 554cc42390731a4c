import Cases
import Exchange
import Foundation
import HTTPTypes
import Hummingbird
import Platform
import Protection
import Regulation

/// Cases and work lists (办件接口).
struct CaseOperations: Sendable {
    let platform: Platform

    var all: [Operation] { [list, read, decide, withdraw] }

    private static let caseParameter = Operation.Parameter.path("case", Bilingual("办件编号", "Case"))

    private var list: Operation {
        Operation(
            .get, "/api/v1/cases", "listCases", Bilingual("待办或本单位提交的办件", "Cases that wait, or that one's body opened"),
            tag: .cases, security: .person,
            parameters: [.query("scope", Bilingual("范围", "Scope"), .oneOf(["waiting", "opened"]))],
            answer: .json(CaseListOutput.schema)
        ) { call in
            let files = try await platform.cases.list(
                CaseFilter(call["scope"] == "opened" ? .opened : .waiting, limit: CaseFilter.limitMax),
                for: call.actor)
            return Answers.json(CaseListOutput(cases: files.map { CaseOutput($0, timeline: nil) }))
        }
    }

    private var read: Operation {
        Operation(
            .get, "/api/v1/cases/{case}", "readCase", Bilingual("读取办件和办理记录", "Read a case and its timeline"),
            tag: .cases, security: .person, parameters: [Self.caseParameter], answer: .json(CaseOutput.schema),
            errors: [CasesCodes.notFound]
        ) { call in
            let file = try await platform.cases.file(call.required("case"), for: call.actor)
            return Answers.json(CaseOutput(file, timeline: try await platform.cases.timeline(file.id)))
        }
    }

    private var decide: Operation {
        Operation(
            .post, "/api/v1/cases/{case}/decisions", "decideCase", Bilingual("办理当前环节", "Decide the current step"),
            tag: .cases, security: .person, parameters: [Self.caseParameter], body: .json(DecisionInput.schema),
            answer: .json(CaseOutput.schema), errors: CasesCodes.all + [ExchangeCodes.amendmentWidens]
        ) { call in
            let input = try await call.decode(DecisionInput.self)
            let amendment = try input.items.map { items in
                String(decoding: try JSONEncoder().encode(items), as: UTF8.self)
            }
            let file = try await platform.decide(
                call.required("case"), Decision(input.act, note: input.note ?? "", amendment: amendment),
                by: call.actor)
            return Answers.json(CaseOutput(file, timeline: nil))
        }
    }

    private var withdraw: Operation {
        Operation(
            .post, "/api/v1/cases/{case}/withdrawal", "withdrawCase", Bilingual("撤回办件", "Withdraw a case"),
            tag: .cases, security: .person, parameters: [Self.caseParameter], answer: .json(CaseOutput.schema),
            errors: [CasesCodes.notFound, CasesCodes.notOpener, CasesCodes.closed]
        ) { call in
            let file = try await platform.withdraw(call.required("case"), by: call.actor)
            return Answers.json(CaseOutput(file, timeline: nil))
        }
    }
}

/// A decision (办理意见).
struct DecisionInput: Decodable, Described {
    let act: Procedure.Act
    let note: String?
    /// For applications: the items as narrowed by the reviewer.
    let items: [GrantedItem]?

    static let schema = Schema.object([
        .init("act", Bilingual("办理动作", "Act"), .oneOf(Procedure.Act.allCases.map(\.rawValue))),
        .init("note", Bilingual("意见;退回和拒绝时必填", "Note; required for return and refusal"), .text(Decision.noteMax), optional: true),
        .init(
            "items", Bilingual("审核后的授权信息项", "Items as narrowed by the review"),
            .array(GrantedItemShape.schema, max: 500), optional: true),
    ])
}

/// A case (办件).
struct CaseOutput: Encodable, Described {
    let id: String
    let procedure: String
    let procedureName: Bilingual
    let profileVersion: String
    let subject: String
    let title: String
    let openerBody: String
    let openedAt: String
    let state: CaseFile.State
    let closedAt: String?
    /// The position of the current step; nil when closed.
    let position: Int?
    let steps: [Step]
    let timeline: [Event]?

    struct Step: Encodable {
        let id: String
        let name: Bilingual
        let role: String
        let body: String
        let acts: [Procedure.Act]
        let article: String
        let due: String?
        let dueIsProvisional: Bool?
        let doneAt: String?
    }

    struct Event: Encodable {
        let at: String
        let kind: CaseEvent.Kind
        let step: Bilingual
        let actorName: String
        let body: String
        let note: String
        let article: String?
    }

    init(_ file: CaseFile, timeline events: [CaseEvent]?) {
        id = file.id
        procedure = file.procedure
        procedureName = file.procedureName
        profileVersion = file.profileVersion
        subject = file.subject
        title = file.title
        openerBody = file.openerBody
        openedAt = file.openedAt.iso8601
        state = file.state
        closedAt = file.closedAt?.iso8601
        position = file.position
        steps = file.steps.map { step in
            Step(
                id: step.id, name: step.name, role: step.role, body: step.body, acts: step.acts,
                article: step.article.description, due: step.due?.date.description,
                dueIsProvisional: step.due?.isProvisional, doneAt: step.doneAt?.iso8601)
        }
        timeline = events?.map { event in
            Event(
                at: event.at.iso8601, kind: event.kind, step: event.step, actorName: event.actorName,
                body: event.body, note: event.note, article: event.article?.description)
        }
    }

    private static let words = Schema.object([
        .init("zh", Bilingual("中文", "Chinese"), .text()), .init("en", Bilingual("英文", "English"), .text()),
    ])

    static let schema = Schema.named(
        "Case", Bilingual("办件", "Case"),
        .object([
            Shapes.id(), .init("procedure", Bilingual("程序", "Procedure"), .text(64)),
            .init("procedureName", Bilingual("程序名称", "Name of the procedure"), words),
            .init("profileVersion", Bilingual("受理时的规则版本", "Version of the profile at opening"), .text(64)),
            .init("subject", Bilingual("办理对象", "What it is about"), .text(100)),
            .init("title", Bilingual("标题", "Title"), .text(200)),
            .init("openerBody", Bilingual("提交单位", "Body that opened it"), .text(64)),
            .init("openedAt", Bilingual("提交时间", "Opened"), .instant),
            .init("state", Bilingual("状态", "State"), .oneOf(CaseFile.State.allCases.map(\.rawValue))),
            .init("closedAt", Bilingual("办结时间", "Closed"), .instant, optional: true),
            .init("position", Bilingual("当前环节的序号,从 0 开始", "Index of the current step"), .count, optional: true),
            Shapes.list(
                "steps", Bilingual("环节", "Steps"),
                of: .object([
                    Shapes.id(), .init("name", Bilingual("名称", "Name"), words),
                    .init("role", Bilingual("岗位", "Role"), .text(64)),
                    .init("body", Bilingual("办理单位", "Body"), .text(64)),
                    Shapes.list("acts", Bilingual("可办理的动作", "Acts"), of: .text(32), max: 8),
                    .init("article", Bilingual("依据", "Article"), .text(100)),
                    .init("due", Bilingual("期限", "Due"), .date, optional: true),
                    .init("dueIsProvisional", Bilingual("当年放假安排未公布", "Holidays of that year not yet announced"), .boolean, optional: true),
                    .init("doneAt", Bilingual("办结时间", "Done"), .instant, optional: true),
                ]), max: 50),
            .init(
                "timeline", Bilingual("办理记录", "Timeline"),
                .array(
                    .object([
                        .init("at", Bilingual("时间", "Time"), .instant),
                        .init("kind", Bilingual("事项", "Kind"), .oneOf(CaseEvent.Kind.allCases.map(\.rawValue))),
                        .init("step", Bilingual("环节", "Step"), words),
                        .init("actorName", Bilingual("办理人", "Who"), .text(100)),
                        .init("body", Bilingual("单位", "Body"), .text(100)),
                        .init("note", Bilingual("意见", "Note"), .text()),
                        .init("article", Bilingual("依据", "Article"), .text(100), optional: true),
                    ]), max: 1000), optional: true),
        ]))
}

struct CaseListOutput: Encodable, Described {
    let cases: [CaseOutput]

    static let schema = Schema.object([
        Shapes.list("cases", Bilingual("办件", "Cases"), of: CaseOutput.schema, max: CaseFilter.limitMax)
    ])
}

/// An item of a grant.
enum GrantedItemShape: Described {
    static let schema = Schema.named(
        "GrantedItem", Bilingual("授权信息项", "Item of a grant"),
        .object([
            .init("field", Bilingual("字段", "Field"), .text(63, min: 1)),
            .init("transform", Bilingual("处理方式:none、mask:…、digest、drop", "none, mask:…, digest or drop"), .text(64)),
        ]))
}
