import Hummingbird
import Parties
import Regulation
import Upkeep

/// The full maintenance: all bodies for those who see them, and the list that each works through (全面维护页).
struct CampaignPages: Sendable {
    let desk: Desk

    static let home = "/console/upkeep"

    func register(on routes: ConsoleRoutes) {
        routes.get("console/upkeep") { try await home($0, form: nil, refusal: nil) }
        routes.post("console/upkeep/remind") { try await remind($0, $1) }
        routes.get("console/upkeep/entries") { try await entries($0, form: nil, refusal: nil) }
        routes.post("console/upkeep/entries") { try await confirm($0, $1) }
    }

    private func home(_ visit: Visit, form: Form?, refusal: Refusal?) async throws -> Response {
        let actor = try visit.actor
        guard desk.platform.upkeep.campaign != nil else {
            return try await desk.page(
                visit, "upkeep/none",
                NoneModel(article: desk.citation(desk.platform.upkeep.updateArticle(.law), visit)))
        }
        guard desk.platform.upkeep.seesAll(actor) else {
            return try await entries(visit, form: form, refusal: refusal)
        }
        return try await bodies(visit, actor, form: form, refusal: refusal)
    }

    // MARK: Every body

    private func bodies(
        _ visit: Visit, _ actor: Actor, form: Form?, refusal: Refusal?
    ) async throws -> Response {
        let (texts, upkeep) = (visit.texts, desk.platform.upkeep)
        guard let campaign = upkeep.campaign else { throw Refusal(UpkeepCodes.notSet) }
        let all = try await upkeep.progresses(for: actor)
        let reminders = try await upkeep.reminders(for: actor)
        let mayRemind = upkeep.mayRemind(actor) == .allowed
        let sum = { (number: (MaintenanceProgress) -> Int64) in all.map { number($0.progress) }.reduce(0, +) }
        let portion = visit.portion(of: all)
        let rows = portion.lines.map { one -> (id: String, value: String?, label: String, cells: [Cell]) in
            let (body, progress) = one
            let isRemindable =
                mayRemind && progress.left > 0 && reminders[body.id] != desk.platform.today
            let day = reminders[body.id].map { texts("upkeep.remindedOn", ["day": $0.description]) }
            return (
                body.id, isRemindable ? body.id : nil, texts("upkeep.remindBody", ["name": body.name]),
                [
                    .head(
                        body.name, href: "\(Self.home)/entries?body=\(Visit.encoded(body.id))",
                        sub: day),
                    .text(
                        "\(Numbers.grouped(progress.done)) / \(Numbers.grouped(progress.total))"),
                    .number(progress.confirmed), .number(progress.changed), .number(progress.retired),
                    .number(progress.left),
                    .badge(badge(progress, visit)),
                ]
            )
        }
        let table = PickTable(
            texts("upkeep.byBody"), name: "bodies",
            columns: [
                .init(texts("upkeep.body")), .init(texts("upkeep.doneOf")),
                .init(texts("upkeep.confirmed"), numeric: true),
                .init(texts("upkeep.changed"), numeric: true),
                .init(texts("upkeep.retired"), numeric: true), .init(texts("upkeep.left"), numeric: true),
                .init(texts("upkeep.standing")),
            ], rows: rows, chosen: form?.all("bodies") ?? [],
            empty: EmptyView(texts("upkeep.noBodiesTitle"), texts("upkeep.noBodiesText")),
            pager: visit.pager(portion))
        return try await desk.page(
            visit, "upkeep/bodies",
            BodiesModel(
                period: period(campaign, visit), citation: desk.citation(campaign.article, visit),
                figures: figures(
                    total: sum(\.total), done: sum(\.done), left: sum(\.left), overdue: sum(\.overdue),
                    campaign, visit
                ) { _ in "\(Self.home)#bodies" },
                table: table, faults: desk.faults(refusal, visit)),
            status: refusal.map { Failure($0).status } ?? .ok)
    }

    private func remind(_ visit: Visit, _ form: Form) async throws -> Response {
        let chosen = form.has("all") ? form.all("listed") : form.all("bodies")
        do {
            let outcome = try await desk.platform.upkeep.remind(chosen, by: visit.actor)
            // Which ones were passed over stands in the table: nothing left, or the day of the reminder.
            return desk.done(
                Self.home,
                notice: outcome.passedOver.isEmpty ? "upkeep.reminded" : "upkeep.remindedSome")
        } catch let refusal as Refusal where refusal.code.kind != .missing {
            return try await home(visit, form: form, refusal: refusal)
        }
    }

    // MARK: One body

    private func entries(_ visit: Visit, form: Form?, refusal: Refusal?) async throws -> Response {
        let actor = try visit.actor
        let (texts, upkeep) = (visit.texts, desk.platform.upkeep)
        let asked = visit.query["body"]
        let body = asked.isEmpty ? actor.body.id : asked
        let show = MaintainedEntry.Show(rawValue: visit.query["show"]) ?? .left
        let page = try await upkeep.entries(
            of: body, show: show, page: visit.page, pageSize: Self.pageSize, for: actor)
        let mayConfirm = body == actor.body.id && upkeep.mayConfirm(actor) == .allowed
        let names = try await desk.bodyNames([body])
        let progress = page.progress
        let table = PickTable(
            texts("upkeep.list"), name: "entries",
            columns: [
                .init(texts("upkeep.entry")), .init(texts("upkeep.version")),
                .init(texts("upkeep.published")),
                .init(texts("upkeep.standing")),
            ],
            rows: page.entries.map { entry in
                let isOpen = mayConfirm && entry.standing == .left
                return (
                    entry.id, isOpen ? "\(entry.revision):\(entry.id)" : nil,
                    texts("upkeep.confirmEntry", ["name": entry.name]), cells(entry, visit)
                )
            }, chosen: form?.all("entries") ?? [],
            empty: EmptyView(
                texts(show == .left ? "upkeep.allDoneTitle" : "upkeep.noneTitle"),
                texts(show == .left ? "upkeep.allDoneText" : "upkeep.noneText")),
            pager: PagerView(
                page: visit.page, size: Self.pageSize, total: page.total, texts: texts
            ) { visit.href(setting: "page", to: String($0)) })
        let hrefs = { (show: MaintainedEntry.Show) in Self.listHref(body, show) }
        return try await desk.page(
            visit, "upkeep/entries",
            EntriesModel(
                crumbs: upkeep.seesAll(actor) ? [Crumb(texts("nav.upkeep"), Self.home)] : [],
                title: names[body] ?? body, period: period(page.campaign, visit),
                citation: desk.citation(page.campaign.article, visit),
                figures: figures(
                    total: progress.total, done: progress.done, left: progress.left,
                    overdue: progress.overdue, page.campaign, visit, href: hrefs),
                tabs: MaintainedEntry.Show.allCases.map { one in
                    Tab(
                        text: texts("upkeep.show.\(one.rawValue)"), href: hrefs(one), isHere: one == show)
                },
                table: table, mayConfirm: mayConfirm && table.isPickable,
                byHead: isByHead(actor) ? texts("upkeep.byHead") : nil, faults: desk.faults(refusal, visit)),
            status: refusal.map { Failure($0).status } ?? .ok)
    }

    private static func listHref(_ body: String, _ show: MaintainedEntry.Show) -> String {
        "\(home)/entries?body=\(Visit.encoded(body))&show=\(show.rawValue)"
    }

    private func isByHead(_ actor: Actor) -> Bool {
        let procedure = desk.profile.procedure(Upkeep.procedure)
        return procedure?.steps(for: actor.body.level).isEmpty == false
    }

    private func cells(_ entry: MaintainedEntry, _ visit: Visit) -> [Cell] {
        let texts = visit.texts
        let tone: Tone =
            switch entry.standing {
            case .left: entry.isOverdue ? .bad : .warn
            case .inReview, .waiting: .info
            case .confirmed, .changed: .good
            }
        var badges = [Badge(tone, texts("upkeep.entryStanding.\(entry.standing.rawValue)"))]
        if entry.isOverdue, entry.standing != .left { badges.append(Badge(.bad, texts("upkeep.late"))) }
        var standing = Cell.badges(badges)
        if let who = entry.confirmedBy, let at = entry.confirmedAt {
            standing.sub = "\(who) · \(desk.time(at))"
        } else if entry.isOverdue {
            standing.sub = texts("upkeep.overdueBefore")
        }
        return [
            .head(entry.name, href: "/console/entries/\(entry.id)", sub: entry.code),
            .text(String(entry.version)), .time(desk.day(entry.publishedAt)), standing,
        ]
    }

    private func confirm(_ visit: Visit, _ form: Form) async throws -> Response {
        let chosen = form.has("all") ? form.all("listed") : form.all("entries")
        do {
            let outcome = try await desk.platform.upkeep.confirm(
                try chosen.map(Self.seen), by: visit.actor)
            if let caseID = outcome.caseID {
                return desk.done("/console/cases/\(caseID)", notice: "upkeep.waiting")
            }
        } catch let refusal as Refusal where refusal.code.kind != .missing {
            return try await entries(visit, form: form, refusal: refusal)
        }
        return desk.done(Self.listHref(try visit.actor.body.id, .left), notice: "upkeep.confirmed")
    }

    /// `3:<id>`: the revision that the page showed, and the entry.
    static func seen(_ value: String) throws(Refusal) -> SeenEntry {
        let sides = value.split(separator: ":", maxSplits: 1).map(String.init)
        guard sides.count == 2, let revision = Int64(sides[0]) else {
            throw Refusal(ServerCodes.malformedForm, field: "entries")
        }
        return SeenEntry(sides[1], revision: revision)
    }

    // MARK: What both show

    private func period(_ campaign: Campaign, _ visit: Visit) -> String {
        visit.texts(
            campaign.isProvisional ? "upkeep.periodProvisional" : "upkeep.period",
            [
                "first": campaign.period.first.description, "last": campaign.period.last.description,
                "days": String(campaign.daysLeft), "working": String(campaign.workingDaysLeft),
            ])
    }

    private func badge(_ progress: MaintenanceProgress, _ visit: Visit) -> Badge {
        if progress.overdue > 0 {
            return Badge(
                .bad, visit.texts("upkeep.overdueCount", ["count": Numbers.grouped(progress.overdue)]))
        }
        return progress.left > 0
            ? Badge(.warn, visit.texts("upkeep.underWay")) : Badge(.good, visit.texts("upkeep.complete"))
    }

    private func figures(
        total: Int64, done: Int64, left: Int64, overdue: Int64, _ campaign: Campaign, _ visit: Visit,
        href: (MaintainedEntry.Show) -> String
    ) -> FiguresView {
        let texts = visit.texts
        return FiguresView(figures: [
            .init(value: Numbers.grouped(total), name: texts("upkeep.total"), href: href(.all)),
            .init(
                value: Numbers.grouped(done), name: texts("upkeep.done"), href: href(.done),
                tone: left == 0 && total > 0 ? .good : .plain),
            .init(
                value: Numbers.grouped(left), name: texts("upkeep.left"), href: href(.left),
                note: texts("upkeep.daysLeft", ["days": String(campaign.daysLeft)]),
                tone: left > 0 ? .warn : .plain),
            .init(
                value: Numbers.grouped(overdue), name: texts("upkeep.overdue"), href: href(.left),
                tone: overdue > 0 ? .bad : .plain),
        ])
    }

    private static let pageSize = 50

    struct NoneModel {
        let article: CitationView?
    }

    struct BodiesModel {
        let period: String
        let citation: CitationView?
        let figures: FiguresView
        let table: PickTable
        let faults: FaultsView?
    }

    struct EntriesModel {
        let crumbs: [Crumb]
        let title: String
        let period: String
        let citation: CitationView?
        let figures: FiguresView
        let tabs: [Tab]
        let table: PickTable
        let mayConfirm: Bool
        let byHead: String?
        let faults: FaultsView?
    }

    /// One of several lists of a page.
    struct Tab {
        let text: String
        let href: String
        let isHere: Bool
    }
}
