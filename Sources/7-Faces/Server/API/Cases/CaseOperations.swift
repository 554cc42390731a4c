import Cases
import Catalogue
import Exchange
import Foundation
import Hummingbird
import Matters
import Notices
import Parties
import Regulation

/// Work lists and decisions (办件).
extension API {
    var caseOperations: [Operation] { [listCases, readCase, decideCase, bulkApprove, withdrawCase] }

    private var listCases: Operation {
        Operation(
            .get, "/api/v1/cases", "listCases",
            Bilingual("待办、已提交或某一事项的办件", "Cases that wait, that were opened, or about one thing"),
            tag: .cases, security: .person,
            parameters: [
                .query("scope", Bilingual("范围", "Scope"), .oneOf(["waiting", "opened", "subject"])),
                .query("subject", Bilingual("事项，如 entry:…", "The thing, such as entry:…"), .text(200)),
                .limit(max: CaseFilter.limitMax),
            ],
            answer: .json(CaseListJSON.schema)
        ) { call in
            let actor = try call.actor
            let scope: CaseFilter.Scope
            switch call["scope"] ?? "waiting" {
            case "opened": scope = .opened
            case "subject": scope = .subject(try call.required("subject"))
            default: scope = .waiting
            }
            var files = try await platform.cases.list(
                CaseFilter(scope, limit: call.integer("limit") ?? 50), for: actor)
            if case .subject = scope { files = try await visible(files, to: actor) }
            return Answers.json(CaseListJSON(cases: try await json(files, reader: actor)))
        }
    }

    private var readCase: Operation {
        Operation(
            .get, "/api/v1/cases/{case}", "readCase", Bilingual("查看办件与办理记录", "Read a case with its timeline"),
            tag: .cases, security: .person, parameters: [.caseID], answer: .json(CaseRecordJSON.schema),
            errors: [CasesCodes.notFound]
        ) { call in
            let actor = try call.actor
            let file = try await platform.cases.file(try call.required("case"), for: actor)
            let timeline = try await platform.cases.timeline(file.id, for: actor)
            return Answers.json(CaseRecordJSON(try await json(file, reader: actor), timeline, book))
        }
    }

    private var decideCase: Operation {
        Operation(
            .post, "/api/v1/cases/{case}/decision", "decideCase",
            Bilingual("办理当前环节", "Decide the current step"),
            tag: .cases, security: .person, parameters: [.caseID], body: .json(DecisionJSON.schema),
            answer: .json(CaseJSON.schema),
            errors: [
                CasesCodes.notFound, CasesCodes.closed, CasesCodes.notYourStep, CasesCodes.ownCase,
                CasesCodes.changedMeanwhile, CasesCodes.actNotAllowed, CasesCodes.reasonsRequired,
                CasesCodes.noteTooLong,
                CasesCodes.alreadySupplemented, CasesCodes.decidedBefore, ExchangeCodes.amendmentWidens,
                ExchangeCodes.notShared, ExchangeCodes.sharingChanged, ExchangeCodes.systemUnknown,
                ExchangeCodes.termPassed, ExchangeCodes.itemUnknown, ExchangeCodes.requestMalformed,
                CatalogueCodes.notInForce,
                MattersCodes.answerRequired, MattersCodes.amendmentForbidden, MattersCodes.fieldMissing,
                MattersCodes.fieldMalformed, NoticesCodes.tooMany,
            ]
        ) { call in
            let decision = try await call.decode(DecisionJSON.self).decision()
            let actor = try call.actor
            // Who may not see the case is not told that it exists.
            let file = try await platform.cases.file(try call.required("case"), for: actor)
            let decided = try await platform.decide(file.id, decision, by: actor)
            return Answers.json(try await json(decided, reader: actor))
        }
    }

    private var withdrawCase: Operation {
        Operation(
            .post, "/api/v1/cases/{case}/withdrawal", "withdrawCase", Bilingual("撤回办件", "Withdraw a case"),
            tag: .cases, security: .person, parameters: [.caseID], answer: .json(CaseJSON.schema),
            errors: [CasesCodes.notFound, CasesCodes.notOpener, CasesCodes.closed]
        ) { call in
            let actor = try call.actor
            let file = try await platform.cases.file(try call.required("case"), for: actor)
            return Answers.json(
                try await json(try await platform.withdraw(file.id, by: actor), reader: actor))
        }
    }

    /// Those of `files` that the actor may read.
    private func visible(_ files: [CaseFile], to actor: Actor) async throws -> [CaseFile] {
        var visible: [CaseFile] = []
        for file in files {
            do {
                visible.append(try await platform.cases.file(file.id, for: actor))
            } catch let refusal as Refusal where refusal.code == CasesCodes.notFound {
                continue
            }
        }
        return visible
    }

    func json(_ file: CaseFile, reader: Actor) async throws -> CaseJSON {
        try await json([file], reader: reader)[0]
    }

    private func json(_ files: [CaseFile], reader: Actor) async throws -> [CaseJSON] {
        let names = try await bodyNames(
            files.flatMap { file in
                [file.openerBody] + file.steps.flatMap { [$0.body, $0.prolongation?.body ?? ""] }
            })
        return files.map { file in
            // With a note, so that only the step and the actor decide.
            let acts = Procedure.Act.allCases.filter {
                platform.cases.permit(Decision($0, note: "-"), on: file, by: reader) == .allowed
            }
            return CaseJSON(file, names: names, acts: acts, today: platform.today, book: book)
        }
    }
}

extension Operation.Parameter {
    fileprivate static let caseID = path("case", Bilingual("办件编号", "Id of the case"), .text(64, min: 1))
}

/// What someone decides (办理意见).
private struct DecisionJSON: Decodable {
    let act: String
    let note: String?
    /// Items that a reviewer leaves to an application, narrower than what was asked for.
    let amendment: [GrantedItemJSON]?
    /// Answers of a matter's form that the reviewer settles otherwise.
    let settled: [String: [String]]?
    /// The case as it was read.
    let round: Int?
    let step: String?

    func decision() throws -> Decision {
        guard let act = Procedure.Act(rawValue: act) else {
            throw Refusal(ServerCodes.invalidField, field: "act")
        }
        let amended: Data? =
            if let amendment { try JSONEncoder().encode(amendment) } else {
                try settled.map { try JSONEncoder().encode($0) }
            }
        let amendment = amended.map { String(decoding: $0, as: UTF8.self) }
        return Decision(
            act, note: note ?? "", amendment: amendment, seen: SeenCase(round: round, step: step))
    }

    static let schema = Schema.object([
        .init("act", Bilingual("办理方式", "Act"), .oneOf(Procedure.Act.self)),
        .init(
            "note", Bilingual("意见；退回和拒绝必须说明理由", "Note; a return or refusal states its reasons"),
            .text(10_000), optional: true),
        .init(
            "amendment", Bilingual("只对共享申请：审核后保留的信息项", "Applications only: the items that remain"),
            .array(GrantedItemJSON.schema, max: 500), optional: true),
        .init(
            "settled", Bilingual("只对事项：审核时另行确定的内容，按表单项", "Matters only: what you settle otherwise, by field"),
            MatterJSON.answersSchema, optional: true),
        .init(
            "round",
            Bilingual("读到的提交轮次：此后补正过的不予办理", "The round that was read: one supplemented since is refused"),
            .count, optional: true),
        .init(
            "step",
            Bilingual("读到的当前环节：此后进入其他环节的不予办理", "The step that was read: one that moved on is refused"),
            .text(64), optional: true),
    ])
}
