import Catalogue
import Regulation

extension QualityRule {
    /// What the rule asks for in words (规则内容): names of items, signs and bounds. `target` names the entry referred to.
    public func text(_ items: [Item], target: String) -> Bilingual {
        let names = self.items.map { number in
            items.first { $0.number == number }?.name ?? "#\(number)"
        }
        let all = names.joined(separator: "、")
        let (left, right) = (names.first ?? "", names.dropFirst().first ?? "")
        switch kind {
        case .range:
            let today = Bilingual("检查之日", "the day of the check")
            func bounds(_ words: (Bilingual) -> String) -> String {
                [
                    least.map { "≥ " + ($0 == Self.today ? words(today) : $0) },
                    most.map { "≤ " + ($0 == Self.today ? words(today) : $0) },
                ]
                .compactMap { $0 }.joined(separator: ", ")
            }
            return Bilingual("\(left) \(bounds(\.zh))", "\(left) \(bounds(\.en))")
        case .comparison:
            let text = "\(left) \(order?.sign ?? "") \(right)"
            return Bilingual(text, text)
        case .birthInID, .sexInID:
            return Bilingual("\(right) = \(left)所载", "\(right) = as in \(left)")
        case .reference: return Bilingual("\(all) → 《\(target)》", "\(all) → \(target)")
        default: return Bilingual("\(all) 唯一", "\(all) unique")
        }
    }
}
