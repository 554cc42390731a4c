import Cases
import Regulation
import Upkeep

/// An event that calls for updates (更新事由).
struct UpdateEventJSON: Codable, Described {
    let id: String
    let kind: String
    let what: String
    let document: String
    let occurred: String
    let article: CitationJSON?
    let recordedBy: NamedJSON
    let recordedAt: String

    init(_ event: UpdateEvent, body: NamedJSON, _ book: ArticleBook) {
        id = event.id
        kind = event.kind.rawValue
        what = event.what
        document = event.document
        occurred = event.occurred.description
        article = event.article.map { CitationJSON($0, book) }
        recordedBy = body
        recordedAt = event.recordedAt.iso8601
    }

    static let schema = Schema.named(
        "UpdateEvent", Bilingual("更新事由", "An event that calls for updates"),
        .object([
            .init("id", Bilingual("编号", "Id"), .id),
            .init(
                "kind",
                Bilingual("law 法律法规或职责变化，other 其他情形", "law: of law or duty; other: anything else"),
                .oneOf(UpdateEvent.Kind.self)),
            .init("what", Bilingual("变化内容", "What changed"), .text(UpdateEventContent.whatMax)),
            .init(
                "document", Bilingual("法律文件及文号", "The legal document"),
                .text(UpdateEventContent.documentMax)),
            .init("occurred", Bilingual("发生之日", "The day on which it happened"), .date),
            .init(
                "article", Bilingual("所依据的条文", "The article behind it"), CitationJSON.schema, optional: true),
            .init("recordedBy", Bilingual("登记单位", "The body that recorded it"), NamedJSON.schema),
            .init("recordedAt", Bilingual("登记时间", "Recorded at"), .instant),
        ]))
}

/// The updates that one body owes for one event (更新任务).
struct UpdateAssignmentJSON: Codable, Described {
    let event: UpdateEventJSON
    let body: NamedJSON
    let due: DueJSON?
    let prolongation: ProlongationJSON?
    let isReported: Bool
    let closedAt: String?
    let total: Int
    let open: Int
    let late: Int
    let endedLate: Int

    init(
        _ assignment: UpdateAssignment, today: LocalDate, names: [String: String], _ book: ArticleBook
    ) {
        func named(_ id: String) -> NamedJSON { NamedJSON(id: id, name: names[id] ?? id) }
        event = UpdateEventJSON(assignment.event, body: named(assignment.event.body), book)
        body = named(assignment.body)
        due = assignment.due.map { DueJSON($0, today: today, isOpen: assignment.closedAt == nil, book) }
        prolongation = assignment.prolongation.map { ProlongationJSON($0, body: named($0.body), book) }
        isReported = assignment.escalatedAt != nil
        closedAt = assignment.closedAt?.iso8601
        total = assignment.total
        open = assignment.open
        late = assignment.late
        endedLate = assignment.endedLate
    }

    static let schema = Schema.named(
        "UpdateAssignment", Bilingual("单位的更新任务", "The updates that a body owes for an event"),
        .object([
            .init("event", Bilingual("更新事由", "The event"), UpdateEventJSON.schema),
            .init("body", Bilingual("单位", "The body"), NamedJSON.schema),
            .init(
                "due", Bilingual("期限；规则未定的没有", "When they are due, where an article says so"), DueJSON.schema,
                optional: true),
            .init(
                "prolongation", Bilingual("延长期限", "More time"), ProlongationJSON.schema, optional: true),
            .init("isReported", Bilingual("是否已逾期上报", "Whether it was reported upwards"), .boolean),
            .init("closedAt", Bilingual("办结时间", "Done at"), .instant, optional: true),
            .init("total", Bilingual("条目数", "Entries"), .count),
            .init("open", Bilingual("待更新", "Not yet updated"), .count),
            .init("late", Bilingual("其中逾期", "Of these late"), .count),
            .init("endedLate", Bilingual("逾期办结", "Ended after their day"), .count),
        ]))
}

/// A page of updates (更新任务列表).
struct UpdateAssignmentsJSON: Codable, Described {
    let assignments: [UpdateAssignmentJSON]
    let hasMore: Bool

    static let schema = Schema.object([
        .init(
            "assignments", Bilingual("更新任务", "Updates by event and body"),
            .array(UpdateAssignmentJSON.schema, max: Upkeep.pageSizeMax)),
        .init("hasMore", Bilingual("后面是否还有", "Whether there is another page"), .boolean),
    ])
}

/// An event with what the reader may see of its updates (更新事由详情).
struct UpdateRecordJSON: Codable, Described {
    let event: UpdateEventJSON
    let assignments: [UpdateAssignmentJSON]
    let tasks: [Line]

    /// One entry.
    struct Line: Codable {
        let entry: String
        let code: String
        let name: String
        let body: String
        let revision: Int64
        let state: String
        let endedAt: String?
        let endedBy: String?
        let note: String
        let isLate: Bool
    }

    init(_ record: UpdateRecord, today: LocalDate, names: [String: String], _ book: ArticleBook) {
        event = UpdateEventJSON(
            record.event, body: NamedJSON(id: record.event.body, name: names[record.event.body] ?? ""), book)
        assignments = record.assignments.map {
            UpdateAssignmentJSON($0, today: today, names: names, book)
        }
        tasks = record.tasks.map { task in
            Line(
                entry: task.entry, code: task.code, name: task.name, body: task.body, revision: task.revision,
                state: task.state.rawValue, endedAt: task.endedAt?.iso8601, endedBy: task.endedBy,
                note: task.note, isLate: task.isLate)
        }
    }

    static let schema = Schema.named(
        "UpdateRecord", Bilingual("更新事由及进展", "An event with its updates"),
        .object([
            .init("event", Bilingual("更新事由", "The event"), UpdateEventJSON.schema),
            .init(
                "assignments", Bilingual("各单位的任务", "By body"),
                .array(UpdateAssignmentJSON.schema, max: Upkeep.entriesMax)),
            .init(
                "tasks", Bilingual("条目", "Entries"),
                .array(
                    .object([
                        .init("entry", Bilingual("条目编号", "Id of the entry"), .id),
                        .init("code", Bilingual("信息资源代码", "Resource code"), .text(64)),
                        .init("name", Bilingual("名称", "Name"), .text(200)),
                        .init("body", Bilingual("单位编号", "Id of the body"), .text(64)),
                        .init("revision", Bilingual("修订号，确认时带回", "Revision, given back on confirming"), .int),
                        .init("state", Bilingual("状态", "State"), .oneOf(UpdateTask.State.self)),
                        .init("endedAt", Bilingual("办结时间", "Ended at"), .instant, optional: true),
                        .init("endedBy", Bilingual("确认人", "Ended by"), .text(200), optional: true),
                        .init("note", Bilingual("无需更新的理由", "Why nothing had to be changed"), .text(10_000)),
                        .init("isLate", Bilingual("是否逾期", "Whether it is or was late"), .boolean),
                    ]), max: Upkeep.entriesMax)),
        ]))
}
