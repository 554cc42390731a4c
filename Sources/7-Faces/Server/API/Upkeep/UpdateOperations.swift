import Cases
import Catalogue
import Hummingbird
import Parties
import Regulation
import Upkeep

/// Updates of the catalogue after events (事后更新).
extension API {
    var updateOperations: [Operation] {
        [
            recordUpdateEvent, listUpdates, readUpdateEvent, confirmUnaffected, askUpdateProlongation,
            answerUpdateProlongation,
        ]
    }

    private static let event = Operation.Parameter.path(
        "event", Bilingual("更新事由编号", "Id of the event"), .text(64, min: 1))

    private struct EventJSON: Decodable {
        let kind: UpdateEvent.Kind
        let what: String
        let document: String?
        let occurred: String
        let entries: [String]

        static let schema = Schema.object([
            .init(
                "kind",
                Bilingual("law 法律法规或职责变化，other 其他情形", "law: of law or duty; other: anything else"),
                .oneOf(UpdateEvent.Kind.self)),
            .init("what", Bilingual("变化内容", "What changed"), .text(10_000)),
            .init(
                "document", Bilingual("法律文件及文号；law 必填", "The legal document; needed for law"), .text(2_000),
                optional: true),
            .init("occurred", Bilingual("发生之日", "The day on which it happened"), .text(40)),
            .init(
                "entries", Bilingual("有关条目的编号或代码", "Ids or codes of the entries concerned"),
                .array(.text(200, min: 1), max: 1_000)),
        ])
    }

    private struct UnaffectedJSON: Decodable {
        let entries: [SeenEntryJSON]
        let reasons: String

        static let schema = Schema.object([
            .init("entries", Bilingual("条目及所见的修订号", "Entries as they were seen"), SeenEntryJSON.list),
            .init("reasons", Bilingual("无需更新的理由", "Why nothing has to be changed"), .text(10_000)),
        ])
    }

    private struct AskJSON: Decodable {
        let amount: Int?
        let reasons: String

        static let schema = Schema.object([
            .init(
                "amount", Bilingual("延长多少；不写为最长期限", "How much; the whole allowance unless set"),
                .integer(1...36_500), optional: true),
            .init("reasons", Bilingual("特殊原因", "The special reasons"), .text(10_000)),
        ])
    }

    private struct AnswerJSON: Decodable {
        let body: String
        let consent: Bool
        let note: String?

        static let schema = Schema.object([
            .init("body", Bilingual("申请单位编号", "Id of the body that asked"), .text(64, min: 1)),
            .init("consent", Bilingual("是否同意", "Whether you consent"), .boolean),
            .init(
                "note", Bilingual("意见；不同意须说明理由", "Note; a refusal states its reasons"), .text(10_000),
                optional: true),
        ])
    }

    private var recordUpdateEvent: Operation {
        Operation(
            .post, "/api/v1/upkeep/events", "recordUpdateEvent",
            Bilingual("登记更新事由，各单位得到更新任务", "Record an event; each body concerned gets its updates"),
            tag: .catalogue, security: .person, body: .json(EventJSON.schema),
            answer: .json(UpdateRecordJSON.schema, status: .created),
            errors: [
                CasesCodes.procedureNotYours, UpkeepCodes.eventIncomplete, CatalogueCodes.notFound,
                UpkeepCodes.notYours, CatalogueCodes.notInForce, UpkeepCodes.eventRecorded,
            ]
        ) { call in
            let given = try await call.decode(EventJSON.self)
            let record = try await platform.upkeep.record(
                UpdateEventContent(
                    kind: given.kind, what: given.what, document: given.document ?? "",
                    occurred: LocalDate(given.occurred), entries: given.entries),
                by: try call.actor)
            return Answers.json(try await json(record), status: .created)
        }
    }

    private var listUpdates: Operation {
        Operation(
            .get, "/api/v1/upkeep/updates", "listUpdates",
            Bilingual("更新任务，按事由和单位", "Updates by event and body"), tag: .catalogue, security: .any,
            parameters: [
                .query(
                    "scope", Bilingual("待办（缺省）、已办结、待答复延长、逾期上报", "Which of them; open unless set"),
                    .oneOf(UpdateScope.self)),
                .query("body", Bilingual("只列出这个单位的", "Those of this body alone"), .id),
                .query(
                    "kind", Bilingual("只列出这类事由的", "Those of this kind alone"), .oneOf(UpdateEvent.Kind.self)),
                .page(max: Upkeep.pageMax),
            ],
            answer: .json(UpdateAssignmentsJSON.schema), errors: [UpkeepCodes.notYours]
        ) { call in
            let found = try await platform.upkeep.assignments(
                call.word("scope", as: UpdateScope.self) ?? .open, of: call["body"],
                kind: call.word("kind", as: UpdateEvent.Kind.self), page: call.integer("page") ?? 1,
                for: try call.actor)
            let names = try await bodyNames(found.assignments.flatMap(Self.bodies))
            return Answers.json(
                UpdateAssignmentsJSON(
                    assignments: found.assignments.map {
                        UpdateAssignmentJSON($0, today: platform.today, names: names, book)
                    }, hasMore: found.hasMore))
        }
    }

    private var readUpdateEvent: Operation {
        Operation(
            .get, "/api/v1/upkeep/events/{event}", "readUpdateEvent",
            Bilingual("更新事由及其进展", "An event and how its updates stand"), tag: .catalogue, security: .any,
            parameters: [Self.event], answer: .json(UpdateRecordJSON.schema),
            errors: [UpkeepCodes.eventNotFound]
        ) { call in
            Answers.json(
                try await json(
                    platform.upkeep.updateRecord(try call.required("event"), for: try call.actor)))
        }
    }

    private var confirmUnaffected: Operation {
        Operation(
            .post, "/api/v1/upkeep/events/{event}/confirmations", "confirmUnaffected",
            Bilingual("说明条目无需更新", "Say that entries need no change, with reasons"), tag: .catalogue,
            security: .person, parameters: [Self.event], body: .json(UnaffectedJSON.schema),
            answer: .json(ConfirmationJSON.schema),
            errors: [UpkeepCodes.eventNotFound, UpkeepCodes.taskEnded] + Self.confirmationErrors
        ) { call in
            let given = try await call.decode(UnaffectedJSON.self)
            return Answers.json(
                ConfirmationJSON(
                    try await platform.upkeep.confirmUnaffected(
                        by: try call.required("event"), given.entries.map(\.seen), reasons: given.reasons,
                        actor: try call.actor)))
        }
    }

    private var askUpdateProlongation: Operation {
        Operation(
            .post, "/api/v1/upkeep/events/{event}/prolongation", "askUpdateProlongation",
            Bilingual("申请延长本单位的更新期限", "Ask for more time for the updates of your body"), tag: .catalogue,
            security: .person, parameters: [Self.event], body: .json(AskJSON.schema),
            answer: .json(UpdateAssignmentJSON.schema),
            errors: [
                UpkeepCodes.eventNotFound, UpkeepCodes.notYours, UpkeepCodes.taskEnded,
                CasesCodes.prolongationNotProvided, CasesCodes.prolongationAskedBefore,
                CasesCodes.prolongationTooLate, CasesCodes.prolongationBeyond, CasesCodes.reasonsRequired,
                CasesCodes.noteTooLong, PartiesCodes.seatVacant,
            ]
        ) { call in
            let given = try await call.decode(AskJSON.self)
            return try await answer(
                try await platform.upkeep.askProlongation(
                    of: try call.required("event"), amount: given.amount, reasons: given.reasons,
                    by: try call.actor))
        }
    }

    private var answerUpdateProlongation: Operation {
        Operation(
            .post, "/api/v1/upkeep/events/{event}/prolongation/answer", "answerUpdateProlongation",
            Bilingual("同意或者不同意延长更新期限", "Consent to more time for updates, or refuse it"),
            tag: .catalogue, security: .person, parameters: [Self.event], body: .json(AnswerJSON.schema),
            answer: .json(UpdateAssignmentJSON.schema),
            errors: [
                UpkeepCodes.eventNotFound, CasesCodes.prolongationNotAsked, UpkeepCodes.notAuthority,
                CasesCodes.reasonsRequired, CasesCodes.noteTooLong,
            ]
        ) { call in
            let given = try await call.decode(AnswerJSON.self)
            return try await answer(
                try await platform.upkeep.answerProlongation(
                    of: try call.required("event"), body: given.body, consent: given.consent,
                    note: given.note ?? "", by: try call.actor))
        }
    }

    private static func bodies(_ assignment: UpdateAssignment) -> [String] {
        [assignment.body, assignment.event.body, assignment.prolongation?.body ?? ""]
    }

    private func answer(_ assignment: UpdateAssignment) async throws -> Response {
        let names = try await bodyNames(Self.bodies(assignment))
        return Answers.json(
            UpdateAssignmentJSON(assignment, today: platform.today, names: names, book))
    }

    private func json(_ record: UpdateRecord) async throws -> UpdateRecordJSON {
        let names = try await bodyNames(record.assignments.flatMap(Self.bodies) + [record.event.body])
        return UpdateRecordJSON(record, today: platform.today, names: names, book)
    }
}
