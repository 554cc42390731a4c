import Regulation
import Standards
import Store

/// Whether the relations of an entry are well formed (关联关系检查): a pure ruling; whether their targets exist is for
/// the catalogue.
struct RelationCheck {
    let article: ArticleReference?

    func callAsFunction(_ relations: [EntryRelation]) -> Ruling {
        if relations.count > EntryRelation.countMax {
            return .refused([
                Reason(
                    CatalogueCodes.overLimit,
                    detail: Bilingual(
                        "关联关系超过\(EntryRelation.countMax)条", "more than \(EntryRelation.countMax) relations"),
                    field: "relations")
            ])
        }
        var reasons: [Reason] = []
        var known: Set<[String]> = []
        for relation in relations {
            func malformed(_ zh: String, _ en: String) {
                reasons.append(
                    Reason(
                        CatalogueCodes.elementMalformed, article: article,
                        detail: Bilingual("\(relation.kind.zh)：\(zh)", "\(relation.kind.en): \(en)"),
                        field: "relations"))
            }
            let texts = [relation.target, relation.note]
            if relation.target.isEmpty { malformed("没有写明关联对象", "no target") }
            if texts.contains(where: { $0.count > EntryRelation.textMax }) {
                malformed("超过\(EntryRelation.textMax)字", "over \(EntryRelation.textMax) characters")
            }
            if texts.contains(where: { $0.contains(where: \.isNewline) })
                || relation.target.contains(where: { $0 == "|" || $0 == "｜" })
            {
                malformed("只能写一行，对象中不含竖线", "one line, and no bar in the target")
            }
            if relation.kind.isOfEntries, !relation.target.isEmpty,
                !ResourceCode.check(relation.target).isValid
            {
                malformed("应为信息资源代码", "a resource code")
            }
            if !known.insert([relation.kind.rawValue, relation.target]).inserted {
                malformed("重复", "stated twice")
            }
        }
        return Ruling(reasons)
    }
}

extension Catalogue {
    /// Entries that a search for circles looks at; beyond them none is looked for.
    static let derivationsMax = 1_000

    /// Whether the entries that `content` relates to exist, are not the entry itself, and are not derived from it.
    /// `code` is that of the entry; nil before its first publication.
    func relations(of content: EntryContent, code: String?, in session: any Session) throws -> Ruling {
        var reasons: [Reason] = []
        func refuse(_ code: ReasonCode, _ target: String) {
            reasons.append(
                Reason(
                    code, article: profile.article(for: .entryElements), detail: Bilingual(target, target),
                    field: "relations"))
        }
        for relation in content.relations.prefix(EntryRelation.countMax) where relation.kind.isOfEntries {
            if relation.target == code {
                refuse(CatalogueCodes.relatedToItself, relation.target)
            } else if try session.number(
                "SELECT count(*) FROM entry WHERE code = ?", [.text(relation.target)]) == 0
            {
                refuse(CatalogueCodes.relationTargetUnknown, relation.target)
            } else if relation.kind == .derivedFrom, let code,
                try isDerived(relation.target, from: code, in: session)
            {
                refuse(CatalogueCodes.relationCyclic, relation.target)
            }
        }
        return Ruling(reasons)
    }

    /// Whether `target` is derived from `code`, directly or through others. What is under review counts as it would
    /// be published, so that two reviews at once close no circle.
    private func isDerived(_ target: String, from code: String, in session: any Session) throws -> Bool {
        var waiting = [target]
        var known: Set<String> = [target]
        while let next = waiting.popLast() {
            guard
                let entry = try session.first(
                    "SELECT * FROM entry WHERE code = ?", [.text(next)], Self.entry)
            else { continue }
            let contents = [entry.content] + (entry.state == .inReview ? entry.draft.map { [$0] } ?? [] : [])
            for relation in contents.flatMap(\.relations) where relation.kind == .derivedFrom {
                if relation.target == code { return true }
                if known.count < Self.derivationsMax, known.insert(relation.target).inserted {
                    waiting.append(relation.target)
                }
            }
        }
        return false
    }
}
