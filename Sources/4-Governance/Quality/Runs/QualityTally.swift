import Datasets
import Protection
import Standards
import Store

/// What a check counts (检查计数): for each rule the elements that satisfy it (A) of those evaluated (B), and the first of
/// the rows that break it. Used by one thread at a time.
final class QualityTally: @unchecked Sendable {
    /// One row that breaks one rule.
    struct Problem: Sendable {
        let line: Int
        let delivery: Int64
        let row: Int64
        let verdict: Verdict
        let digest: String
    }

    private(set) var a: [Int64]
    private(set) var b: [Int64]
    private(set) var problems: [Problem] = []
    private var kept: [Int]
    private let fingerprint: Fingerprint

    init(lines: Int, fingerprint: Fingerprint) {
        a = Array(repeating: 0, count: lines)
        b = a
        kept = Array(repeating: 0, count: lines)
        self.fingerprint = fingerprint
    }

    @inline(__always)
    func met(_ line: Int) {
        a[line] += 1
        b[line] += 1
    }

    @inline(__always)
    func broken(_ line: Int) { b[line] += 1 }

    func add(_ line: Int, a satisfying: Int64, b evaluated: Int64) {
        a[line] += satisfying
        b[line] += evaluated
    }

    /// Whether one more problem of the rule is kept.
    func hasRoom(_ line: Int) -> Bool {
        kept[line] < Quality.problemsPerRuleMax && problems.count < Quality.problemsPerRunMax
    }

    /// Keeps a row that breaks the rule, with the digest of its values; nothing of the values themselves.
    func keep(
        _ line: Int, _ verdict: Verdict, _ row: Row, columns: [Int], delivery: Int, source: Int
    ) throws {
        guard hasRoom(line) else { return }
        kept[line] += 1
        var value: [UInt8] = []
        for (index, column) in columns.enumerated() {
            if index > 0 { value.append(0x1F) }
            row.withUTF8(at: column) { value.append(contentsOf: $0) }
        }
        var digest: [UInt8] = []
        if !value.isEmpty { value.withUnsafeBytes { fingerprint.appendHex(of: $0, to: &digest) } }
        problems.append(
            Problem(
                line: line, delivery: try row.int(at: delivery), row: try row.int(at: source),
                verdict: verdict, digest: String(decoding: digest, as: UTF8.self)))
    }
}
