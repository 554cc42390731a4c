import Regulation

/// How a project stands before a gate (审查结果): each condition of the regulation, met or missing, and what exactly is
/// missing.
public struct GateReport: Sendable, Hashable, Codable {
    public let gate: ProjectGate.ID
    public let name: Bilingual
    public let results: [ConditionResult]

    public init(gate: ProjectGate.ID, name: Bilingual, results: [ConditionResult]) {
        self.gate = gate
        self.name = name
        self.results = results
    }

    public var conclusion: Conclusion {
        if results.contains(where: { $0.isDecisive && !$0.isMet }) { return .failed }
        return results.allSatisfy(\.isMet) ? .met : .noted
    }

    /// What follows from the results (审查结论).
    public enum Conclusion: String, Sendable, Hashable, Codable, CaseIterable {
        /// 符合: every condition is met.
        case met
        /// 基本符合: only what weighs in the decision is missing.
        case noted
        /// 不符合: a condition without which the gate is closed is missing.
        case failed

        /// Whether the gate is open.
        public var opens: Bool { self != .failed }

        public var word: Bilingual {
            switch self {
            case .met: Bilingual("符合全部条件", "Every condition is met")
            case .noted: Bilingual("符合必备条件，其他事项供决定时考虑", "Open; the rest weighs in the decision")
            case .failed: Bilingual("不符合必备条件", "Closed: a necessary condition is missing")
            }
        }
    }
}

/// One condition with what was found (条件审查结果).
public struct ConditionResult: Sendable, Hashable, Codable {
    public let fact: ProjectGate.Fact
    public let demand: Bilingual
    public let article: ArticleReference
    public let isDecisive: Bool
    public let isMet: Bool
    /// What is missing, thing by thing; at most ``missingMax``.
    public let missing: [Missing]
    /// How many things are missing in all.
    public let missingTotal: Int

    public static let missingMax = 100

    /// One thing that lacks something (缺项).
    public struct Missing: Sendable, Hashable, Codable {
        /// The name of the entry or system; empty for the project or its body as a whole.
        public let what: String
        public let detail: Bilingual

        public init(_ what: String, _ detail: Bilingual) {
            self.what = what
            self.detail = detail
        }
    }

    init(_ condition: ProjectGate.Condition, _ missing: [Missing]) {
        fact = condition.fact
        demand = condition.demand
        article = condition.article
        isDecisive = condition.isDecisive
        isMet = missing.isEmpty
        self.missing = Array(missing.prefix(Self.missingMax))
        missingTotal = missing.count
    }
}
