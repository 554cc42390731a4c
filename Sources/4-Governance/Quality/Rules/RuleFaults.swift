import Catalogue
import Datasets
import Regulation
import Standards

/// Holds declared rules against the entry (规则审查): a pure ruling with every fault at once.
struct RuleFaults {
    let items: [Item]
    let article: ArticleReference?
    /// The shapes of entries that rules refer to, by id; nothing for one that is not in force.
    let targets: [String: DatasetShape]

    func callAsFunction(_ rules: [QualityRule]) -> Ruling {
        if rules.count > QualityRuleSet.rulesMax {
            return .refused([
                Reason(
                    QualityCodes.tooManyRules, article: article,
                    detail: Bilingual(
                        "至多\(QualityRuleSet.rulesMax)条", "at most \(QualityRuleSet.rulesMax)"),
                    field: "rules")
            ])
        }
        var reasons: [Reason] = []
        var seen: Set<String> = []
        for (index, rule) in rules.enumerated() {
            var fault = fault(of: rule)
            if fault == nil, !seen.insert(rule.key).inserted {
                fault = Bilingual("与前面的规则相同", "the same as a rule before")
            }
            if let fault {
                let number = index + 1
                reasons.append(
                    Reason(
                        QualityCodes.ruleMalformed, article: article,
                        detail: Bilingual("第\(number)条：\(fault.zh)", "rule \(number): \(fault.en)"),
                        field: "rules"))
            }
        }
        return Ruling(reasons)
    }

    private func fault(of rule: QualityRule) -> Bilingual? {
        guard !rule.name.allSatisfy(\.isWhitespace), rule.name.count <= QualityRule.nameMax else {
            return Bilingual(
                "名称为1至\(QualityRule.nameMax)字", "its name has 1 to \(QualityRule.nameMax) characters")
        }
        guard QualityRuleKind.declared.contains(rule.kind) else {
            return Bilingual("该类规则由信息项自动产生", "rules of this kind follow from the items")
        }
        let found = rule.items.compactMap { number in items.first { $0.number == number } }
        guard !found.isEmpty, found.count == rule.items.count, found.count <= QualityRule.itemsMax,
            Set(rule.items).count == rule.items.count
        else { return Bilingual("信息项不存在、重复或者过多", "items are unknown, repeated or too many") }
        switch rule.kind {
        case .range: return range(rule, found)
        case .comparison:
            guard found.count == 2, rule.order != nil else {
                return Bilingual("比较须有两个信息项和比较方式", "a comparison has two items and an order")
            }
            guard ValueOrder(found[0]) != nil, ValueOrder(found[0]) == ValueOrder(found[1]) else {
                return Bilingual("两个信息项的类型不能比较", "values of the two types cannot be compared")
            }
            return nil
        case .birthInID:
            guard found.count == 2, found[0].identifier == .citizenID, ValueOrder(found[1]) == .day else {
                return Bilingual(
                    "须依次为公民身份号码和日期信息项", "must be an identity number, then a date")
            }
            return nil
        case .sexInID:
            guard found.count == 2, found[0].identifier == .citizenID, found[1].type == .characters else {
                return Bilingual(
                    "须依次为公民身份号码和字符型的性别信息项", "must be an identity number, then the sex as characters")
            }
            return nil
        case .reference: return reference(rule, found)
        default: return nil
        }
    }

    private func range(_ rule: QualityRule, _ found: [Item]) -> Bilingual? {
        guard found.count == 1, let order = ValueOrder(found[0]) else {
            return Bilingual("范围只用于一个数值、日期或时间信息项", "a range is of one number, day or moment")
        }
        let bounds = [rule.least, rule.most].compactMap { $0 }
        guard !bounds.isEmpty else { return Bilingual("缺少上限和下限", "it has no bound") }
        for bound in bounds where order.bound(bound, of: found[0]) == nil {
            return Bilingual("界限不是该信息项的值", "a bound is no value of the item")
        }
        return nil
    }

    private func reference(_ rule: QualityRule, _ found: [Item]) -> Bilingual? {
        guard let target = rule.target.flatMap({ targets[$0] }) else {
            return Bilingual("被引用的须为已发布的目录条目", "must refer to a published entry")
        }
        guard target.key.count == found.count else {
            return Bilingual(
                "信息项须与被引用条目的主键一一对应", "items must match the other entry's key one by one")
        }
        let isAlike = zip(target.key, found).allSatisfy {
            DatasetShape.storage($0.type) == DatasetShape.storage($1.type)
        }
        return isAlike ? nil : Bilingual("类型与被引用条目的主键不同", "their types are not those of the other key")
    }
}
