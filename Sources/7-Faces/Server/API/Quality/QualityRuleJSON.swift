import Catalogue
import Quality
import Regulation

/// A declared rule with its items by their field names (质量规则).
struct QualityRuleJSON: Codable, Described {
    let name: String
    let kind: String
    let items: [String]
    var order: String?
    var least: String?
    var most: String?
    /// Id or resource code of the entry referred to.
    var target: String?

    init(_ rule: QualityRule, items all: [Item]) {
        name = rule.name
        kind = rule.kind.rawValue
        items = rule.items.map { number in all.first { $0.number == number }?.field ?? "" }
        order = rule.order?.rawValue
        least = rule.least
        most = rule.most
        target = rule.target
    }

    /// The rule for an entry with these items; an unknown field becomes number 0, which no item has. `targets` are the
    /// ids of entries by what they were named by.
    func rule(_ all: [Item], targets: [String: String]) -> QualityRule {
        QualityRule(
            name: name, kind: QualityRuleKind(rawValue: kind) ?? .dirty,
            items: items.map { field in all.first { $0.field == field }?.number ?? 0 },
            order: order.flatMap { QualityRule.Order(rawValue: $0) }, least: least, most: most,
            target: target.map { targets[$0] ?? $0 })
    }

    static let schema = Schema.named(
        "QualityRule", Bilingual("申报的质量规则", "A declared rule"),
        .object([
            .init("name", Bilingual("名称", "Name"), .text(QualityRule.nameMax)),
            .init("kind", Bilingual("规则类别", "Kind"), .oneOf(QualityRuleKind.declared.map(\.rawValue))),
            .init(
                "items", Bilingual("信息项的字段名，依次", "Field names of the items, in order"),
                .array(.text(100), max: QualityRule.itemsMax)),
            .init("order", Bilingual("比较方式", "Order"), .oneOf(QualityRule.Order.self), optional: true),
            .init("least", Bilingual("下限", "The least"), .text(QualityRule.boundMax), optional: true),
            .init("most", Bilingual("上限", "The most"), .text(QualityRule.boundMax), optional: true),
            .init(
                "target", Bilingual("被引用目录的编号或代码", "Id or code of the entry referred to"), .text(200),
                optional: true),
        ]))
}

/// All rules declared for an entry at once (申报质量规则).
struct QualityRulesJSON: Codable, Described {
    let rules: [QualityRuleJSON]

    static let schema = Schema.object([
        .init(
            "rules", Bilingual("全部规则", "All rules"),
            .array(QualityRuleJSON.schema, max: QualityRuleSet.rulesMax))
    ])
}

/// Versions of an entry's declared rules (质量规则版本).
struct QualityRuleSetsJSON: Codable, Described {
    let sets: [Line]

    struct Line: Codable {
        let version: Int
        let state: String
        let rules: [QualityRuleJSON]
        let declaredBy: String
        let caseID: String?
        let proposedAt: String
        let decidedAt: String?

        init(_ set: QualityRuleSet, items: [Item]) {
            version = set.version
            state = set.state.rawValue
            rules = set.rules.map { QualityRuleJSON($0, items: items) }
            declaredBy = set.actorName
            caseID = set.caseID
            proposedAt = set.proposedAt.iso8601
            decidedAt = set.decidedAt?.iso8601
        }

        static let schema = Schema.named(
            "QualityRuleSet", Bilingual("质量规则的一个版本", "A version of an entry's declared rules"),
            .object([
                .init("version", Bilingual("版本", "Version"), .count),
                .init("state", Bilingual("审核状态", "State"), .oneOf(QualityRuleSet.State.self)),
                .init(
                    "rules", Bilingual("规则", "Rules"),
                    .array(QualityRuleJSON.schema, max: QualityRuleSet.rulesMax)),
                .init("declaredBy", Bilingual("申报人", "Declared by"), .text(200)),
                .init("caseID", Bilingual("审核的办件", "The case that reviews it"), .id, optional: true),
                .init("proposedAt", Bilingual("申报时间", "Declared at"), .instant),
                .init("decidedAt", Bilingual("审核时间", "Decided at"), .instant, optional: true),
            ]))
    }

    static let schema = Schema.object([
        .init(
            "sets", Bilingual("版本，新的在前", "Versions, the newest first"),
            .array(Line.schema, max: Quality.pageSizeMax))
    ])
}

/// Work orders (问题数据工单).
struct WorkOrdersJSON: Codable, Described {
    let orders: [Line]

    struct Line: Codable {
        let id: String
        let entry: EntryNameJSON
        let body: NamedJSON
        let caseID: String
        let run: Int64
        let rules: [String]
        let found: Int64
        let left: Int64
        let checkedRun: Int64
        let state: String
        let due: String?
        let openedAt: String
        let closedAt: String?
    }

    init(_ orders: [WorkOrder], entries: [String: EntryNameJSON], names: [String: String]) {
        self.orders = orders.map { order in
            Line(
                id: order.id, entry: entries[order.entry] ?? EntryNameJSON(id: order.entry),
                body: NamedJSON(id: order.body, name: names[order.body] ?? order.body), caseID: order.caseID,
                run: order.run, rules: order.rules, found: order.found, left: order.left,
                checkedRun: order.checkedRun, state: order.state.rawValue, due: order.due?.description,
                openedAt: order.openedAt.iso8601, closedAt: order.closedAt?.iso8601)
        }
    }

    static let schema = Schema.object([
        .init(
            "orders", Bilingual("工单，新的在前", "Work orders, the newest first"),
            .array(
                .named(
                    "WorkOrder", Bilingual("问题数据工单", "A work order over problem data"),
                    .object([
                        .init("id", Bilingual("编号", "Id"), .id),
                        .init("entry", Bilingual("目录", "The entry"), EntryNameJSON.schema),
                        .init("body", Bilingual("提供单位", "The owner"), NamedJSON.schema),
                        .init("caseID", Bilingual("办件", "Its case"), .id),
                        .init("run", Bilingual("发现问题的检查", "The check that found it"), .amount),
                        .init(
                            "rules", Bilingual("被违反的规则", "The rules that were broken"),
                            .array(.text(400), max: 3_000)),
                        .init("found", Bilingual("发现的问题", "Problems found"), .amount),
                        .init("left", Bilingual("尚存的问题", "Problems left"), .amount),
                        .init("checkedRun", Bilingual("最近一次复查", "The newest check"), .amount),
                        .init("state", Bilingual("状态", "State"), .oneOf(WorkOrder.State.self)),
                        .init("due", Bilingual("期限", "Due"), .date, optional: true),
                        .init("openedAt", Bilingual("下发时间", "Opened at"), .instant),
                        .init("closedAt", Bilingual("销号时间", "Closed at"), .instant, optional: true),
                    ])), max: Quality.pageSizeMax))
    ])
}
