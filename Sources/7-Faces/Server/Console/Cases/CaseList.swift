import Cases
import Regulation

/// Lists of cases in the one form that all pages use (办件列表).
struct CaseList: Sendable {
    let desk: Desk

    func table(
        _ files: [CaseFile], _ visit: Visit, caption: String, empty: EmptyView? = nil,
        choosing: Set<String> = []
    ) async throws -> TableView {
        let texts = visit.texts
        let names = try await desk.bodyNames(files.map(\.openerBody) + files.compactMap { $0.current?.body })
        let boxes: [TableView.Column] =
            choosing.isEmpty ? [] : [.init(texts("bulk.choose"), titleHidden: true)]
        return TableView(
            texts(caption), captionHidden: true,
            columns: boxes + [
                .init(texts("case.title")), .init(texts("case.step")), .init(texts("case.opener")),
                .init(texts("case.due")), .init(texts("case.article")),
            ],
            rows: files.map { file in
                box(file, choosing, visit) + [
                    .head(
                        file.title, href: "/console/cases/\(file.id)",
                        sub: "\(file.procedureName[visit.language]) · \(desk.time(file.openedAt))"),
                    step(file, names, visit),
                    .text(names[file.openerBody] ?? file.openerBody),
                    due(file, visit),
                    .cited(desk.citation(file.current?.article, visit)),
                ]
            },
            empty: empty ?? EmptyView(texts("case.emptyTitle"), texts("case.emptyText")))
    }

    /// Those of `choosing` have a box; the column is there where any has one.
    private func box(_ file: CaseFile, _ choosing: Set<String>, _ visit: Visit) -> [Cell] {
        guard !choosing.isEmpty else { return [] }
        guard choosing.contains(file.id) else { return [.text("")] }
        return [.box("case", file.id, label: visit.texts("bulk.chooseOne", ["name": file.title]))]
    }

    private func step(_ file: CaseFile, _ names: [String: String], _ visit: Visit) -> Cell {
        guard file.state == .open, let step = file.current else {
            return .badge(desk.stateBadge(file.state, visit))
        }
        return .text(step.name[visit.language], sub: names[step.body])
    }

    private func due(_ file: CaseFile, _ visit: Visit) -> Cell {
        guard let due = file.current?.due, file.state == .open else { return .text("") }
        let reported =
            file.current?.escalation == nil ? nil : Badge(.bad, visit.texts("case.escalated"))
        var cell = Cell.badges([desk.dueBadge(due, visit), reported].compactMap { $0 })
        cell.sub = desk.dueDay(due, visit)
        return cell
    }
}
