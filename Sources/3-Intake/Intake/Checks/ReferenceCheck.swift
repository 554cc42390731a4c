import Catalogue
import Datasets
import Standards

/// What the values of one column are held to beside their form (参照检查): its code list, and the division codes no longer
/// in use. Nil for a column without either, which costs nothing.
struct ReferenceCheck: Sendable {
    private let item: Int
    private let codes: Set<String>?
    private let former: FormerDivisions?

    init?(_ item: Item, _ references: ValueReferences) {
        self.item = item.number
        codes = references.codes[item.number]
        let isDivision = item.identifier == .divisionCode && !references.former.isEmpty
        former = isDivision ? references.former : nil
        if codes == nil, former == nil { return nil }
    }

    /// A value outside the code list is broken; an old division code is told and stays what it is.
    func check(_ value: ArraySlice<UInt8>, _ reading: inout ValueReading) -> DivisionNotices.Notice? {
        if let codes, !codes.contains(String(decoding: value, as: UTF8.self)) {
            reading = .broken(.codeList, .notInList)
            return nil
        }
        return former?.change(of: value).map { DivisionNotices.Notice(item: item, change: $0) }
    }
}

/// The old division codes that a delivery carries (旧区划代码提示), with how many rows each: told, never found wrong.
struct DivisionNotices: Sendable {
    /// Distinct notices kept of one delivery.
    static let max = 1_000

    struct Notice: Sendable, Hashable {
        let item: Int
        let change: FormerDivisions.Change
    }

    private(set) var rows: [Notice: Int] = [:]

    mutating func add(_ notice: Notice) {
        guard rows.count < Self.max || rows[notice] != nil else { return }
        rows[notice, default: 0] += 1
    }
}
