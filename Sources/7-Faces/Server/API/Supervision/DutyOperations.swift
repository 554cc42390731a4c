import Hummingbird
import Parties
import Regulation
import Supervision

/// The duties of the regulation and how they stand (职责履行).
extension API {
    var dutyOperations: [Operation] { [listDuties, listBodyDuties] }

    private var listDuties: Operation {
        Operation(
            .get, "/api/v1/duties", "listDuties",
            Bilingual("规则档案的各项职责在一个单位的履行情况", "Every duty of the regulation with one body"),
            tag: .regulation, security: .any,
            parameters: [
                .query("body", Bilingual("单位编号，缺省为本单位", "Id of the body; your own by default"), .id),
                .query(
                    "state", Bilingual("只列出这一状态", "Only those in this state"), .oneOf(DutyState.Kind.self)),
            ],
            answer: .json(DutiesJSON.schema),
            errors: [SupervisionCodes.notYours, PartiesCodes.bodyNotFound]
        ) { call in
            let standing = try await platform.duties.standing(of: call["body"], for: try call.actor)
            let asked = call.word("state", as: DutyState.Kind.self)
            return Answers.json(
                DutiesJSON(
                    body: NamedJSON(id: standing.body.id, name: standing.body.name),
                    counts: DutyCountsJSON(standing),
                    duties: standing.duties.filter { asked == nil || $0.state.kind == asked }
                        .map { DutyJSON($0, book) }))
        }
    }

    private var listBodyDuties: Operation {
        Operation(
            .get, "/api/v1/duties/bodies", "listBodyDuties",
            Bilingual("各单位的履职计数，供数据主管部门和审计人员", "Every body with its counts, for the authority and auditors"),
            tag: .regulation, security: .any, parameters: Operation.Parameter.bodyPages,
            answer: .json(BodyDutiesJSON.schema), errors: [SupervisionCodes.notYours]
        ) { call in
            let portion = call.portion(of: try await platform.duties.standings(for: try call.actor))
            return Answers.json(
                BodyDutiesJSON(
                    total: portion.total,
                    bodies: portion.lines.map { standing in
                        BodyDutiesJSON.Line(
                            body: NamedJSON(id: standing.body.id, name: standing.body.name),
                            counts: DutyCountsJSON(standing))
                    }))
        }
    }
}
