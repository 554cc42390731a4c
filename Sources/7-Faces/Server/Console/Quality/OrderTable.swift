import Quality
import Regulation

/// Work orders as a table (工单列表).
struct OrderTable {
    let desk: Desk

    func table(_ orders: [WorkOrder], _ visit: Visit, pager: PagerView? = nil) async throws -> TableView {
        let texts = visit.texts
        let entries = try await desk.entries(orders.map(\.entry))
        let names = try await desk.bodyNames(orders.map(\.body))
        return TableView(
            texts("quality.orders"), captionHidden: true,
            columns: [
                .init(texts("upkeep.entry")), .init(texts("entry.provider")),
                .init(texts("quality.found"), numeric: true), .init(texts("quality.left"), numeric: true),
                .init(texts("case.due")), .init(texts("quality.state")),
            ],
            rows: orders.map { order in
                [
                    .head(
                        entries[order.entry]?.content.name ?? order.entry,
                        href: "/console/cases/\(order.caseID)",
                        sub: texts(
                            "quality.openedBy",
                            ["run": String(order.run), "day": desk.day(order.openedAt)])),
                    .text(names[order.body] ?? order.body),
                    .link(Numbers.grouped(order.found), RunPages.problemsHref(order.run)),
                    order.left > 0
                        ? .link(Numbers.grouped(order.left), RunPages.problemsHref(order.checkedRun))
                        : .number(0),
                    .time(order.due?.description ?? ""), .badge(badge(order, visit)),
                ]
            }, empty: EmptyView(texts("quality.noOrdersTitle"), texts("quality.noOrdersText")), pager: pager)
    }

    func badge(_ order: WorkOrder, _ visit: Visit) -> Badge {
        let isLate = order.state == .open && (order.due.map { desk.platform.today > $0 } ?? false)
        let tone: Tone =
            switch order.state {
            case .open: isLate ? .bad : .warn
            case .closed: .good
            case .withdrawn: .plain
            }
        let state = isLate ? "overdue" : order.state.rawValue
        return Badge(tone, visit.texts("quality.orderState.\(state)"))
    }
}
