import Catalogue
import Datasets
import Intake
import Regulation
import Standards

/// The rules of one entry made ready for a pass over its rows (检查方案): those of the items, and those that were declared.
struct QualityPlan: Sendable {
    /// One rule with what its result will say.
    struct Line: Sendable {
        let key: String
        let kind: QualityRuleKind
        let indicator: QualityIndicator
        /// The name that its body gave it; empty for those of the items.
        let title: String
        /// Numbers of items.
        let items: [Int]
        let article: ArticleReference?
    }

    /// The rules of one column, each as its place among the lines; nil where the item has no such rule.
    struct Column: Sendable {
        let check: ItemCheck
        let required: Int?
        let type: Int?
        let length: Int?
        let identifier: Int?
        let codeList: Int?

        /// Where a fault is counted: at the rule that the item has, else with its type, else nowhere.
        func line(_ fault: ValueFault) -> Int? {
            switch fault {
            case .type: type
            case .length: length ?? type
            case .identifier: identifier
            case .codeList: codeList
            }
        }
    }

    /// A declared rule on the values of one row.
    enum Cross: Sendable {
        case range(column: Int, ValueOrder, least: [UInt8]?, most: [UInt8]?)
        case comparison(left: Int, right: Int, ValueOrder, QualityRule.Order)
        case birthInID(id: Int, birth: Int)
        case sexInID(id: Int, sex: Int)
        /// The place among the presences of the scan.
        case reference(columns: [Int], presence: Int)
    }

    let shape: DatasetShape
    let columns: [Column]
    let crosses: [(line: Int, rule: Cross)]
    let uniques: [(line: Int, items: [Item])]
    let presences: [DatasetScan.Presence]
    /// Every rule; those of rows first.
    let lines: [Line]
    let duplicates: Int?
    let dirty: Int
    let records: Int
    let timely: Int
    let accessible: Int

    /// Declared rules whose items or target are gone are left out: a rule that speaks of nothing counts nothing.
    ///
    /// - Parameter today: `2026-03-02`, for bounds that move with the day.
    init(
        _ shape: DatasetShape, references: ValueReferences, rules: [QualityRule],
        targets: [String: DatasetShape], today: String, article: ArticleReference?,
        founding: (CheckRule, Item) -> ArticleReference?
    ) {
        self.shape = shape
        var lines: [Line] = []
        func add(
            _ kind: QualityRuleKind, _ key: String, title: String = "", items: [Item], ofTime: Bool = false,
            _ article: ArticleReference?
        ) -> Int {
            lines.append(
                Line(
                    key: key, kind: kind, indicator: kind.indicator(isOfTime: ofTime), title: title,
                    items: items.map(\.number), article: article))
            return lines.count - 1
        }
        columns = shape.items.map { item in
            let check = ItemCheck(item, references)
            func line(_ kind: QualityRuleKind, _ isThere: Bool) -> Int? {
                guard isThere, let rule = kind.check else { return nil }
                return add(kind, "\(kind.rawValue):\(item.number)", items: [item], founding(rule, item))
            }
            return Column(
                check: check, required: line(.required, !check.mayBeBlank),
                type: line(.type, Self.isTyped(item)),
                length: line(.length, Self.isBounded(item)),
                identifier: line(.identifier, item.identifier != nil),
                codeList: line(.codeList, references.codes[item.number] != nil))
        }
        var crosses: [(Int, Cross)] = []
        var uniques: [(Int, [Item])] = []
        var presences: [DatasetScan.Presence] = []
        for rule in rules {
            let places = rule.items.compactMap { number in shape.items.firstIndex { $0.number == number } }
            guard places.count == rule.items.count, let first = places.first else { continue }
            let items = places.map { shape.items[$0] }
            let order = ValueOrder(items[0])
            func add() -> Int {
                lines.append(
                    Line(
                        key: rule.key, kind: rule.kind,
                        indicator: rule.kind.indicator(isOfTime: order?.isOfTime == true), title: rule.name,
                        items: rule.items, article: article))
                return lines.count - 1
            }
            func bound(_ text: String?) -> [UInt8]? {
                text.flatMap { order?.bound($0 == QualityRule.today ? today : $0, of: items[0]) }
                    .map { Array($0.utf8) }
            }
            switch rule.kind {
            case .range:
                guard let order else { continue }
                let (least, most) = (bound(rule.least), bound(rule.most))
                guard least != nil || most != nil else { continue }
                crosses.append((add(), .range(column: first, order, least: least, most: most)))
            case .comparison:
                guard places.count == 2, let order, order == ValueOrder(items[1]), let wanted = rule.order
                else { continue }
                crosses.append((add(), .comparison(left: first, right: places[1], order, wanted)))
            case .birthInID where places.count == 2:
                crosses.append((add(), .birthInID(id: first, birth: places[1])))
            case .sexInID where places.count == 2:
                crosses.append((add(), .sexInID(id: first, sex: places[1])))
            case .reference:
                guard let target = rule.target.flatMap({ targets[$0] }), target.key.count == items.count
                else {
                    continue
                }
                crosses.append((add(), .reference(columns: places, presence: presences.count)))
                presences.append(DatasetScan.Presence(items, in: target))
            case .unique: uniques.append((add(), items))
            default: continue
            }
        }
        duplicates = uniques.isEmpty ? nil : add(.duplicates, "duplicates", items: [], article)
        dirty = add(.dirty, "dirty", items: [], article)
        records = add(.records, "records", items: [], article)
        timely = add(.timely, "timely", items: [], article)
        accessible = add(.accessible, "accessible", items: [], article)
        self.lines = lines
        self.crosses = crosses.map { (line: $0.0, rule: $0.1) }
        self.uniques = uniques.map { (line: $0.0, items: $0.1) }
        self.presences = presences
    }

    /// Whether a value can be too long: characters without a length have that of the platform.
    private static func isBounded(_ item: Item) -> Bool {
        item.length != nil || item.scale != nil || item.type == .characters && !isTyped(item)
    }

    /// Whether a value can be of another type than its item at all: any text is characters.
    private static func isTyped(_ item: Item) -> Bool {
        DatasetShape.storage(item.type) != "t" || ValueOrder(item) != nil
    }
}
