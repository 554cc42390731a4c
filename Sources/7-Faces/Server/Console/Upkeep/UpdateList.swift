import Cases
import Regulation
import Upkeep

/// Lists of updates in the one form that all pages use (更新任务列表).
struct UpdateList: Sendable {
    let desk: Desk

    func table(
        _ assignments: [UpdateAssignment], _ visit: Visit, pager: PagerView? = nil, empty: EmptyView? = nil
    ) async throws -> TableView {
        let texts = visit.texts
        let names = try await desk.bodyNames(assignments.map(\.body))
        return TableView(
            texts("upkeep.updates"), captionHidden: true,
            columns: [
                .init(texts("upkeep.what")), .init(texts("upkeep.body")), .init(texts("upkeep.doneOf")),
                .init(texts("upkeep.due")), .init(texts("case.article")),
            ],
            rows: assignments.map { assignment in
                let event = assignment.event
                return [
                    .head(
                        event.what, href: "/console/upkeep/events/\(event.id)",
                        sub: "\(texts("upkeep.kind.\(event.kind.rawValue)")) · \(event.occurred)"),
                    .text(names[assignment.body] ?? assignment.body),
                    .text("\(assignment.total - assignment.open) / \(assignment.total)"),
                    due(assignment, visit),
                    .cited(desk.citation(assignment.due?.article ?? event.article, visit)),
                ]
            },
            empty: empty ?? EmptyView(texts("upkeep.noUpdatesTitle"), texts("upkeep.noUpdatesText")),
            pager: pager)
    }

    /// The bodies of one event, by name.
    func bodies(_ assignments: [UpdateAssignment], _ names: [String: String], _ visit: Visit) -> TableView {
        let texts = visit.texts
        return TableView(
            texts("upkeep.byBody"), captionHidden: true,
            columns: [
                .init(texts("upkeep.body")), .init(texts("upkeep.doneOf")), .init(texts("upkeep.due")),
                .init(texts("case.article")),
            ],
            rows: assignments.map { assignment in
                [
                    .head(names[assignment.body] ?? assignment.body),
                    .text("\(assignment.total - assignment.open) / \(assignment.total)"),
                    due(assignment, visit),
                    .cited(desk.citation(assignment.due?.article ?? assignment.event.article, visit)),
                ]
            })
    }

    func due(_ assignment: UpdateAssignment, _ visit: Visit) -> Cell {
        var cell = Cell.badges(badges(assignment, visit))
        cell.sub = assignment.due.map { desk.dueDay($0, visit) } ?? visit.texts("upkeep.noDay")
        return cell
    }

    func badges(_ assignment: UpdateAssignment, _ visit: Visit) -> [Badge] {
        let texts = visit.texts
        var badges: [Badge] = []
        if assignment.closedAt != nil {
            badges.append(
                assignment.endedLate > 0
                    ? Badge(.warn, texts("upkeep.endedLate")) : Badge(.good, texts("upkeep.ended")))
        } else if let due = assignment.due, due.isOverdue(on: desk.platform.today), assignment.late == 0 {
            badges.append(Badge(.info, texts("upkeep.handedIn")))
        } else {
            badges += [desk.dueBadge(assignment.due, visit)].compactMap { $0 }
        }
        if assignment.escalatedAt != nil, assignment.closedAt == nil {
            badges.append(Badge(.bad, texts("case.escalated")))
        }
        if assignment.prolongation?.state == .asked, assignment.closedAt == nil {
            badges.append(Badge(.info, texts("upkeep.moreAsked")))
        }
        return badges
    }
}
