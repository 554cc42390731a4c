import Catalogue
import Hummingbird
import Parties
import Quality
import Regulation

/// The rows that break rules in one check, traced to where they came from (问题数据页).
struct RunPages: Sendable {
    private static let pageSize = 50

    let desk: Desk

    static func problemsHref(_ run: Int64, rule: Int? = nil) -> String {
        "\(QualityPages.home)/runs/\(run)/problems" + (rule.map { "?rule=\($0)" } ?? "")
    }

    func register(on routes: ConsoleRoutes) {
        routes.get("console/quality/runs/{run}/problems") { try await problems($0) }
    }

    private func problems(_ visit: Visit) async throws -> Response {
        let actor = try visit.actor
        let (texts, quality) = (visit.texts, desk.platform.quality)
        let run = try await quality.run(Int64(visit.parameter("run")) ?? 0, for: actor)
        let results = try await quality.results(of: run, for: actor)
        let rule = Int(visit.query["rule"])
        let after = try? QualityProblemsJSON.cursor(visit.query["after"])
        let rows = try await quality.problems(
            of: run, position: rule, after: after, limit: Self.pageSize, for: actor)
        guard let entry = try await desk.entries([run.entry])[run.entry] else {
            throw Refusal(ServerCodes.noSuchPage)
        }
        let mayShow = quality.maySeeValues(of: entry.body, actor) == .allowed
        let shows = mayShow && visit.query["values"] == "yes"
        let values = shows ? try await quality.values(of: rows, in: entry, by: actor) : [:]
        let next = rows.count == Self.pageSize ? rows.last.map { "\($0.position).\($0.number)" } : nil
        let kept = rule.map { position in results.first { $0.position == position }?.problems ?? 0 }
        return try await desk.page(
            visit, "quality/problems",
            Model(
                crumbs: [
                    Crumb(texts("nav.quality"), QualityPages.home),
                    Crumb(
                        entry.content.name, "\(EntryQualityPages.href(entry.id))?run=\(run.number)"),
                ],
                title: rule.flatMap { position in
                    results.first { $0.position == position }.map { RuleWords.title($0, visit.language) }
                } ?? texts("quality.problems"),
                lead: texts(
                    "quality.problemsLead",
                    [
                        "run": String(run.number), "time": desk.time(run.finishedAt),
                        "count": Numbers.grouped(kept ?? run.problems),
                    ]),
                bound: texts(
                    "quality.problemsBound",
                    [
                        "rule": Numbers.grouped(Int64(Quality.problemsPerRuleMax)),
                        "run": Numbers.grouped(Int64(Quality.problemsPerRunMax)),
                    ]),
                valuesHref: mayShow && !shows ? visit.href(setting: "values", to: "yes") : nil,
                valuesShown: shows,
                table: table(
                    rows, results, entry, values, shows: shows, visit,
                    pager: PagerView(
                        nextHref: next.map { visit.href(setting: "after", to: $0) },
                        previousHref: visit.query["after"].isEmpty
                            ? nil : visit.href(setting: "after", to: ""),
                        texts: texts))))
    }

    private func table(
        _ rows: [QualityProblem], _ results: [QualityResult], _ entry: Entry,
        _ values: [Quality.SourceRow: [String?]], shows: Bool, _ visit: Visit, pager: PagerView?
    ) -> TableView {
        let (texts, language) = (visit.texts, visit.language)
        let rules = Dictionary(results.map { ($0.position, $0) }) { first, _ in first }
        return TableView(
            texts("quality.problems"), captionHidden: true,
            columns: [
                .init(texts("quality.rule")), .init(texts("delivery.verdict")),
                .init(texts("quality.source")), .init(texts("quality.deliveredBy")),
                .init(texts(shows ? "quality.value" : "quality.digest")), .init(texts("case.article")),
            ],
            rows: rows.map { problem in
                let result = rules[problem.position]
                return [
                    .head(
                        result.map { RuleWords.title($0, language) } ?? "",
                        sub: result.flatMap { RuleWords.items($0.items, of: entry, language) }),
                    .text(desk.word(problem.verdict, language)),
                    .link(
                        texts("quality.line", ["line": Numbers.grouped(problem.line)]),
                        "/console/deliveries/\(problem.deliveryID)",
                        sub: texts("quality.delivery", ["number": String(problem.delivery)])),
                    .text(
                        problem.deliveredBy,
                        sub: texts(problem.isBySystem ? "quality.system" : "quality.person")),
                    shows
                        ? value(
                            values[.init(delivery: problem.delivery, line: problem.line)],
                            result?.items ?? [], entry, visit)
                        : .code(String(problem.valueDigest.prefix(16))),
                    .cited(desk.citation(result?.article, visit)),
                ]
            }, empty: EmptyView(texts("quality.noProblemsTitle"), texts("quality.noProblemsText")),
            pager: pager)
    }

    /// The values of the items at fault, as they are now.
    private func value(_ row: [String?]?, _ items: [Int], _ entry: Entry, _ visit: Visit) -> Cell {
        guard let row else { return .text(visit.texts("quality.replaced")) }
        let lines = items.compactMap { number -> String? in
            guard let place = entry.content.items.firstIndex(where: { $0.number == number }),
                row.indices.contains(place)
            else { return nil }
            let text = row[place] ?? ""
            let name = entry.content.items[place].name
            return visit.language == .chinese ? "\(name)：\(text)" : "\(name): \(text)"
        }
        return Cell.text("").listing(lines)
    }

    struct Model {
        let crumbs: [Crumb]
        let title: String
        let lead: String
        let bound: String
        let valuesHref: String?
        let valuesShown: Bool
        let table: TableView
    }
}
