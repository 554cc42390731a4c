import Catalogue
import Datasets
import Protection
import Regulation
import Standards
import Store

/// Holds each row to the items of its entry (行检查), compiled once a delivery.
///
/// Good rows go into the batch in canonical form; rows with problems are set aside and each problem noted.
struct RowChecker {
    /// Bytes of all parts of a key together: what both engines index.
    static let keyBytesMax = 2_000

    private struct Column {
        let item: Item
        /// The field of the record, or below 0 the constant.
        let place: Int
        let check: ItemCheck
    }

    private let columns: [Column]
    private let constants: ConstantCells
    private let keyCount: Int
    private let fieldCount: Int
    private let today: Int
    private let profile: Profile
    private let fingerprint: Fingerprint
    private(set) var good = 0
    private(set) var bad = 0
    private(set) var problems: [ProblemRow] = []

    /// Old codes that were recognised; never problems.
    private(set) var notices = DivisionNotices()

    init(
        _ match: HeaderMatch, today: Int, profile: Profile, fingerprint: Fingerprint,
        references: ValueReferences = .none
    ) {
        columns = zip(match.items, match.places).map { item, place in
            Column(item: item, place: place, check: ItemCheck(item, references))
        }
        constants = ConstantCells(match.constants)
        keyCount = match.items.count(where: \.isKey)
        fieldCount = match.fieldCount
        self.today = today
        self.profile = profile
        self.fingerprint = fingerprint
    }

    /// Reads the record at hand of `rows` into `batch`, or notes its problems.
    mutating func take<Rows: RowSource>(_ rows: Rows, into batch: inout RowBatch) {
        let line = rows.line
        guard rows.fieldCount == fieldCount else { return setAside(line, .fieldCount) }
        if let fault = rows.recordFault { return setAside(line, fault) }
        let hasFieldFaults = rows.hasFieldFaults
        batch.beginRow(line: line)
        var faults = 0
        var keyBytes = 0
        for index in columns.indices {
            let place = columns[index].place
            let field = place >= 0 ? rows.field(place) : constants[-1 - place]
            if hasFieldFaults, place >= 0, let fault = rows.fieldFault(place) {
                batch.appendNull()
                faults += 1
                if faults <= ProblemRow.perRowMax {
                    note(line, columns[index].item, fault, .wrongForm, field)
                }
                continue
            }
            var reading = ValueReading.blank
            if field.count > 0 {
                let check = columns[index].check
                var notice: DivisionNotices.Notice?
                let today = today
                batch.append { arena in
                    let start = arena.count
                    reading = check.read(field, into: &arena, today: today, &notice)
                    if index < keyCount {
                        keyBytes += arena.count - start
                        return true
                    }
                    return reading == .value
                }
                if let notice { notices.add(notice) }
            } else if index < keyCount {
                batch.append { _ in true }
            } else {
                batch.appendNull()
            }
            switch reading {
            case .value: continue
            case .blank:
                if columns[index].check.mayBeBlank { continue }
                faults += 1
                if faults <= ProblemRow.perRowMax {
                    note(line, columns[index].item, .required, .empty, field)
                }
            case .broken(let fault, let verdict):
                faults += 1
                if faults <= ProblemRow.perRowMax {
                    note(line, columns[index].item, CheckRule(fault), verdict, field)
                }
            }
        }
        if faults == 0, keyBytes > Self.keyBytesMax {
            faults = 1
            note(line, nil, .length, .wrongLength, UnsafeRawBufferPointer(start: nil, count: 0))
        }
        if faults > 0 {
            batch.dropRow()
            bad += 1
        } else {
            good += 1
        }
    }

    private mutating func setAside(_ line: Int64, _ rule: CheckRule) {
        bad += 1
        note(line, nil, rule, .wrongForm, UnsafeRawBufferPointer(start: nil, count: 0))
    }

    private mutating func note(
        _ line: Int64, _ item: Item?, _ rule: CheckRule, _ verdict: Verdict, _ value: UnsafeRawBufferPointer
    ) {
        guard problems.count < ProblemRow.perDeliveryMax else { return }
        problems.append(
            ProblemRow(
                line: line, item: item?.number ?? 0, rule: rule, verdict: verdict,
                valueDigest: Self.digest(value, fingerprint),
                article: profile.article(for: rule.founding(item)) ?? profile.article(for: .deliveryQuality)))
    }

    /// The keyed digest of a value; empty for none.
    static func digest(_ value: UnsafeRawBufferPointer, _ fingerprint: Fingerprint) -> String {
        guard value.count > 0 else { return "" }
        var digits: [UInt8] = []
        digits.reserveCapacity(64)
        fingerprint.appendHex(of: value, to: &digits)
        return String(decoding: digits, as: UTF8.self)
    }
}

/// The constants of a mapping as cells (固定值): they live as long as this.
private final class ConstantCells {
    private let buffer: UnsafeMutableRawBufferPointer
    private let ends: [Int]

    init(_ texts: [String]) {
        let bytes = texts.flatMap { Array($0.utf8) }
        var end = 0
        ends = texts.map { text in
            end += text.utf8.count
            return end
        }
        buffer = .allocate(byteCount: max(1, bytes.count), alignment: 16)
        buffer.copyBytes(from: bytes)
    }

    deinit { buffer.deallocate() }

    subscript(index: Int) -> UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(rebasing: buffer[(index == 0 ? 0 : ends[index - 1])..<ends[index]])
    }
}
