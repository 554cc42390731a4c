import Cases
import Hummingbird
import Regulation

/// Reviews of entries approved together (批量审批).
extension API {
    private struct ApprovalsJSON: Decodable {
        let cases: [String]
        let note: String?
        let isDryRun: Bool?
        let rounds: [String: Int]?

        static let schema = Schema.object([
            .init("cases", Bilingual("办件编号", "Cases"), .array(.id, max: Cases.bulkMax)),
            .init("note", Bilingual("意见，写入每个办件", "Note for each"), .text(Decision.noteMax), optional: true),
            .init(
                "isDryRun", Bilingual("只预览，不办理", "Preview only: nothing is decided"), .boolean, optional: true
            ),
            .init(
                "rounds",
                Bilingual(
                    "预览时看到的提交轮次，按办件编号：此后补正过的不予通过",
                    "The round of each that was previewed, by case: one supplemented since is refused"),
                .map(.count, max: Cases.bulkMax), optional: true),
        ])
    }

    private struct ApprovedJSON: Encodable {
        let isDryRun: Bool
        let approved: Int
        let lines: [Line]

        struct Line: Encodable {
            let asked: String
            let isApproved: Bool
            let state: String?
            let currentStep: String?
            let round: Int?
            let reasons: [ReasonJSON]
        }

        static let schema = Schema.object([
            .init("isDryRun", Bilingual("是否只是预览", "Whether nothing was decided"), .boolean),
            .init("approved", Bilingual("通过的办件数", "Cases approved"), .count),
            .init(
                "lines", Bilingual("逐件结果，按请求的次序", "Each case, in the order asked for"),
                .array(
                    .object([
                        .init("asked", Bilingual("办件编号", "Case"), .id),
                        .init("isApproved", Bilingual("是否通过", "Whether it was approved"), .boolean),
                        .init("state", Bilingual("办件状态", "State"), .text(20), optional: true),
                        .init(
                            "currentStep", Bilingual("当前环节", "Step where it stands"), .text(64),
                            optional: true),
                        .init(
                            "round", Bilingual("提交轮次，补正一次加一", "Round: one more with each supplement"),
                            .count, optional: true),
                        .init(
                            "reasons", Bilingual("没有通过的理由", "Why it was not"),
                            .array(ReasonJSON.schema, max: 100)),
                    ]), max: Cases.bulkMax)),
        ])
    }

    var bulkApprove: Operation {
        Operation(
            .post, "/api/v1/cases/bulk-approve", "bulkApproveCases",
            Bilingual("批量通过目录审核办件，逐件给出结果", "Approve reviews of entries together, with a result for each"),
            tag: .cases, security: .person, body: .json(ApprovalsJSON.schema),
            answer: .json(ApprovedJSON.schema), errors: [CaseBulkCodes.count]
        ) { call in
            let json = try await call.decode(ApprovalsJSON.self)
            let actor = try call.actor
            let isDryRun = json.isDryRun ?? false
            let lines =
                isDryRun
                ? try await platform.cases.previewApprovals(
                    json.cases, of: platform.catalogue.procedures, by: actor)
                : try await platform.approveEntries(
                    json.cases, seen: (json.rounds ?? [:]).mapValues { SeenCase(round: $0) },
                    note: json.note ?? "", by: actor)
            return Answers.json(
                ApprovedJSON(
                    isDryRun: isDryRun, approved: lines.count(where: \.isApproved),
                    lines: lines.map { line in
                        ApprovedJSON.Line(
                            asked: line.asked, isApproved: line.isApproved, state: line.file?.state.rawValue,
                            currentStep: line.file?.current?.id, round: line.file?.round,
                            reasons: line.reasons.prefix(100).map { ReasonJSON($0, book) })
                    }))
        }
    }
}
