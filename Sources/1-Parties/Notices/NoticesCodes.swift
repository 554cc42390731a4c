import Ledger
import Regulation

/// Why a notice is refused (告知拒绝理由).
public enum NoticesCodes {
    public static let notFound = ReasonCode(
        "notice-not-found", .missing,
        title: Bilingual("没有这条告知，或者不是发给您的", "There is no such notice, or it was not sent to you"),
        remedy: Bilingual("请从告知列表进入", "Open it from your inbox"))
    public static let noTask = ReasonCode(
        "notice-no-task", .conflict,
        title: Bilingual("这条告知不是任务，签收即可", "The notice is no task; to confirm it is enough"),
        remedy: Bilingual("签收这条告知", "Confirm that you received it"))
    public static let tooMany = ReasonCode(
        "notice-too-many", .tooLarge,
        title: Bilingual("一次告知的单位过多", "Too many bodies are told at once"),
        remedy: Bilingual("联系平台运行单位", "Ask the platform's operator"))

    public static let all = [
        notFound, noTask, tooMany,
    ]
}

/// What notices put into the ledger (告知留痕事项).
public enum NoticesEvents {
    public static let sent = EventKind("notice.sent", Bilingual("告知单位", "Body told"))
    public static let received = EventKind("notice.received", Bilingual("签收告知", "Notice confirmed"))
    public static let done = EventKind("notice.done", Bilingual("任务完成", "Task done"))

    public static let all = [
        sent, received, done,
    ]
}
