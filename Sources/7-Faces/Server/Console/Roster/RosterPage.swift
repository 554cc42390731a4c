import Hummingbird
import Parties
import Regulation
import Roster

/// The roster of one body: who holds which post, what is vacant, what is to be reported (单位名册页).
struct RosterPage: Sendable {
    let desk: Desk

    /// What somebody typed that was not accepted.
    struct Entered {
        let kind: Kind
        let form: Form

        enum Kind { case appointment, correction, end, summary }
    }

    func show(_ visit: Visit, body: String, entered: Entered?, refusal: Refusal?) async throws -> Response {
        let actor = try visit.actor
        let texts = visit.texts
        let service = desk.platform.roster
        let roster = try await service.roster(of: body, for: actor)
        let keeps = service.mayKeep(body, actor) == .allowed
        let reports = keeps && desk.platform.cases.mayOpen(Roster.filing, actor) == .allowed
        let showsContacts = service.seesContacts(of: body, actor)
        return try await desk.page(
            visit, "roster/body",
            Model(
                crumbs: service.seesAll(actor) ? [Crumb(texts("nav.roster"), "/console/roster")] : [],
                title: roster.body.name, lead: desk.profile.title[visit.language],
                faults: desk.faults(refusal, visit), exportHref: "/console/roster/export?body=\(body)",
                showsContacts: showsContacts, figures: figures(roster, visit),
                posts: posts(roster, keeps: keeps, visit), hasPosts: !desk.profile.posts.isEmpty,
                noPosts: EmptyView(texts("roster.noPostsTitle"), texts("roster.noPostsText")), keeps: keeps,
                former: former(roster, showsContacts, visit),
                changes: changes(roster, visit), mayReport: reports && !roster.pending.isEmpty,
                appointment: keeps ? appointment(entered, refusal, visit) : [],
                isAppointing: entered?.kind == .appointment,
                summary: summary(roster, keeps: keeps, entered, refusal, visit)),
            status: refusal.map { Failure($0).status } ?? .ok)
    }

    private func figures(_ roster: BodyRoster, _ visit: Visit) -> FiguresView {
        let texts = visit.texts
        let overdue = roster.overdue(on: desk.platform.today).count
        func figure(_ value: Int, _ name: String, _ anchor: String, _ tone: Tone = .plain)
            -> FiguresView.Figure
        {
            FiguresView.Figure(
                value: String(value), name: texts("roster.\(name)"), href: "#\(anchor)",
                tone: value > 0 ? tone : .plain)
        }
        var figures = [
            figure(roster.current.count, "inOffice", "posts"),
            figure(roster.vacancies.count, "vacancies", "posts", .warn),
        ]
        if desk.platform.roster.isFiled {
            figures += [
                figure(roster.pending.count, "pending", "changes", .warn),
                figure(overdue, "overdueChanges", "changes", .bad),
            ]
        }
        return FiguresView(figures: figures)
    }

    // MARK: Posts

    /// Every post of the regulation with its holders, and posts that are none of the regulation's any more.
    private func posts(_ roster: BodyRoster, keeps: Bool, _ visit: Visit) -> [PostRow] {
        let known = desk.profile.posts
        let others = Set(roster.current.map(\.post)).subtracting(known.map(\.role)).sorted()
        return known.map { post in
            row(post.role, post.articles.first, roster, keeps, visit)
        } + others.map { row($0, nil, roster, keeps, visit) }
    }

    private func row(
        _ post: String, _ article: ArticleReference?, _ roster: BodyRoster, _ keeps: Bool, _ visit: Visit
    ) -> PostRow {
        let texts = visit.texts
        return PostRow(
            post: desk.role(post, visit.language), citation: desk.citation(article, visit),
            isVacant: roster.vacancies.contains { $0.role == post },
            holders: roster.current.filter { $0.post == post }.map { officer in
                Holder(
                    id: officer.id, name: officer.name, title: officer.title, contact: officer.contact,
                    since: texts("roster.sinceDay", ["day": officer.since.description]),
                    document: officer.document.isEmpty ? nil : officer.document, keeps: keeps,
                    correction: [
                        FieldView.input(
                            "title", texts("roster.title"), value: officer.title, required: true,
                            maxLength: 100
                        ).within(officer.id),
                        FieldView.input(
                            "contact", texts("roster.contact"), value: officer.contact ?? "", required: true,
                            maxLength: 50
                        ).within(officer.id),
                    ],
                    until: FieldView.input(
                        "until", texts("roster.until"), value: desk.platform.today.description, type: "date",
                        required: true, maxLength: 10
                    ).within(officer.id))
            })
    }

    private func former(_ roster: BodyRoster, _ showsContacts: Bool, _ visit: Visit) -> TableView {
        let texts = visit.texts
        return TableView(
            texts("roster.former"), captionHidden: true,
            columns: [
                .init(texts("account.name")), .init(texts("roster.post")), .init(texts("roster.title")),
                .init(texts("roster.since")), .init(texts("roster.until")),
            ],
            rows: roster.officers.filter { !$0.isCurrent }.map { officer in
                [
                    .head(officer.name), .text(desk.role(officer.post, visit.language)),
                    .text(officer.title, sub: officer.document.isEmpty ? nil : officer.document),
                    .time(officer.since.description), .time(officer.until?.description ?? ""),
                ]
            }, empty: EmptyView(texts("roster.noFormerTitle"), texts("roster.noFormerText")))
    }

    private func changes(_ roster: BodyRoster, _ visit: Visit) -> TableView {
        let texts = visit.texts
        let offset = desk.profile.utcOffsetSeconds
        return TableView(
            texts("roster.changes"), captionHidden: true,
            columns: [
                .init(texts("roster.change")), .init(texts("roster.post")), .init(texts("roster.day")),
                .init(texts("roster.due")), .init(texts("case.article")), .init(texts("duties.stateTitle")),
            ],
            rows: roster.changes.map { change in
                let state = RosterWords.state(
                    change, today: desk.platform.today, offset: offset, visit)
                var cell = Cell.badges(state)
                if let caseID = change.caseID, change.state != .pending {
                    cell = .shortLink(texts("roster.seeCase"), "/console/cases/\(caseID)")
                    cell.badges = state
                }
                return [
                    .head("\(change.name) \(change.kind.word[visit.language])"),
                    .text(desk.role(change.post, visit.language)), .time(change.day.description),
                    .time(change.due?.description ?? ""), .cited(desk.citation(change.article, visit)), cell,
                ]
            }, empty: EmptyView(texts("roster.noChangesTitle"), texts("roster.noChangesText")))
    }

    // MARK: Forms

    private func appointment(_ entered: Entered?, _ refusal: Refusal?, _ visit: Visit) -> [FieldView] {
        let texts = visit.texts
        let isHere = entered?.kind == .appointment
        let form = isHere ? entered?.form ?? Form() : Form()
        func error(_ name: String) -> String? {
            isHere ? FaultsView.error(at: name, refusal?.reasons ?? [], visit.language) : nil
        }
        return [
            .select(
                "post", texts("roster.post"),
                options: [("", texts("form.choose"))]
                    + desk.profile.posts.map { ($0.role, desk.role($0.role, visit.language)) },
                chosen: form["post"], error: error("post"), required: true),
            .input(
                "name", texts("account.name"), value: form["name"], error: error("name"), required: true,
                maxLength: 50),
            .input(
                "title", texts("roster.title"), value: form["title"], hint: texts("roster.titleHint"),
                error: error("title"), required: true, maxLength: 100),
            .input(
                "contact", texts("roster.contact"), value: form["contact"], hint: texts("roster.contactHint"),
                error: error("contact"), required: true, maxLength: 50),
            .input(
                "document", texts("roster.document"), value: form["document"], error: error("document"),
                maxLength: 100),
            .input(
                "since", texts("roster.since"),
                value: isHere ? form["since"] : desk.platform.today.description, type: "date",
                error: error("since"), required: true, maxLength: 10),
            .box("replaces", texts("roster.replaces"), checked: form.has("replaces")),
        ]
    }

    private func summary(
        _ roster: BodyRoster, keeps: Bool, _ entered: Entered?, _ refusal: Refusal?, _ visit: Visit
    ) -> SummaryPanel? {
        guard let standing = roster.summary else { return nil }
        let texts = visit.texts
        let isHere = entered?.kind == .summary
        let form = isHere ? entered?.form ?? Form() : Form()
        let today = desk.platform.today
        let parts: [(String, Bool)] = [("progress", true), ("problems", true), ("suggestions", false)]
        let years = [today.year, today.year - 1].map { ($0.description, $0.description) }
        let fields: [FieldView] =
            [
                .select(
                    "year", texts("roster.year"), options: years,
                    chosen: isHere ? form["year"] : min(standing.year, today.year).description)
            ]
            + parts.map { name, isRequired in
                .area(
                    name, texts("roster.\(name)"), value: form[name], rows: 4,
                    error: isHere ? FaultsView.error(at: name, refusal?.reasons ?? [], visit.language) : nil,
                    required: isRequired, maxLength: SummaryContent.partMax)
            }
        return SummaryPanel(
            badge: RosterWords.summary(standing, visit),
            citation: desk.citation(desk.platform.roster.summaryDay?.article, visit),
            fields: keeps ? fields.map { $0.within("summary") } : [], keeps: keeps, isFilled: isHere,
            summaries: roster.summaries.map { summary in
                SummaryPanel.One(
                    title: texts("roster.summaryOf", ["year": String(summary.year)]),
                    time: "\(desk.time(summary.at)) · \(summary.actorName)",
                    late: summary.isLate ? Badge(.warn, texts("matter.late")) : nil,
                    facts: FactsView([
                        Fact(texts("roster.progress"), summary.content.progress, isLong: true),
                        Fact(texts("roster.problems"), summary.content.problems, isLong: true),
                        Fact(texts("roster.suggestions"), summary.content.suggestions, isLong: true),
                    ]))
            })
    }

    struct Model {
        let crumbs: [Crumb]
        let title: String
        let lead: String
        let faults: FaultsView?
        let exportHref: String
        let showsContacts: Bool
        let figures: FiguresView
        let posts: [PostRow]
        let hasPosts: Bool
        let noPosts: EmptyView
        let keeps: Bool
        let former: TableView
        let changes: TableView
        let mayReport: Bool
        let appointment: [FieldView]
        let isAppointing: Bool
        let summary: SummaryPanel?
    }

    /// One post.
    struct PostRow {
        let post: String
        let citation: CitationView?
        let isVacant: Bool
        let holders: [Holder]
    }

    /// Somebody in office.
    struct Holder {
        let id: String
        let name: String
        let title: String
        let contact: String?
        let since: String
        let document: String?
        let keeps: Bool
        let correction: [FieldView]
        let until: FieldView
    }

    /// The yearly summary.
    struct SummaryPanel {
        let badge: Badge
        let citation: CitationView?
        let fields: [FieldView]
        let keeps: Bool
        let isFilled: Bool
        let summaries: [One]

        struct One {
            let title: String
            let time: String
            let late: Badge?
            let facts: FactsView
        }
    }
}
