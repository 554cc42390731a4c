import Parties
import Regulation
import Upkeep

/// The full maintenance that runs now (全面维护).
struct CampaignJSON: Codable, Described {
    let first: String
    let last: String
    let months: Int
    let daysLeft: Int
    let workingDaysLeft: Int
    let isProvisional: Bool
    let article: CitationJSON

    init(_ campaign: Campaign, _ book: ArticleBook) {
        first = campaign.period.first.description
        last = campaign.period.last.description
        months = campaign.period.months
        daysLeft = campaign.daysLeft
        workingDaysLeft = campaign.workingDaysLeft
        isProvisional = campaign.isProvisional
        article = CitationJSON(campaign.article, book)
    }

    static let schema = Schema.named(
        "Campaign", Bilingual("本期全面维护", "The full maintenance that runs now"),
        .object([
            .init("first", Bilingual("首日", "First day"), .date),
            .init("last", Bilingual("末日，即最后期限", "Last day, the last in time"), .date),
            .init("months", Bilingual("周期月数", "Months of a period"), .count),
            .init("daysLeft", Bilingual("剩余天数", "Calendar days left"), .count),
            .init("workingDaysLeft", Bilingual("剩余工作日", "Working days left"), .count),
            .init(
                "isProvisional", Bilingual("工作日是否暂定", "Whether the working days may still move"), .boolean),
            .init("article", Bilingual("所依据的条文", "The article behind it"), CitationJSON.schema),
        ]))
}

/// How far one body is (维护进度).
struct ProgressJSON: Codable, Described {
    let body: NamedJSON
    let total: Int64
    let done: Int64
    let confirmed: Int64
    let changed: Int64
    let retired: Int64
    let left: Int64
    let waiting: Int64
    let overdue: Int64
    let remindedOn: String?

    init(_ progress: MaintenanceProgress, body: NamedJSON, remindedOn day: LocalDate?) {
        self.body = body
        total = progress.total
        done = progress.done
        confirmed = progress.confirmed
        changed = progress.changed
        retired = progress.retired
        left = progress.left
        waiting = progress.waiting
        overdue = progress.overdue
        remindedOn = day?.description
    }

    static let schema = Schema.named(
        "MaintenanceProgress", Bilingual("单位的维护进度", "How far a body is with the full maintenance"),
        .object([
            .init("body", Bilingual("单位", "The body"), NamedJSON.schema),
            .init("total", Bilingual("应维护条目", "Entries to go through"), .amount),
            .init("done", Bilingual("已完成", "Done"), .amount),
            .init("confirmed", Bilingual("确认无变化", "Confirmed unchanged"), .amount),
            .init("changed", Bilingual("发布了新版本", "Published anew"), .amount),
            .init("retired", Bilingual("已停用", "Retired"), .amount),
            .init("left", Bilingual("待维护", "Left"), .amount),
            .init("waiting", Bilingual("其中待负责人审核", "Of these before the head"), .amount),
            .init("overdue", Bilingual("其中上一周期也未维护", "Of these not gone through before either"), .amount),
            .init("remindedOn", Bilingual("本期最近催办日", "Last reminded on"), .date, optional: true),
        ]))
}

/// The full maintenance with the bodies that the reader may see (全面维护进度).
struct CampaignProgressJSON: Codable, Described {
    let campaign: CampaignJSON
    let total: Int
    let bodies: [ProgressJSON]

    static let schema = Schema.object([
        .init("campaign", Bilingual("本期全面维护", "The period"), CampaignJSON.schema),
        .init("total", Bilingual("所有页的单位数", "Bodies on all pages"), .count),
        .init(
            "bodies", Bilingual("单位，待维护多的在前", "Bodies, those with most left first"),
            .array(ProgressJSON.schema, max: Operation.Parameter.bodiesMax)),
    ])
}

/// The entries of a body in the full maintenance (维护清单).
struct MaintainedEntriesJSON: Codable, Described {
    let campaign: CampaignJSON
    let total: Int
    let entries: [Line]

    /// One entry.
    struct Line: Codable {
        let id: String
        let code: String
        let name: String
        let version: Int
        let revision: Int64
        let publishedAt: String
        let standing: String
        let confirmedBy: String?
        let confirmedAt: String?
        let isOverdue: Bool
    }

    init(_ page: MaintainedEntries, _ book: ArticleBook) {
        campaign = CampaignJSON(page.campaign, book)
        total = page.total
        entries = page.entries.map { entry in
            Line(
                id: entry.id, code: entry.code, name: entry.name, version: entry.version,
                revision: entry.revision, publishedAt: entry.publishedAt.iso8601,
                standing: entry.standing.rawValue, confirmedBy: entry.confirmedBy,
                confirmedAt: entry.confirmedAt?.iso8601, isOverdue: entry.isOverdue)
        }
    }

    static let schema = Schema.object([
        .init("campaign", Bilingual("本期全面维护", "The period"), CampaignJSON.schema),
        .init("total", Bilingual("条目总数", "Entries on all pages"), .count),
        .init(
            "entries", Bilingual("条目，最久未维护的在前", "Entries, those that waited longest first"),
            .array(
                .object([
                    .init("id", Bilingual("编号", "Id"), .id),
                    .init("code", Bilingual("信息资源代码", "Resource code"), .text(64)),
                    .init("name", Bilingual("名称", "Name"), .text(200)),
                    .init("version", Bilingual("版本", "Version"), .count),
                    .init("revision", Bilingual("修订号，确认时带回", "Revision, given back on confirming"), .int),
                    .init("publishedAt", Bilingual("发布时间", "Published at"), .instant),
                    .init("standing", Bilingual("状态", "Standing"), .oneOf(MaintainedEntry.Standing.self)),
                    .init("confirmedBy", Bilingual("确认人", "Confirmed by"), .text(200), optional: true),
                    .init("confirmedAt", Bilingual("确认时间", "Confirmed at"), .instant, optional: true),
                    .init(
                        "isOverdue", Bilingual("上一周期是否也未维护", "Whether it was not gone through before either"),
                        .boolean),
                ]), max: Upkeep.pageSizeMax)),
    ])
}

/// What came of a confirmation (确认结果).
struct ConfirmationJSON: Codable, Described {
    let confirmed: Int
    let waiting: Int
    let caseID: String?

    init(_ outcome: ConfirmationOutcome) {
        confirmed = outcome.confirmed
        waiting = outcome.waiting
        caseID = outcome.caseID
    }

    static let schema = Schema.named(
        "Confirmation", Bilingual("确认结果", "What came of a confirmation"),
        .object([
            .init("confirmed", Bilingual("已确认条数", "Entries confirmed"), .count),
            .init("waiting", Bilingual("待负责人审核条数", "Entries before the head"), .count),
            .init("caseID", Bilingual("审核的办件", "The case in which they are"), .id, optional: true),
        ]))
}

/// What came of reminding bodies (催办结果).
struct RemindersJSON: Codable, Described {
    let reminded: [NamedJSON]
    let passedOver: [ReasonJSON]

    init(_ outcome: ReminderOutcome, _ book: ArticleBook) {
        reminded = outcome.reminded.map { NamedJSON(id: $0.id, name: $0.name) }
        passedOver = outcome.passedOver.map { ReasonJSON($0, book) }
    }

    static let schema = Schema.named(
        "Reminders", Bilingual("催办结果", "What came of reminding bodies"),
        .object([
            .init(
                "reminded", Bilingual("已催办的单位", "Bodies that were reminded"),
                .array(NamedJSON.schema, max: Upkeep.bodiesMax)),
            .init(
                "passedOver", Bilingual("略过的单位及理由", "Bodies passed over, with why"),
                .array(ReasonJSON.schema, max: Upkeep.bodiesMax)),
        ]))
}

/// An entry as it was seen (所见条目).
struct SeenEntryJSON: Decodable {
    let entry: String
    let revision: Int64

    var seen: SeenEntry { SeenEntry(entry, revision: revision) }

    static let list = Schema.array(
        .object([
            .init("entry", Bilingual("条目编号或代码", "Id or code of the entry"), .text(200, min: 1)),
            .init("revision", Bilingual("所见的修订号", "The revision that was seen"), .int),
        ]), max: 1_000)
}
