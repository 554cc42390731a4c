import Hummingbird
import Notices
import Parties
import Regulation

/// The inbox of a body: what it was told, and what it is asked to do (告知).
struct NoticePages: Sendable {
    let desk: Desk

    func register(on routes: ConsoleRoutes) {
        routes.get("console/notices") { try await list($0) }
        routes.post("console/notices/{notice}/receive") { visit, _ in
            try await desk.platform.notices.receive(visit.parameter("notice"), by: visit.actor)
            return desk.done("/console/notices", notice: "notices.received")
        }
        routes.post("console/notices/{notice}/finish") { visit, _ in
            try await desk.platform.notices.finish(visit.parameter("notice"), by: visit.actor)
            return desk.done("/console/notices", notice: "notices.done")
        }
    }

    private func list(_ visit: Visit) async throws -> Response {
        let actor = try visit.actor
        let isAll = visit.query["scope"] == "all"
        let before = visit.query["before"]
        let notices = try await desk.platform.notices.list(
            for: actor, openOnly: !isAll, before: before.isEmpty ? nil : before, limit: Self.pageSize + 1)
        let next = notices.count > Self.pageSize ? notices[Self.pageSize - 1].id : nil
        return try await desk.page(
            visit, "matters/notices",
            Model(
                isAll: isAll, notices: notices.prefix(Self.pageSize).map { view($0, visit) },
                hasNotices: !notices.isEmpty,
                empty: EmptyView(visit.texts("notices.emptyTitle"), visit.texts("notices.emptyText")),
                pager: PagerView(
                    nextHref: next.map { visit.href(setting: "before", to: $0) }, previousHref: nil,
                    texts: visit.texts)))
    }

    private func view(_ notice: Notice, _ visit: Visit) -> Line {
        let texts = visit.texts
        var badges: [Badge] = []
        if notice.kind == .task { badges.append(Badge(.info, texts("notices.task"))) }
        if notice.isOpen, let due = notice.due {
            let isLate = desk.platform.today > due
            badges.append(Badge(isLate ? .bad : .warn, texts("due.day", ["date": due.description])))
        }
        let received = notice.receivedAt.map { at in
            texts("notices.receivedBy", ["who": notice.receivedBy ?? "", "time": desk.time(at)])
        }
        let done = notice.doneAt.map { at in
            texts("notices.doneBy", ["who": notice.doneBy ?? "", "time": desk.time(at)])
        }
        let states = [received, done].compactMap(\.self)
        return Line(
            id: notice.id, title: notice.title[visit.language],
            text: notice.text.isEmpty ? nil : notice.text,
            time: desk.time(notice.sentAt), machineTime: notice.sentAt.iso8601, badges: badges,
            href: href(notice.subject), citation: desk.citation(notice.article, visit),
            state: states.isEmpty ? nil : states.joined(separator: " · "),
            mayReceive: notice.kind == .information && notice.receivedAt == nil,
            mayFinish: notice.kind == .task && notice.doneAt == nil)
    }

    /// The page of what a notice is about.
    private func href(_ subject: String) -> String? {
        let sides = subject.split(separator: ":", maxSplits: 1).map(String.init)
        guard sides.count == 2 else { return nil }
        switch sides[0] {
        case "case": return "/console/cases/\(sides[1])"
        case "entry": return "/console/entries/\(sides[1])"
        case "project": return "/console/projects/\(sides[1])"
        case "statement": return "/console/statements/\(sides[1])"
        case "roster": return "/console/roster?body=\(Visit.encoded(sides[1]))"
        case "update-event": return "/console/upkeep/events/\(sides[1])"
        case "maintenance": return CampaignPages.home
        default: return nil
        }
    }

    private static let pageSize = 50

    struct Model {
        let isAll: Bool
        let notices: [Line]
        let hasNotices: Bool
        let empty: EmptyView
        let pager: PagerView?
    }

    /// One notice.
    struct Line {
        let id: String
        let title: String
        let text: String?
        let time: String
        let machineTime: String
        let badges: [Badge]
        let href: String?
        let citation: CitationView?
        let state: String?
        let mayReceive: Bool
        let mayFinish: Bool
    }
}
