import Catalogue
import Regulation

/// Holds a project against the conditions of a gate (前置审查): a pure judgement over what the platform has on record,
/// never over what is declared alone.
struct GateCheck {
    typealias Missing = ConditionResult.Missing

    let content: ProjectContent
    let facts: ProjectFacts

    func callAsFunction(_ gate: ProjectGate) -> GateReport {
        GateReport(
            gate: gate.id, name: gate.name,
            results: gate.conditions.map { ConditionResult($0, missing($0.fact)) })
    }

    private func missing(_ fact: ProjectGate.Fact) -> [Missing] {
        switch fact {
        case .catalogueCompiled: entries(compiled)
        case .cataloguePublished: entries(published)
        case .collectionComplete: entries(collected)
        case .sharingSupported: systems(shares)
        case .systemsRegistered: systems(registered)
        case .testsFiled: systems(tested)
        case .bodyInOrder: order
        }
    }

    // MARK: Entries

    /// A plan without entries meets no condition about them.
    private func entries(_ fault: (PlannedEntry) -> Bilingual?) -> [Missing] {
        guard !content.entries.isEmpty else {
            return [Missing("", Bilingual("项目没有列出将要产生的数据目录", "the project names no entry of the catalogue"))]
        }
        return content.entries.compactMap { planned in fault(planned).map { Missing(planned.name, $0) } }
    }

    private func fact(_ planned: PlannedEntry) -> ProjectFacts.EntryFact? {
        planned.entry.flatMap { facts.entries[$0] }
    }

    private static let notCompiled = Bilingual(
        "尚未编制：没有关联到目录条目", "not compiled: no entry of the catalogue is linked")
    private static let retired = Bilingual("目录条目已停用", "the entry is retired")

    private func compiled(_ planned: PlannedEntry) -> Bilingual? {
        guard let fact = fact(planned) else { return Self.notCompiled }
        guard fact.state != .retired else { return Self.retired }
        guard !fact.faults.isEmpty else { return nil }
        let faults = fact.faults.prefix(10).map { reason in
            guard let detail = reason.detail else { return reason.code.title }
            return Bilingual(
                "\(reason.code.title.zh)（\(detail.zh)）", "\(reason.code.title.en) (\(detail.en))")
        }
        return Bilingual(
            "目录草稿不完整：\(faults.map(\.zh).joined(separator: "；"))",
            "the draft is incomplete: \(faults.map(\.en).joined(separator: "; "))")
    }

    private func published(_ planned: PlannedEntry) -> Bilingual? {
        guard let fact = fact(planned) else { return Self.notCompiled }
        if fact.isInForce { return nil }
        switch fact.state {
        case .retired: return Self.retired
        case .inReview: return Bilingual("正在审核，尚未发布", "under review, not published yet")
        case .draft, .published: return Bilingual("只有草稿，尚未发布", "a draft, not published yet")
        }
    }

    private func collected(_ planned: PlannedEntry) -> Bilingual? {
        if let fault = published(planned) { return fault }
        guard let fact = fact(planned) else { return Self.notCompiled }
        guard let last = fact.lastDelivered, fact.rows > 0 else {
            return Bilingual("从未归集数据", "no data was ever delivered")
        }
        return fact.lateSince.map { Self.late(fact, last: last, since: $0) }
    }

    private static func late(
        _ fact: ProjectFacts.EntryFact, last: LocalDate?, since: LocalDate
    ) -> Bilingual {
        let seen =
            last.map { Bilingual("最近一次归集在 \($0)", "last delivered \($0)") }
            ?? Bilingual("从未归集数据", "never delivered")
        return Bilingual(
            "更新周期为\(fact.cycle.zh)，\(seen.zh)，应在 \(since) 前更新",
            "renewed \(fact.cycle.en), \(seen.en), due by \(since)")
    }

    // MARK: Systems

    /// A plan without systems meets no condition about them.
    private func systems(_ fault: (PlannedSystem) -> Bilingual?) -> [Missing] {
        guard !content.systems.isEmpty else {
            return [Missing("", Bilingual("项目没有列出所建的系统", "the project names no system"))]
        }
        return content.systems.compactMap { planned in fault(planned).map { Missing(planned.name, $0) } }
    }

    /// Interfaces with their documents, and entries whose sharing the catalogue shows.
    private func shares(_ system: PlannedSystem) -> Bilingual? {
        if system.interfaces.allSatisfy(\.isWhitespace) {
            return Bilingual("没有写明共享接口和对接文档", "states no interfaces for sharing and their documents")
        }
        let produced = content.entries.filter { $0.system == system.name }
        if produced.isEmpty {
            return Bilingual("没有列出由该系统产生的目录", "no entry is named that it produces")
        }
        for planned in produced {
            guard let fact = fact(planned) else {
                return Bilingual(
                    "目录“\(planned.name)”尚未编制，不能确认共享类型",
                    "the entry \(planned.name) is not compiled: its sharing cannot be told")
            }
            if fact.sharing == .none, !fact.hasBasis {
                return Bilingual(
                    "目录“\(planned.name)”不共享而没有依据", "the entry \(planned.name) is kept back without a basis")
            }
        }
        return nil
    }

    private func registered(_ system: PlannedSystem) -> Bilingual? {
        guard let fact = system.system.flatMap({ facts.systems[$0] }) else {
            return Bilingual("尚未在平台登记", "not registered on the platform")
        }
        return fact.isActive ? nil : Bilingual("在平台上已停用", "suspended on the platform")
    }

    private func tested(_ system: PlannedSystem) -> Bilingual? {
        guard let fact = system.system.flatMap({ facts.systems[$0] }) else {
            return Bilingual("尚未在平台登记，没有测评备案", "not registered on the platform, so no tests are filed")
        }
        return fact.testsFiled
            ? nil : Bilingual("等保测评和功能性能测评结果尚未备案", "its security and performance tests are not filed")
    }

    // MARK: The body

    private var order: [Missing] {
        guard facts.published > 0 else {
            return [Missing("", Bilingual("建设单位没有已发布的目录", "the body has no published entry"))]
        }
        return facts.late.compactMap { fact in
            fact.lateSince.map { Missing(fact.name, Self.late(fact, last: fact.lastDelivered, since: $0)) }
        }
    }
}
