import Regulation
import Standards

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
        for (index, relation) in relations.enumerated() {
            func malformed(_ zh: String, _ en: String) {
                reasons.append(
                    Reason(
                        CatalogueCodes.elementMalformed, article: article,
                        detail: Bilingual(
                            "第\(index + 1)条（\(relation.kind.zh)）：\(zh)",
                            "no. \(index + 1) (\(relation.kind.en)): \(en)"),
                        field: "relations"))
            }
            let texts = [relation.target, relation.note]
            if relation.target.isEmpty { malformed("没有写明关联对象", "no target") }
            if texts.contains(where: { $0.unicodeScalars.count > EntryRelation.textMax }) {
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
