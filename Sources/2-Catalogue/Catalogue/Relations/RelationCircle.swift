import Regulation
import Store

/// Whether relations lead to entries that are there, and run in no circle (关联关系核对).
extension Catalogue {
    /// Entries that the search for a circle visits; what reaches further is refused, so that none is overlooked.
    static let relationsWalkedMax = 10_000
    /// Codes of a circle that its refusal names: the first and the last.
    private static let circleShown = 12

    /// Whether the entries that `content` relates to are in the catalogue, are not the entry itself, and do not
    /// lead back to it by relations of a kind that runs one way. `code` is that of the entry; nil before its first
    /// publication, when nothing can lead to it.
    func relations(of content: EntryContent, code: String?, in session: any Session) throws -> Ruling {
        let relations = content.relations.prefix(EntryRelation.countMax).filter(\.kind.isOfEntries)
        guard !relations.isEmpty else { return .allowed }
        let article = profile.article(for: .entryElements)
        func reason(_ reason: ReasonCode, _ zh: String, _ en: String) -> Reason {
            Reason(reason, article: article, detail: Bilingual(zh, en), field: "relations")
        }
        let known = Set(try named(relations.map(\.target), in: session).map(\.code))
        var reasons: [Reason] = []
        for relation in relations {
            let (zh, en) = (
                "\(relation.kind.zh) \(relation.target)", "\(relation.kind.en) \(relation.target)"
            )
            if relation.target == code {
                reasons.append(reason(CatalogueCodes.relatedToItself, zh, en))
            } else if !known.contains(relation.target) {
                reasons.append(reason(CatalogueCodes.relationTargetUnknown, zh, en))
            }
        }
        guard let code else { return Ruling(reasons) }
        for kind in EntryRelation.Kind.allCases where kind.isAcyclic {
            let targets = relations.filter { $0.kind == kind && $0.target != code }.map(\.target)
            switch try circle(of: kind, from: code, over: targets, in: session) {
            case .none: continue
            case .found(let codes):
                let path = Self.text(codes)
                reasons.append(
                    reason(CatalogueCodes.relationCyclic, "\(kind.zh)：\(path)", "\(kind.en): \(path)"))
            case .tooFar:
                reasons.append(
                    reason(
                        CatalogueCodes.overLimit,
                        "\(kind.zh)：经由的条目超过\(Self.relationsWalkedMax)个",
                        "\(kind.en): leads on over more than \(Self.relationsWalkedMax) entries"))
            }
        }
        return Ruling(reasons)
    }

    private enum Circle {
        case none
        /// The codes of a shortest circle, the entry's own first and last.
        case found([String])
        case tooFar
    }

    /// What is under review counts as it would be published, so that two reviews at once close no circle: under
    /// serialisable writes one of them sees what the other put there.
    private func circle(
        of kind: EntryRelation.Kind, from code: String, over targets: [String], in session: any Session
    ) throws -> Circle {
        var before: [String: String] = [:]
        for target in targets { before[target] = code }
        var waiting = targets
        var next = 0
        while next < waiting.count {
            let here = waiting[next]
            next += 1
            let further = try session.all(
                """
                SELECT DISTINCT r.target AS target FROM entry_relation AS r JOIN entry AS e ON e.id = r.entry
                WHERE e.code = ? AND r.kind = ? ORDER BY r.target
                """, [.text(here), .text(kind.rawValue)]
            ) { try $0.text("target") }
            for target in further {
                if target == code {
                    var path = [here]
                    while let earlier = before[path[path.count - 1]], earlier != code { path.append(earlier) }
                    return .found([code] + path.reversed() + [code])
                }
                guard before[target] == nil else { continue }
                guard before.count < Self.relationsWalkedMax else { return .tooFar }
                before[target] = here
                waiting.append(target)
            }
        }
        return .none
    }

    /// `301001/000001 → 301001/000002 → 301001/000001`, a long one with its middle left out.
    private static func text(_ codes: [String]) -> String {
        guard codes.count > circleShown else { return codes.joined(separator: " → ") }
        let half = circleShown / 2
        let shown = Array(codes.prefix(half)) + ["…(\(codes.count - circleShown))…"] + codes.suffix(half)
        return shown.joined(separator: " → ")
    }
}
