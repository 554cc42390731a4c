import Cases
import Quality
import Regulation

/// What the cases of data quality are about, as those who act on them read it.
extension CaseSubjectView {
    /// A work order: the rules that were broken, with what the newest check still finds.
    static func qualityOrder(_ id: String, desk: Desk, visit: Visit) async throws -> CaseSubjectView {
        let (texts, quality) = (visit.texts, desk.platform.quality)
        let order = try await desk.platform.store.read { try quality.order(id, in: $0) }
        guard let entry = try await desk.entries([order.entry])[order.entry] else {
            throw Refusal(ServerCodes.noSuchPage)
        }
        let (found, now) = try await desk.platform.store.read { session in
            (
                try quality.results(of: order.run, in: session),
                try quality.results(of: order.checkedRun, in: session)
            )
        }
        let left = Dictionary(now.map { ($0.rule, $0) }) { first, _ in first }
        let table = OrderTable(desk: desk)
        return CaseSubjectView(
            title: texts("quality.problems"), href: EntryQualityPages.href(entry.id),
            facts: [
                FactsView([
                    Fact(texts("upkeep.entry"), entry.content.name, href: "/console/entries/\(entry.id)"),
                    Fact(texts("quality.state"), badges: [table.badge(order, visit)]),
                    Fact(texts("quality.found"), Numbers.grouped(order.found)),
                    Fact(texts("quality.left"), Numbers.grouped(order.left)),
                ])
            ],
            items: TableView(
                texts("quality.results"), captionHidden: true,
                columns: [
                    .init(texts("quality.rule")), .init(texts("quality.found"), numeric: true),
                    .init(texts("quality.left"), numeric: true), .init(texts("case.article")),
                ],
                rows: found.filter { order.rules.contains($0.rule) }.map { result in
                    let rest = left[result.rule]?.problems ?? 0
                    return [
                        .head(
                            RuleWords.title(result, visit.language),
                            sub: RuleWords.items(result.items, of: entry, visit.language)),
                        .link(
                            Numbers.grouped(result.problems),
                            RunPages.problemsHref(order.run, rule: result.position)),
                        rest > 0
                            ? .link(
                                Numbers.grouped(rest),
                                RunPages.problemsHref(
                                    order.checkedRun, rule: left[result.rule]?.position))
                            : .number(rest),
                        .cited(desk.citation(result.article, visit)),
                    ]
                }),
            supplementHref: nil)
    }

    /// Rules before the authority: what each asks for.
    static func qualityRules(_ file: CaseFile, desk: Desk, visit: Visit) async throws -> CaseSubjectView {
        let texts = visit.texts
        let set = try await desk.platform.store.read {
            try desk.platform.quality.ruleSet(ofCase: file.id, in: $0)
        }
        let entries = try await desk.entries([set.entry] + set.rules.compactMap(\.target))
        guard let entry = entries[set.entry] else { throw Refusal(ServerCodes.noSuchPage) }
        return CaseSubjectView(
            title: texts("quality.declared"), href: EntryQualityPages.href(entry.id),
            facts: [
                FactsView([
                    Fact(texts("upkeep.entry"), entry.content.name, href: "/console/entries/\(entry.id)"),
                    Fact(texts("quality.version"), String(set.version)),
                ])
            ],
            items: TableView(
                texts("quality.rules"), captionHidden: true,
                columns: [.init(texts("quality.rule")), .init(texts("quality.kind"))],
                rows: set.rules.map { rule in
                    let target = rule.target.map { entries[$0]?.content.name ?? $0 } ?? ""
                    return [
                        .head(
                            rule.name,
                            sub: rule.text(entry.content.items, target: target)[visit.language]),
                        .text(texts("quality.kinds.\(rule.kind.rawValue)")),
                    ]
                }),
            supplementHref: nil)
    }
}
