/// The grade of data (数据分级), GB/T 43697-2024: core, important, and general data with its four levels. Later is graver.
public enum DataGrade: String, Sendable, Hashable, CaseIterable, Codable, Comparable, StandardTerm {
    case general1 = "general-1"
    case general2 = "general-2"
    case general3 = "general-3"
    case general4 = "general-4"
    case important
    case core

    /// What would be hurt if the data leaked or were altered, destroyed or misused (影响对象).
    public enum AffectedObject: String, Sendable, Hashable, CaseIterable, Codable, StandardTerm {
        case nationalSecurity = "national-security"
        case economy
        case socialOrder = "social-order"
        case publicInterest = "public-interest"
        case organisation
        case individual

        public var zh: String {
            switch self {
            case .nationalSecurity: "国家安全"
            case .economy: "经济运行"
            case .socialOrder: "社会秩序"
            case .publicInterest: "公共利益"
            case .organisation: "组织权益"
            case .individual: "个人权益"
            }
        }

        public var en: String {
            switch self {
            case .nationalSecurity: "national security"
            case .economy: "the economy"
            case .socialOrder: "social order"
            case .publicInterest: "the public interest"
            case .organisation: "rights of organisations"
            case .individual: "rights of individuals"
            }
        }
    }

    /// How badly it would be hurt (影响程度). Later is graver.
    public enum Harm: String, Sendable, Hashable, CaseIterable, Codable, Comparable, StandardTerm {
        case none
        case ordinary
        case serious
        case extreme

        public var zh: String {
            switch self {
            case .none: "无危害"
            case .ordinary: "一般危害"
            case .serious: "严重危害"
            case .extreme: "特别严重危害"
            }
        }

        public var en: String {
            switch self {
            case .none: "no harm"
            case .ordinary: "ordinary harm"
            case .serious: "serious harm"
            case .extreme: "extremely serious harm"
            }
        }

        public static func < (one: Harm, other: Harm) -> Bool { place(of: one) < place(of: other) }
    }

    /// The grade by the standard's table of harm and affected object.
    ///
    /// The table gives "general" without a level for ordinary harm to the economy, order or public interest; it is put at
    /// level 4, since in doubt the graver holds (就高从严).
    public static func grade(of harm: Harm, to object: AffectedObject) -> DataGrade {
        switch (object, harm) {
        case (_, .none): .general1
        case (.nationalSecurity, .ordinary): .important
        case (.nationalSecurity, _): .core
        case (.economy, .extreme), (.socialOrder, .extreme), (.publicInterest, .extreme): .core
        case (.economy, .serious), (.socialOrder, .serious), (.publicInterest, .serious): .important
        case (.economy, .ordinary), (.socialOrder, .ordinary), (.publicInterest, .ordinary): .general4
        case (.organisation, .extreme), (.individual, .extreme): .general4
        case (.organisation, .serious), (.individual, .serious): .general3
        case (.organisation, .ordinary), (.individual, .ordinary): .general2
        }
    }

    /// The gravest of several grades (就高从严), as for an entry with many items; nil for none.
    public static func gravest(_ grades: some Sequence<DataGrade>) -> DataGrade? { grades.max() }

    /// Whether the grade is one of the four levels of general data (一般数据).
    public var isGeneral: Bool { self < .important }

    public var zh: String {
        switch self {
        case .general1: "一般数据1级"
        case .general2: "一般数据2级"
        case .general3: "一般数据3级"
        case .general4: "一般数据4级"
        case .important: "重要数据"
        case .core: "核心数据"
        }
    }

    public var en: String {
        switch self {
        case .general1: "general data, level 1"
        case .general2: "general data, level 2"
        case .general3: "general data, level 3"
        case .general4: "general data, level 4"
        case .important: "important data"
        case .core: "core data"
        }
    }

    public static func < (one: DataGrade, other: DataGrade) -> Bool { place(of: one) < place(of: other) }
}

/// The place of a case in its list, which is its order.
private func place<Case: CaseIterable & Equatable>(of item: Case) -> Int {
    var place = 0
    for other in Case.allCases {
        if other == item { break }
        place += 1
    }
    return place
}
