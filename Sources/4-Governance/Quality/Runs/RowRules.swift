import Datasets
import Intake
import Standards
import Store

/// Holds each row of a dataset to the rules of its plan (行规则检查): bytes in, counts out, nothing made for a row.
/// Used by one thread at a time.
final class RowRules: @unchecked Sendable {
    private let plan: QualityPlan
    private let scan: DatasetScan
    private let tally: QualityTally
    /// `yyyymmdd`.
    private let today: Int
    private(set) var rows: Int64 = 0
    private(set) var dirty: Int64 = 0
    private var arena: [UInt8] = []
    // Whether the value of a column is there and follows its item: only then do rules across items judge it.
    private var isValid: [Bool]

    init(_ plan: QualityPlan, _ scan: DatasetScan, _ tally: QualityTally, today: Int) {
        self.plan = plan
        self.scan = scan
        self.tally = tally
        self.today = today
        isValid = Array(repeating: false, count: plan.columns.count)
    }

    func take(_ row: Row) throws {
        rows += 1
        var isDirty = false
        for index in plan.columns.indices {
            let reading = row.withUTF8(at: index) {
                plan.columns[index].check.recheck($0, &arena, today: today)
            }
            isValid[index] = reading == .value
            if reading != .value || plan.columns[index].hasRules {
                isDirty = try count(reading, at: index, row) || isDirty
            }
        }
        for (line, rule) in plan.crosses {
            guard let holds = try judge(rule, row) else { continue }
            if holds {
                tally.met(line)
            } else {
                tally.broken(line)
                isDirty = true
                try keep(line, .wrongForm, row, columns: rule.columns)
            }
        }
        if isDirty { dirty += 1 }
    }

    /// Counts a value at every rule of its column that was evaluated: they are tried in their order, and the first that
    /// is broken ends it. Answers whether one was.
    private func count(_ reading: ValueReading, at index: Int, _ row: Row) throws -> Bool {
        let column = plan.columns[index]
        if case .blank = reading {
            guard let line = column.required else { return false }
            tally.broken(line)
            try keep(line, .empty, row, columns: [index])
            return true
        }
        if let line = column.required { tally.met(line) }
        var broken: Int?
        var verdict = Verdict.valid
        if case .broken(let fault, let found) = reading { (broken, verdict) = (column.line(fault), found) }
        for line in [column.type, column.length, column.identifier, column.codeList] {
            guard let line else { continue }
            guard line != broken else {
                tally.broken(line)
                try keep(line, verdict, row, columns: [index])
                return true
            }
            tally.met(line)
        }
        return false
    }

    /// Whether the rule holds; nil where it has nothing to judge.
    private func judge(_ rule: QualityPlan.Cross, _ row: Row) throws -> Bool? {
        switch rule {
        case .range(let column, let order, let least, let most):
            guard isValid[column] else { return nil }
            return row.withUTF8(at: column) { value in
                if let least, least.withUnsafeBytes({ order.compare(value, $0) }) < 0 { return false }
                if let most, most.withUnsafeBytes({ order.compareTop(value, $0) }) > 0 { return false }
                return true
            }
        case .comparison(let left, let right, let order, let wanted):
            guard isValid[left], isValid[right] else { return nil }
            return row.withUTF8(at: left) { one in
                row.withUTF8(at: right) { other in wanted.holds(order.compare(one, other)) }
            }
        case .birthInID(let id, let birth):
            guard isValid[id], isValid[birth] else { return nil }
            return row.withUTF8(at: id) { id in
                row.withUTF8(at: birth) { IdentityNumber.birth(in: id, is: $0) }
            }
        case .sexInID(let id, let sex):
            guard isValid[id], isValid[sex] else { return nil }
            return row.withUTF8(at: id) { id in
                row.withUTF8(at: sex) { IdentityNumber.sex(in: id, is: $0) }
            }
        case .reference(let columns, let presence):
            guard columns.allSatisfy({ isValid[$0] }) else { return nil }
            return try row.int(at: scan.presenceColumn + presence) == 1
        }
    }

    private func keep(_ line: Int, _ verdict: Verdict, _ row: Row, columns: [Int]) throws {
        try tally.keep(
            line, verdict, row, columns: columns, delivery: scan.deliveryColumn, source: scan.lineColumn)
    }
}

extension QualityPlan.Column {
    var hasRules: Bool {
        required != nil || type != nil || length != nil || identifier != nil || codeList != nil
    }
}

extension QualityPlan.Cross {
    var columns: [Int] {
        switch self {
        case .range(let column, _, _, _): [column]
        case .comparison(let left, let right, _, _): [left, right]
        case .birthInID(let id, let birth): [id, birth]
        case .sexInID(let id, let sex): [id, sex]
        case .reference(let columns, _): columns
        }
    }
}

extension ValueOrder {
    /// As ``compare(_:_:)``, where a bound of a day holds for every moment of it.
    func compareTop(_ value: UnsafeRawBufferPointer, _ bound: UnsafeRawBufferPointer) -> Int {
        guard self == .moment, bound.count < value.count else { return compare(value, bound) }
        return compare(UnsafeRawBufferPointer(rebasing: value[..<bound.count]), bound)
    }
}

/// What a valid citizen identity number says beside other items (身份证号码关联).
enum IdentityNumber {
    /// Whether `birth`, `YYYY-MM-DD` or longer, is the birth date in the number; nil where either has another form.
    static func birth(in id: UnsafeRawBufferPointer, is birth: UnsafeRawBufferPointer) -> Bool? {
        guard id.count == 18, birth.count >= 10 else { return nil }
        for (digit, place) in zip(6..<14, places) where id[digit] != birth[place] { return false }
        return true
    }

    private static let places = [0, 1, 2, 3, 5, 6, 8, 9]

    /// Whether `sex`, in code (GB/T 2261.1: 1 男, 2 女) or word, is that of the number; nil for unknown and unstated sexes.
    static func sex(in id: UnsafeRawBufferPointer, is sex: UnsafeRawBufferPointer) -> Bool? {
        guard id.count == 18 else { return nil }
        let isMale = id[16] & 1 == 1
        if sex.elementsEqual("1".utf8) || sex.elementsEqual("男".utf8) || sex.elementsEqual("男性".utf8) {
            return isMale
        }
        if sex.elementsEqual("2".utf8) || sex.elementsEqual("女".utf8) || sex.elementsEqual("女性".utf8) {
            return !isMale
        }
        return nil
    }
}
