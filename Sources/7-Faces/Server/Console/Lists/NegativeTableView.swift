import Catalogue
import Matters
import Regulation

/// The negative list as a table of the console (负面清单表格).
struct NegativeTableView {
    let desk: Desk
    let visit: Visit
    /// Names of bodies by id.
    let names: [String: String]
    /// Whether the reader may file reasons for their own body.
    let mayFile: Bool

    private var texts: TextNode { visit.texts }

    func table(_ found: NegativePage) -> TableView {
        TableView(
            texts("lists.found", ["total": Numbers.grouped(Int64(found.total))]),
            columns: [
                .init(texts("entry.name")), .init(texts("lists.responsible")),
                .init(texts("lists.restriction")), .init(texts("lists.reasons")), .init(texts("lists.basis")),
                .init(texts("lists.state")), .init(texts("lists.confirmation")),
            ], rows: found.lines.map(row),
            empty: EmptyView(texts("lists.negativeEmptyTitle"), texts("lists.negativeEmptyText")),
            pager: PagerView(
                page: found.filter.page, size: found.filter.pageSize, total: found.total, texts: texts
            ) { visit.href(setting: "page", to: String($0)) })
    }

    private func row(_ line: NegativeLine) -> [Cell] {
        var restriction = Cell.text(
            line.restriction.word(in: desk.profile)[visit.language],
            sub: line.items.isEmpty ? nil : line.items.joined(separator: "、"))
        restriction.citation = desk.citation(line.restriction.article(in: desk.profile), visit)
        return [
            .head(
                line.name, href: "/console/entries/\(line.id)",
                sub: "\(line.code) · v\(line.version)"),
            .text(names[line.body] ?? line.body), restriction,
            .text(line.reasons.isEmpty ? texts("lists.noReasons") : line.reasons), .text(line.basis),
            state(line), confirmation(line),
        ]
    }

    private func state(_ line: NegativeLine) -> Cell {
        let tone: Tone =
            switch line.state {
            case .confirmed: .good
            case .unconfirmed: .warn
            case .lapsed: .bad
            }
        var cell = Cell.badge(Badge(tone, texts("state.restriction.\(line.state.rawValue)")))
        guard line.state == .lapsed else { return cell }
        cell.sub = texts(
            "lists.lapsed",
            ["before": String(line.confirmation?.version ?? 0), "now": String(line.version)])
        if let href = href(line) {
            cell.text = texts("lists.fileAgain")
            cell.href = href
        }
        return cell
    }

    private func confirmation(_ line: NegativeLine) -> Cell {
        guard let confirmation = line.confirmation else { return unfiled(line) }
        let who = [confirmation.body.map { names[$0] ?? $0 }, confirmation.signer].compactMap { $0 }
            .joined(separator: " ")
        let what = texts(
            "lists.confirmedVersion",
            ["version": String(confirmation.version), "day": desk.day(confirmation.at)])
        var cell =
            confirmation.caseID.map { Cell.link(what, "/console/cases/\($0)", sub: who) }
            ?? .text(what, sub: who)
        cell.citation = desk.citation(confirmation.article, visit)
        return cell
    }

    /// Where the reader may file, the way to it with the entry filled in.
    private func unfiled(_ line: NegativeLine) -> Cell {
        href(line).map { .shortLink(texts("lists.file"), $0) } ?? .text(texts("lists.notConfirmed"))
    }

    private func href(_ line: NegativeLine) -> String? {
        let list = desk.platform.negativeList
        guard mayFile, line.body == visit.person?.body.id, let procedure = list.filing else { return nil }
        var href = "/console/matters/new/\(procedure.id)?entries=\(Visit.encoded(line.code))"
        if let answer = list.answer(for: line.restriction) {
            href += "&restriction=\(Visit.encoded(answer))"
        }
        return href
    }
}
