import Catalogue
import Regulation
import Standards

/// One entry of a bulk act (批量办理的条目).
struct BulkTargetJSON: Decodable, Described {
    let entry: String
    let revision: Int64?

    static let schema = Schema.object([
        .init("entry", Bilingual("条目编号或信息资源代码", "Id or resource code"), .text(200, min: 1)),
        .init(
            "revision",
            Bilingual("所看到的修改序号，此后有人修改则不办理", "Revision that was looked at; a later one is refused"),
            .amount, optional: true),
    ])

    static let list = Schema.Member(
        "entries", Bilingual("条目", "Entries"), .array(schema, max: Catalogue.bulkMax))
}

/// What many entries are to say alike (批量修改内容): a member left out leaves the element, an empty text clears it.
struct BulkChangeJSON: Decodable, Described {
    var classification: String?
    var format: String?
    var updateCycle: String?
    var sensitivity: String?
    var grade: String?
    var affectedObject: String?
    var harm: String?
    var sharing: String?
    var sharingConditions: String?
    var sharingBasis: String?
    var opening: String?
    var openingConditions: String?
    var legalBasis: String?
    var sourceBusiness: String?
    var sourceSystem: String?
    var usageRequirements: String?

    var change: BulkChange {
        var change = BulkChange()
        change.classification = classification
        change.format = format
        change.updateCycle = updateCycle.flatMap { UpdateCycle(rawValue: $0) }
        change.sensitivity = sensitivity.flatMap { Sensitivity.ID(rawValue: $0) }
        change.grade = grade
        change.affectedObject = affectedObject.flatMap { DataGrade.AffectedObject(rawValue: $0) }
        change.harm = harm.flatMap { DataGrade.Harm(rawValue: $0) }
        change.sharing = sharing.flatMap { SharingType.ID(rawValue: $0) }
        change.sharingConditions = sharingConditions
        change.sharingBasis = sharingBasis
        change.opening = opening.flatMap { OpeningType.ID(rawValue: $0) }
        change.openingConditions = openingConditions
        change.legalBasis = legalBasis
        change.sourceBusiness = sourceBusiness
        change.sourceSystem = sourceSystem
        change.usageRequirements = usageRequirements
        return change
    }

    /// The elements of an entry that may be changed in bulk, none of them required.
    static let schema = Schema.named(
        "BulkChange", Bilingual("批量修改内容", "What many entries are to say alike"),
        .object(
            EntryContentJSON.members.filter { names.contains($0.name) }.map {
                Schema.Member($0.name, $0.about, $0.schema, optional: true)
            }))

    private static let names: Set<String> = [
        "classification", "format", "updateCycle", "sensitivity", "grade", "affectedObject", "harm",
        "sharing", "sharingConditions", "sharingBasis", "opening", "openingConditions", "legalBasis",
        "sourceBusiness", "sourceSystem", "usageRequirements",
    ]
}

/// What came of a bulk act, entry by entry (批量办理结果).
struct BulkResultJSON: Codable, Described {
    /// Reasons that are told of one entry.
    private static let reasonsMax = 100

    let isDryRun: Bool
    let done: Int
    let unchanged: Int
    let refused: Int
    let lines: [Line]

    /// One entry, in the order in which it was asked for.
    struct Line: Codable {
        let asked: String
        let id: String?
        let code: String?
        let name: String?
        let revision: Int64?
        let outcome: String
        let changes: [EntryDifferenceJSON.Change]
        let reasons: [ReasonJSON]
        let open: [ReasonJSON]
        let caseID: String?
    }

    init(_ lines: [BulkLine], isDryRun: Bool, _ book: ArticleBook) {
        func reasons(_ reasons: [Reason]) -> [ReasonJSON] {
            reasons.prefix(Self.reasonsMax).map { ReasonJSON($0, book) }
        }
        self.isDryRun = isDryRun
        self.lines = lines.map { line in
            Line(
                asked: line.asked, id: line.entry?.id, code: line.entry?.code,
                name: line.entry.map { ($0.draft ?? $0.content).name }, revision: line.entry?.revision,
                outcome: Self.word(line.outcome),
                changes: (line.difference?.elements ?? []).map(EntryDifferenceJSON.Change.init),
                reasons: reasons(line.reasons), open: reasons(line.open), caseID: line.caseID)
        }
        let words = self.lines.map(\.outcome)
        done = words.count { $0 == "done" }
        unchanged = words.count { $0 == "unchanged" }
        refused = words.count { $0 == "refused" }
    }

    private static func word(_ outcome: BulkLine.Outcome) -> String {
        switch outcome {
        case .done: "done"
        case .unchanged: "unchanged"
        case .refused: "refused"
        }
    }

    static let schema = Schema.named(
        "BulkResult", Bilingual("批量办理结果", "What came of a bulk act, entry by entry"),
        .object([
            .init("isDryRun", Bilingual("是否只是预览", "Whether nothing was written"), .boolean),
            .init("done", Bilingual("办理的条目数", "Entries done"), .count),
            .init("unchanged", Bilingual("无须修改的条目数", "Entries that said so already"), .count),
            .init("refused", Bilingual("不予办理的条目数", "Entries refused"), .count),
            .init(
                "lines", Bilingual("逐条结果，按请求的次序", "Each entry, in the order asked for"),
                .array(line, max: Catalogue.bulkMax)),
        ]))

    private static let line = Schema.object([
        .init("asked", Bilingual("请求中的编号或代码", "As it was asked for"), .text(200)),
        .init("id", Bilingual("编号", "Id"), .id, optional: true),
        .init("code", Bilingual("信息资源代码", "Resource code"), .text(64), optional: true),
        .init("name", Bilingual("名称", "Name"), .text(4_000), optional: true),
        .init(
            "revision", Bilingual("现在的修改序号", "Revision as it now is"), .amount, optional: true),
        .init("outcome", Bilingual("结果", "Outcome"), .oneOf(["done", "unchanged", "refused"])),
        .init("changes", Bilingual("改变的要素", "Changed elements"), EntryDifferenceJSON.changes),
        .init(
            "reasons", Bilingual("不予办理的理由", "Why it is refused"),
            .array(ReasonJSON.schema, max: reasonsMax)),
        .init(
            "open", Bilingual("提交审核前还须解决的问题", "What still stands against submitting it"),
            .array(ReasonJSON.schema, max: reasonsMax)),
        .init("caseID", Bilingual("审核办件", "Case of the review"), .id, optional: true),
    ])
}
