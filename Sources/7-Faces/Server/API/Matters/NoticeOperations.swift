import Hummingbird
import Notices
import Regulation

/// What a body is told (告知).
extension API {
    var noticeOperations: [Operation] { [listNotices, receiveNotice, finishNotice] }

    private static let notice = Operation.Parameter.path(
        "notice", Bilingual("告知编号", "Id of the notice"), .text(64, min: 1))

    private var listNotices: Operation {
        Operation(
            .get, "/api/v1/notices", "listNotices", Bilingual("收到的告知和任务", "Notices and tasks of your body"),
            tag: .cases, security: .person,
            parameters: [
                .query("open", Bilingual("只看待签收、待完成的", "Only those that wait"), .oneOf(["yes", "no"])),
                .query(
                    "before", Bilingual("上一页最后一条的编号", "Id of the last one of the page before"), .text(64)),
                .limit(max: Notices.listMax),
            ], answer: .json(NoticeListJSON.schema)
        ) { call in
            let notices = try await platform.notices.list(
                for: try call.actor, openOnly: call["open"] == "yes", before: call["before"],
                limit: call.integer("limit") ?? 50)
            return Answers.json(NoticeListJSON(notices: notices.map { json($0) }))
        }
    }

    private var receiveNotice: Operation {
        Operation(
            .post, "/api/v1/notices/{notice}/receipt", "receiveNotice",
            Bilingual("签收告知", "Confirm a notice"), tag: .cases, security: .person,
            parameters: [Self.notice], answer: .json(NoticeJSON.schema), errors: [NoticesCodes.notFound]
        ) { call in
            Answers.json(
                json(try await platform.notices.receive(try call.required("notice"), by: try call.actor)))
        }
    }

    private var finishNotice: Operation {
        Operation(
            .post, "/api/v1/notices/{notice}/completion", "finishNotice",
            Bilingual("完成任务", "Say that a task is done"), tag: .cases, security: .person,
            parameters: [Self.notice], answer: .json(NoticeJSON.schema),
            errors: [NoticesCodes.notFound, NoticesCodes.noTask]
        ) { call in
            Answers.json(
                json(try await platform.notices.finish(try call.required("notice"), by: try call.actor)))
        }
    }

    private func json(_ notice: Notice) -> NoticeJSON { NoticeJSON(notice, today: platform.today, book) }
}

/// A notice as answers show it (告知).
struct NoticeJSON: Codable, Described {
    let id: String
    let kind: String
    let title: Bilingual
    let text: String
    let subject: String
    let article: CitationJSON?
    let due: String?
    let isOverdue: Bool
    let isOpen: Bool
    let sentAt: String
    let receivedAt: String?
    let receivedBy: String?
    let doneAt: String?
    let doneBy: String?

    init(_ notice: Notice, today: LocalDate, _ book: ArticleBook) {
        id = notice.id
        kind = notice.kind.rawValue
        title = notice.title
        text = notice.text
        subject = notice.subject
        article = notice.article.map { CitationJSON($0, book) }
        due = notice.due?.description
        isOverdue = notice.isOpen && notice.due.map { today > $0 } ?? false
        isOpen = notice.isOpen
        sentAt = notice.sentAt.iso8601
        receivedAt = notice.receivedAt?.iso8601
        receivedBy = notice.receivedBy
        doneAt = notice.doneAt?.iso8601
        doneBy = notice.doneBy
    }

    static let schema = Schema.named(
        "Notice", Bilingual("告知", "A notice"),
        .object([
            .init("id", Bilingual("编号", "Id"), .id),
            .init("kind", Bilingual("类型", "Kind"), .oneOf(Notice.Kind.self)),
            .init("title", Bilingual("标题", "Title"), Bilingual.schema),
            .init("text", Bilingual("内容", "Text"), .text(NoticeDraft.textMax)),
            .init("subject", Bilingual("有关事项，如 case:…", "What it is about, such as case:…"), .text(200)),
            .init(
                "article", Bilingual("所依据的条文", "The article behind it"), CitationJSON.schema, optional: true),
            .init("due", Bilingual("完成期限", "Last day of a task"), .date, optional: true),
            .init("isOverdue", Bilingual("是否超期", "Whether it is overdue"), .boolean),
            .init("isOpen", Bilingual("是否待签收或待完成", "Whether it waits"), .boolean),
            .init("sentAt", Bilingual("告知时间", "Sent at"), .instant),
            .init("receivedAt", Bilingual("签收时间", "Confirmed at"), .instant, optional: true),
            .init("receivedBy", Bilingual("签收人", "Confirmed by"), .text(200), optional: true),
            .init("doneAt", Bilingual("完成时间", "Done at"), .instant, optional: true),
            .init("doneBy", Bilingual("完成人", "Done by"), .text(200), optional: true),
        ]))
}

/// An inbox (告知列表).
struct NoticeListJSON: Codable, Described {
    let notices: [NoticeJSON]

    static let schema = Schema.object([
        .init("notices", Bilingual("告知", "Notices"), .array(NoticeJSON.schema, max: Notices.listMax))
    ])
}
