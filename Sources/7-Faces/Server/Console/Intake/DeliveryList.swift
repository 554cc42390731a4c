import Intake
import Regulation

/// Lists of deliveries in the one form that all pages use (交付列表).
struct DeliveryList: Sendable {
    let desk: Desk

    func table(_ receipts: [Receipt], _ visit: Visit, showsEntry: Bool) async throws -> TableView {
        let texts = visit.texts
        let entries = showsEntry ? try await desk.entries(receipts.map(\.entry)) : [:]
        let last = receipts.count == Self.pageSize ? receipts.last?.number : nil
        return TableView(
            texts("nav.intake"), captionHidden: true,
            columns: [
                .init(texts(showsEntry ? "application.entry" : "delivery.time")),
                .init(texts(showsEntry ? "delivery.time" : "delivery.actor")),
                .init(texts("delivery.rowsRead"), numeric: true),
                .init(texts("delivery.good"), numeric: true),
                .init(texts("delivery.problems"), numeric: true), .init(texts("delivery.state")),
            ],
            rows: receipts.map { receipt in
                let time = desk.time(receipt.acceptedAt)
                let href = "/console/deliveries/\(receipt.id)"
                return [
                    .head(
                        showsEntry ? entries[receipt.entry]?.content.name ?? receipt.code : time, href: href,
                        sub: showsEntry ? receipt.code : nil),
                    showsEntry ? .text(time, sub: receipt.actorName) : .text(receipt.actorName),
                    .number(receipt.rowsRead), .number(receipt.good), .number(receipt.problems),
                    .badge(Self.state(receipt, visit)),
                ]
            },
            empty: EmptyView(texts("delivery.emptyTitle"), texts("delivery.emptyText")),
            pager: PagerView(
                nextHref: last.map { visit.href(setting: "before", to: String($0)) }, previousHref: nil,
                texts: texts))
    }

    static let pageSize = Intake.receiptsMax

    static func state(_ receipt: Receipt, _ visit: Visit) -> Badge {
        switch receipt.state {
        case .accepted: Badge(.info, visit.texts("state.delivery.accepted"))
        case .interrupted: Badge(.bad, visit.texts("state.delivery.interrupted"))
        case .finished:
            receipt.problems > 0
                ? Badge(.warn, visit.texts("state.delivery.withProblems"))
                : Badge(.good, visit.texts("state.delivery.finished"))
        }
    }
}
