import Catalogue
import Hummingbird
import Parties
import Quality
import Regulation
import Standards

/// The quality of one entry's data: its newest check, what each rule counted, and the checks before (目录质量页).
struct EntryQualityPages: Sendable {
    private static let runsShown = 20

    let desk: Desk

    static func href(_ entry: String) -> String { "\(QualityPages.home)/entries/\(entry)" }

    func register(on routes: ConsoleRoutes) {
        routes.get("console/quality/entries/{entry}") { try await show($0, refusal: nil) }
        routes.post("console/quality/entries/{entry}/run") { visit, _ in try await run(visit) }
    }

    private func run(_ visit: Visit) async throws -> Response {
        let id = try visit.parameter("entry")
        do {
            _ = try await desk.platform.quality.run(id, by: visit.actor)
            return desk.done(Self.href(id), notice: "quality.checked")
        } catch let refusal as Refusal where refusal.code.kind != .missing {
            return try await show(visit, refusal: refusal)
        }
    }

    private func show(_ visit: Visit, refusal: Refusal?) async throws -> Response {
        let actor = try visit.actor
        let (texts, quality) = (visit.texts, desk.platform.quality)
        let entry = try await desk.platform.catalogue.entry(visit.parameter("entry"), for: actor)
        let runs = try await quality.runs(of: entry, limit: Self.runsShown, for: actor)
        let asked = Int64(visit.query["run"])
        let run = runs.first { $0.number == asked } ?? runs.first
        let results = try await run.asyncMap { try await quality.results(of: $0, for: actor) } ?? []
        let sets = try await quality.ruleSets(of: entry, for: actor)
        let orders = try await quality.orders(ofBody: entry.body, entry: entry.id, limit: 10, for: actor)
        let view = ScoreView(texts: texts, language: visit.language)
        let score = QualityScore(results)
        let chart = desk.shelf.assets.addresses[AssetShelf.chartLibrary]
        let names = try await desk.bodyNames([entry.body])
        return try await desk.page(
            visit, "quality/entry",
            Model(
                crumbs: [
                    Crumb(texts("nav.quality"), QualityPages.home),
                    Crumb(
                        names[entry.body] ?? "", "\(QualityPages.home)?body=\(Visit.encoded(entry.body))"),
                ],
                title: entry.content.name, entry: "/console/entries/\(entry.id)",
                lead: run.map {
                    texts("quality.checkedAt", ["run": String($0.number), "time": desk.time($0.finishedAt)])
                } ?? texts("quality.neverChecked"),
                citation: desk.citation(quality.article, visit), faults: desk.faults(refusal, visit),
                runAction: quality.mayRun(entry.body, actor) == .allowed
                    ? "\(Self.href(entry.id))/run" : nil,
                figures: run.map { figures($0, score, visit) },
                sections: run == nil
                    ? []
                    : [
                        view.dimensions(score, drawn: chart != nil),
                        history(runs, view, visit, drawn: chart != nil),
                    ],
                results: self.results(results, run, entry, visit),
                rules: rules(sets, entry, visit),
                ruleForm: quality.mayDeclare(entry.body, actor) == .allowed
                    ? "\(Self.href(entry.id))/rules" : nil,
                orders: try await OrderTable(desk: desk).table(orders, visit), chart: chart),
            status: refusal.map { Failure($0).status } ?? .ok)
    }

    private func figures(_ run: QualityRun, _ score: QualityScore, _ visit: Visit) -> FiguresView {
        let texts = visit.texts
        return FiguresView(figures: [
            .init(value: QualityScore.percent(score.total), name: texts("quality.total"), href: "#results"),
            .init(value: Numbers.grouped(run.rows), name: texts("quality.rows"), href: nil),
            .init(
                value: Numbers.grouped(run.dirty), name: texts("quality.dirty"),
                href: RunPages.problemsHref(run.number), tone: run.dirty > 0 ? .warn : .plain),
            .init(
                value: Numbers.grouped(run.problems), name: texts("quality.problems"),
                href: RunPages.problemsHref(run.number), tone: run.problems > 0 ? .bad : .plain),
        ])
    }

    /// The checks, the oldest first, each leading to its results.
    private func history(
        _ runs: [QualityRun], _ view: ScoreView, _ visit: Visit, drawn: Bool
    ) -> StatisticsPages.Section {
        let texts = visit.texts
        return view.section(
            "months", texts("quality.history"), drawn: drawn && runs.count > 1,
            chart: .init(kind: "line", columns: "1", top: "", label: texts("quality.history")),
            columns: [
                texts("quality.run"), texts("quality.total"), texts("quality.rows"),
                texts("quality.problems"),
                texts("quality.cause"),
            ],
            rows: runs.reversed().map { run in
                [
                    .head(
                        desk.time(run.finishedAt), href: visit.href(setting: "run", to: String(run.number)),
                        sub: "№ \(run.number)"),
                    .text(QualityScore.percent(run.score)), .number(run.rows), .number(run.problems),
                    .text(texts("quality.causes.\(run.cause.rawValue)")),
                ]
            })
    }

    private func results(
        _ results: [QualityResult], _ run: QualityRun?, _ entry: Entry, _ visit: Visit
    ) -> TableView {
        let texts = visit.texts
        return TableView(
            texts("quality.results"), captionHidden: true,
            columns: [
                .init(texts("quality.rule")), .init(texts("quality.indicator")), .init("A", numeric: true),
                .init("B", numeric: true), .init(texts("quality.score"), numeric: true),
                .init(texts("quality.problems"), numeric: true), .init(texts("case.article")),
            ],
            rows: results.map { result in
                [
                    .head(
                        RuleWords.title(result, visit.language),
                        sub: RuleWords.items(result.items, of: entry, visit.language)),
                    .text(desk.word(result.indicator, visit.language), sub: result.indicator.rawValue),
                    .number(result.count.a), .number(result.count.b),
                    result.score == nil
                        ? .text(texts("quality.notApplicable"))
                        : .text(QualityScore.percent(result.score)),
                    result.problems > 0
                        ? .link(
                            Numbers.grouped(result.problems),
                            RunPages.problemsHref(run?.number ?? 0, rule: result.position))
                        : .number(result.problems),
                    .cited(desk.citation(result.article, visit)),
                ]
            }, empty: EmptyView(texts("quality.noneTitle"), texts("quality.noneText")))
    }

    private func rules(_ sets: [QualityRuleSet], _ entry: Entry, _ visit: Visit) -> TableView {
        let texts = visit.texts
        return TableView(
            texts("quality.declared"), captionHidden: true,
            columns: [
                .init(texts("quality.version")), .init(texts("quality.rules")), .init(texts("quality.state")),
            ],
            rows: sets.prefix(5).map { set in
                let tone: Tone =
                    switch set.state {
                    case .approved: .good
                    case .inReview: .info
                    case .declined: .bad
                    }
                return [
                    .head(
                        String(set.version), href: set.caseID.map { "/console/cases/\($0)" },
                        sub: "\(set.actorName) · \(desk.day(set.proposedAt))"),
                    Cell.text(texts("quality.ruleCount", ["count": String(set.rules.count)]))
                        .listing(set.rules.map { RuleWords.text($0, of: entry, visit.language) }),
                    .badge(Badge(tone, texts("quality.ruleState.\(set.state.rawValue)"))),
                ]
            }, empty: EmptyView(texts("quality.noRulesTitle"), texts("quality.noRulesText")))
    }

    struct Model {
        let crumbs: [Crumb]
        let title: String
        let entry: String
        let lead: String
        let citation: CitationView?
        let faults: FaultsView?
        let runAction: String?
        let figures: FiguresView?
        let sections: [StatisticsPages.Section]
        let results: TableView
        let rules: TableView
        let ruleForm: String?
        let orders: TableView
        let chart: String?
    }
}

/// Rules of quality in words (规则用语).
enum RuleWords {
    static func title(_ result: QualityResult, _ language: Language) -> String {
        result.title.isEmpty ? result.kind.name[language] : result.title
    }

    static func items(_ numbers: [Int], of entry: Entry, _ language: Language) -> String? {
        let names = numbers.map { number in
            entry.content.items.first { $0.number == number }?.name ?? "#\(number)"
        }
        return names.isEmpty ? nil : names.joined(separator: language == .chinese ? "、" : ", ")
    }

    /// The name and what is asked for.
    static func text(_ rule: QualityRule, of entry: Entry, target: String = "", _ language: Language)
        -> String
    {
        let words = rule.text(entry.content.items, target: target.isEmpty ? rule.target ?? "" : target)
        return "\(rule.name)\(language == .chinese ? "：" : ": ")\(words[language])"
    }
}

extension Optional {
    /// `map` with a body that waits.
    fileprivate func asyncMap<T>(_ body: (Wrapped) async throws -> T) async rethrows -> T? {
        guard let self else { return nil }
        return try await body(self)
    }
}
