import Cases
import Catalogue
import Hummingbird
import Regulation

/// Many entries at once (批量办理).
extension API {
    var bulkOperations: [Operation] { [bulkEdit, bulkSubmit] }

    private struct EditJSON: Decodable {
        let entries: [BulkTargetJSON]
        let change: BulkChangeJSON
        let isDryRun: Bool?

        static let schema = Schema.object([
            BulkTargetJSON.list,
            .init("change", Bilingual("修改内容", "The change"), BulkChangeJSON.schema), dryRun,
        ])
    }

    private struct SubmitJSON: Decodable {
        let entries: [BulkTargetJSON]
        let note: String?
        let isDryRun: Bool?

        static let schema = Schema.object([
            BulkTargetJSON.list,
            .init(
                "note", Bilingual("补正说明", "What was supplemented"), .text(Decision.noteMax), optional: true),
            dryRun,
        ])
    }

    private static let dryRun = Schema.Member(
        "isDryRun", Bilingual("只预览，不写入", "Preview only: nothing is written"), .boolean, optional: true)

    private var bulkEdit: Operation {
        Operation(
            .post, "/api/v1/entries/bulk-edit", "bulkEditEntries",
            Bilingual("批量修改目录条目，逐条给出结果", "Change many entries alike, with a result for each"),
            tag: .catalogue, security: .person, body: .json(EditJSON.schema),
            answer: .json(BulkResultJSON.schema),
            errors: [
                CasesCodes.procedureNotYours, CasesCodes.procedureUnknown, BulkCodes.nothingChosen,
                BulkCodes.overLimit, BulkCodes.nothingToChange,
            ]
        ) { call in
            let json = try await call.decode(EditJSON.self)
            let actor = try call.actor
            let isDryRun = json.isDryRun ?? false
            if !isDryRun { try Self.held(json.entries) }
            let targets = json.entries.map { BulkTarget($0.entry, revision: $0.revision) }
            let lines =
                isDryRun
                ? try await platform.catalogue.previewBulkEdit(json.change.change, of: targets, by: actor)
                : try await platform.catalogue.bulkEdit(json.change.change, of: targets, by: actor)
            return Answers.json(BulkResultJSON(lines, isDryRun: isDryRun, book))
        }
    }

    private var bulkSubmit: Operation {
        Operation(
            .post, "/api/v1/entries/bulk-submit", "bulkSubmitEntries",
            Bilingual("批量提交审核，逐条给出结果", "Submit many entries to review, with a result for each"),
            tag: .catalogue, security: .person, body: .json(SubmitJSON.schema),
            answer: .json(BulkResultJSON.schema),
            errors: [
                CasesCodes.procedureNotYours, CasesCodes.procedureUnknown, BulkCodes.nothingChosen,
                BulkCodes.overLimit,
            ]
        ) { call in
            let json = try await call.decode(SubmitJSON.self)
            let actor = try call.actor
            let isDryRun = json.isDryRun ?? false
            let targets = json.entries.map { BulkTarget($0.entry, revision: $0.revision) }
            let lines =
                isDryRun
                ? try await platform.catalogue.previewBulkSubmit(targets, by: actor)
                : try await platform.catalogue.bulkSubmit(targets, by: actor, note: json.note ?? "")
            return Answers.json(BulkResultJSON(lines, isDryRun: isDryRun, book))
        }
    }

    /// What is written over was looked at: each entry comes with its revision.
    private static func held(_ entries: [BulkTargetJSON]) throws(Refusal) {
        for (index, entry) in entries.enumerated() where entry.revision == nil {
            throw Refusal(
                ServerCodes.invalidField,
                detail: Bilingual("写入时须带修改序号", "a revision, unless it is a dry run"),
                field: "entries[\(index)].revision")
        }
    }
}
