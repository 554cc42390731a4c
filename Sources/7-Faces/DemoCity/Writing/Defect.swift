/// A fault put into a generated row on purpose (问题数据种类): one a row, so that the counts of a receipt can be
/// held against the generator's own.
public enum Defect: String, Sendable, Hashable, CaseIterable {
    /// The key item is empty.
    case missingKey = "missing-key"
    /// The name is empty.
    case missingName = "missing-name"
    /// The check character of the identifier does not fit the rest.
    case wrongCheck = "wrong-check"
    /// The birth date inside the identity number is no day of the calendar; its check character is right.
    case impossibleBirth = "impossible-birth"
    /// The category of the credit code is not in the standard's table; its check character is right.
    case wrongCategory = "wrong-category"
    /// A date item names a day that does not exist.
    case impossibleDate = "impossible-date"
    /// The mobile number has ten digits.
    case shortPhone = "short-phone"
    /// An amount is written in words.
    case amountInWords = "amount-in-words"
    /// The name is longer than its item.
    case overlongName = "overlong-name"
    /// The key of an earlier sound row, with other values.
    case duplicateKey = "duplicate-key"
    /// The birth date is a real day, but not that of the identity number: every item for itself is right.
    case birthMismatch = "birth-mismatch"

    /// What the checks at the door find in it.
    public var finding: Finding {
        switch self {
        case .missingKey, .missingName: .required
        case .wrongCheck, .impossibleBirth, .wrongCategory, .shortPhone: .identifier
        case .impossibleDate, .amountInWords: .type
        case .overlongName: .length
        case .duplicateKey: .duplicate
        case .birthMismatch: .nothing
        }
    }

    /// The kind of check that finds a defect (检查种类).
    public enum Finding: String, Sendable, Hashable, CaseIterable {
        case required, identifier, type, length, duplicate
        /// No check of single items: left to quality rules across items.
        case nothing
    }
}

/// How many rows a generator wrote and how many of each defect among them (生成清单).
public struct DefectManifest: Sendable, Hashable {
    public private(set) var rows = 0
    public private(set) var counts: [Defect: Int] = [:]

    public init() {}

    mutating func add(_ defect: Defect?) {
        rows += 1
        if let defect { counts[defect, default: 0] += 1 }
    }

    public subscript(_ defect: Defect) -> Int { counts[defect] ?? 0 }

    /// Rows that the checks at the door set aside for `finding`.
    public func count(_ finding: Defect.Finding) -> Int {
        counts.reduce(0) { $1.key.finding == finding ? $0 + $1.value : $0 }
    }

    /// Rows with any defect.
    public var defective: Int { counts.values.reduce(0, +) }

    /// Rows that the checks at the door set aside.
    public var setAside: Int { defective - count(.nothing) }

    /// Rows that pass the door.
    public var accepted: Int { rows - setAside }
}

extension DefectManifest: CustomStringConvertible {
    /// `20000 行 · rows, 19630 合格 · accepted, missing-key=41 …`, the kinds in their own order.
    public var description: String {
        let kinds = Defect.allCases.compactMap { kind in
            counts[kind].map { " \(kind.rawValue)=\($0)" }
        }
        return "\(rows) 行 · rows, \(accepted) 应入库 · to be accepted"
            + (kinds.isEmpty ? "" : ":" + kinds.joined())
    }
}

/// Which rows have a defect (缺陷分布): a share of all, each kind as likely as the others.
struct DefectPlan: Sendable {
    let perTenThousand: Int
    let kinds: [Defect]
    let seed: UInt64

    /// How far above a repeated key its first row may stand.
    static let repetitionRowsMax = 1_000

    func callAsFunction(at row: Int) -> Defect? {
        guard !kinds.isEmpty, row > 0 else { return nil }
        var random = SeededRandom(seed, row: row)
        guard random.below(10_000) < perTenThousand else { return nil }
        let defect = kinds[random.below(kinds.count)]
        return defect == .duplicateKey && original(of: row) == nil ? nil : defect
    }

    /// The earlier row whose key a repeated one bears: the first without a defect among a few drawn.
    func original(of row: Int) -> Int? {
        var random = SeededRandom(seed &+ 1, row: row)
        for _ in 0..<16 {
            let earlier = row - 1 - random.below(min(row, Self.repetitionRowsMax))
            if !isDrawn(earlier) { return earlier }
        }
        return nil
    }

    /// Whether chance picked the row, found without asking for originals again.
    private func isDrawn(_ row: Int) -> Bool {
        guard row > 0 else { return false }
        var random = SeededRandom(seed, row: row)
        return random.below(10_000) < perTenThousand
    }
}
