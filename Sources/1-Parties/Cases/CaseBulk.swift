import Parties
import Regulation

/// What comes of one case when several are approved together, or would come of it (批量审批结果).
public struct CaseLine: Sendable, Hashable {
    /// As it was asked for.
    public let asked: String
    /// As it stands now; nil where it is not there for the actor.
    public let file: CaseFile?
    /// Why it is not approved; empty where it is.
    public let reasons: [Reason]

    public var isApproved: Bool { reasons.isEmpty }
}

/// Why several cases are not approved together (批量审批拒绝理由).
public enum CaseBulkCodes {
    public static let count = ReasonCode(
        "case-bulk-count", .malformed,
        title: Bilingual("没有选择办件，或一次选择的办件过多", "No case was chosen, or too many at a time"),
        remedy: Bilingual("选择办件，过多的分几次办理", "Choose cases, in several parts where they are many"))
    public static let oneByOne = ReasonCode(
        "case-one-by-one", .unlawful,
        title: Bilingual("这类办件须逐件办理", "Cases of this kind are decided one by one"),
        remedy: Bilingual("打开办件单独办理", "Open the case and decide it"))
    public static let notReached = ReasonCode(
        "case-not-reached", .unavailable,
        title: Bilingual("平台故障，没有办到这个办件", "The platform failed before it was done with this case"),
        remedy: Bilingual("查看办件是否已经办理，再办理其余办件", "See whether the case was decided, then do the rest"))

    public static let all = [count, oneByOne, notReached]
}

extension Cases {
    /// Cases that are approved together: each of them is still to be read.
    public static let bulkMax = 50

    /// What ``approveEach(_:seen:of:note:by:subjects:)`` would refuse now; nothing is decided.
    public func previewApprovals(
        _ ids: [String], of procedures: Set<String>, by actor: Actor
    ) async throws -> [CaseLine] {
        var lines: [CaseLine] = []
        for id in try Self.admitted(ids) {
            do {
                let file = try await file(id, for: actor)
                let ruling =
                    procedures.contains(file.procedure)
                    ? permit(Decision(.approve), on: file, by: actor)
                    : .refused([Reason(CaseBulkCodes.oneByOne, article: file.current?.article)])
                lines.append(CaseLine(asked: id, file: file, reasons: ruling.reasons))
            } catch let refusal as Refusal {
                lines.append(CaseLine(asked: id, file: nil, reasons: refusal.reasons))
            }
        }
        return lines
    }

    /// Approves the current step of each case of `procedures`, one decision after the other as
    /// ``decide(_:_:by:subjects:)`` takes it: each is a transaction with a record of its own, and a refusal of one
    /// keeps none of the others back. `note` goes into the timeline of each. `seen` says how a case stood when it
    /// was looked at, by its id: one that moved is refused with `case-changed-meanwhile`.
    ///
    /// Refuses the whole with `case-bulk-count`.
    public func approveEach(
        _ ids: [String], seen: [String: SeenCase] = [:], of procedures: Set<String>, note: String = "",
        by actor: Actor, subjects: [any CaseSubject]
    ) async throws -> [CaseLine] {
        var lines: [CaseLine] = []
        let known = try await previewApprovals(ids, of: procedures, by: actor)
        for line in known {
            guard line.file != nil, line.reasons.first?.code != CaseBulkCodes.oneByOne else {
                lines.append(line)
                continue
            }
            do {
                let file = try await decide(
                    line.asked, Decision(.approve, note: note, seen: seen[line.asked]), by: actor,
                    subjects: subjects)
                lines.append(CaseLine(asked: line.asked, file: file, reasons: []))
            } catch let refusal as Refusal {
                lines.append(CaseLine(asked: line.asked, file: line.file, reasons: refusal.reasons))
            } catch {
                // Whoever asked learns what was decided before the platform failed.
                guard lines.contains(where: \.isApproved) else { throw error }
                lines += known.dropFirst(lines.count).map {
                    CaseLine(asked: $0.asked, file: $0.file, reasons: [Reason(CaseBulkCodes.notReached)])
                }
                break
            }
        }
        return lines
    }

    /// The cases, each once.
    private static func admitted(_ ids: [String]) throws -> [String] {
        var known: Set<String> = []
        let distinct = ids.filter { known.insert($0).inserted }
        guard (1...bulkMax).contains(distinct.count) else {
            throw Refusal(
                CaseBulkCodes.count,
                detail: Bilingual("一次1至\(bulkMax)件", "1 to \(bulkMax) at a time"), field: "cases")
        }
        return distinct
    }
}
