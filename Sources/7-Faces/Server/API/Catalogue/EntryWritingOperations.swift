import Cases
import Catalogue
import Hummingbird
import Regulation

/// Compiling the catalogue (目录编制).
extension API {
    var entryWritingOperations: [Operation] { [draftEntry, saveEntry, submitEntry, checkEntry, retireEntry] }

    /// A change of an entry, with the revision that it was based on.
    private struct ChangeJSON: Decodable {
        let revision: Int64
        let content: EntryContentJSON

        static let schema = Schema.object([
            .init("revision", Bilingual("所依据的修改序号", "Revision that the change is based on"), .amount),
            .init("content", Bilingual("全部内容", "The whole content"), EntryContentJSON.schema),
        ])
    }

    private struct SubmissionJSON: Decodable {
        let note: String?

        static let schema = Schema.object([
            .init("note", Bilingual("补正说明", "What was supplemented"), .text(Decision.noteMax), optional: true)
        ])
    }

    private struct CheckJSON: Encodable {
        let isComplete: Bool
        let reasons: [ReasonJSON]

        static let schema = Schema.object([
            .init("isComplete", Bilingual("是否可以提交", "Whether it may be submitted"), .boolean),
            .init(
                "reasons", Bilingual("全部问题", "Everything that stands against it"),
                .array(ReasonJSON.schema, max: 5_000)),
        ])
    }

    private var draftEntry: Operation {
        Operation(
            .post, "/api/v1/entries", "draftEntry", Bilingual("编制新的目录条目", "Begin a new entry"),
            tag: .catalogue,
            security: .person, body: .json(EntryContentJSON.schema),
            answer: .json(EntryJSON.schema, status: .created),
            errors: [
                CasesCodes.procedureNotYours, CasesCodes.procedureUnknown, CatalogueCodes.secretRefused,
                CatalogueCodes.overLimit,
            ]
        ) { call in
            let content = try await call.decode(EntryContentJSON.self).content()
            let actor = try call.actor
            let entry = try await platform.catalogue.draft(content, by: actor)
            return Answers.json(try await json(entry), status: .created)
        }
    }

    private var saveEntry: Operation {
        Operation(
            .put, "/api/v1/entries/{entry}", "saveEntry", Bilingual("保存目录条目的修改", "Save a change of an entry"),
            tag: .catalogue, security: .person, parameters: [.entry], body: .json(ChangeJSON.schema),
            answer: .json(EntryJSON.schema),
            errors: [
                CatalogueCodes.notFound, CasesCodes.procedureNotYours, CasesCodes.procedureUnknown,
                CatalogueCodes.inReview, CatalogueCodes.notInForce, CatalogueCodes.changedMeanwhile,
                CatalogueCodes.secretRefused, CatalogueCodes.elementMalformed, CatalogueCodes.overLimit,
            ]
        ) { call in
            let change = try await call.decode(ChangeJSON.self)
            let actor = try call.actor
            let saved = try await platform.catalogue.save(
                try change.content.content(), to: try await entry(call).id, revision: change.revision,
                by: actor)
            return Answers.json(try await json(saved))
        }
    }

    private var submitEntry: Operation {
        Operation(
            .post, "/api/v1/entries/{entry}/submission", "submitEntry",
            Bilingual("提交审核，或补正后再次提交", "Submit an entry to review, or hand it back supplemented"),
            tag: .catalogue,
            security: .person, parameters: [.entry], body: .json(SubmissionJSON.schema),
            answer: .json(CaseJSON.schema, status: .created),
            errors: [
                CatalogueCodes.notFound, CasesCodes.procedureNotYours, CasesCodes.procedureUnknown,
                CatalogueCodes.inReview, CatalogueCodes.notInForce, CatalogueCodes.nothingToSubmit,
                CatalogueCodes.elementMissing, CatalogueCodes.elementMalformed, CatalogueCodes.overLimit,
                CatalogueCodes.basisRequired, CatalogueCodes.conditionsRequired, CatalogueCodes.secretRefused,
                CatalogueCodes.sharingOutsideSensitivity, CatalogueCodes.assessmentMissing,
                CatalogueCodes.gradeBelowAssessment, CatalogueCodes.gradeBelowItems,
                CatalogueCodes.sharingOutsideGrade, CatalogueCodes.openingOutsideGrade,
                CatalogueCodes.openingOutsideSensitivity, CatalogueCodes.itemOpeningWider,
                CatalogueCodes.nothingOpened, DataStandardCodes.notInForce,
                DataStandardCodes.deviation, CatalogueCodes.relationTargetUnknown,
                CatalogueCodes.relatedToItself, CatalogueCodes.relationCyclic,
            ]
        ) { call in
            let note = try await call.decode(SubmissionJSON.self).note ?? ""
            let actor = try call.actor
            let file = try await platform.catalogue.submit(try await entry(call).id, by: actor, note: note)
            return Answers.json(try await json(file, reader: actor), status: .created)
        }
    }

    private var checkEntry: Operation {
        Operation(
            .post, "/api/v1/entries/check", "checkEntry",
            Bilingual("检查目录内容，一次给出全部问题", "Check a content: everything that stands against it at once"),
            tag: .catalogue, security: .person, body: .json(EntryContentJSON.schema),
            answer: .json(CheckJSON.schema)
        ) { call in
            let content = try await call.decode(EntryContentJSON.self).content()
            let reasons = try await platform.catalogue.fullCheck(content).reasons
            return Answers.json(
                CheckJSON(isComplete: reasons.isEmpty, reasons: reasons.map { ReasonJSON($0, book) }))
        }
    }

    private struct RetirementJSON: Decodable {
        let reason: String

        static let schema = Schema.object([
            .init("reason", Bilingual("停用的理由", "Why it is retired"), .text(10_000))
        ])
    }

    private var retireEntry: Operation {
        Operation(
            .post, "/api/v1/entries/{entry}/retirement", "retireEntry",
            Bilingual("停用目录条目：不再归集、申请和调用", "Retire an entry: nothing is delivered, applied for or called"),
            tag: .catalogue, security: .person, parameters: [.entry], body: .json(RetirementJSON.schema),
            answer: .json(EntryJSON.schema),
            errors: [
                CatalogueCodes.notFound, CatalogueCodes.retirementNotYours, CatalogueCodes.inReview,
                CatalogueCodes.notInForce, CasesCodes.reasonsRequired, CasesCodes.noteTooLong,
            ]
        ) { call in
            let reason = try await call.decode(RetirementJSON.self).reason
            let retired = try await platform.catalogue.retire(
                try await entry(call).id, reason: reason, by: try call.actor)
            return Answers.json(try await json(retired))
        }
    }
}
