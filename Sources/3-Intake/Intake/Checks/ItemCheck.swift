import Catalogue
import Datasets
import Regulation
import Standards

/// What every value of one item is held to (信息项检查): its presence, type, length, identifier and code list. The same
/// object checks at the door and at rest, so that a rule is written once.
public struct ItemCheck: Sendable {
    /// Whether a row may have no value here.
    public let mayBeBlank: Bool
    let form: CanonicalValue
    let reference: ReferenceCheck?

    public init(_ item: Item, _ references: ValueReferences) {
        mayBeBlank = item.isKey ? DatasetShape.mayBeBlank(key: item) : !item.isRequired
        form = CanonicalValue(item)
        reference = ReferenceCheck(item, references)
    }

    /// Reads a field and appends its canonical form to `arena`; `notice` is an old code that was recognised.
    @inline(__always)
    func read(
        _ field: UnsafeRawBufferPointer, into arena: inout [UInt8], today: Int,
        _ notice: inout DivisionNotices.Notice?
    ) -> ValueReading {
        let start = arena.count
        var reading = form.append(field, to: &arena, today: today)
        if let reference, reading == .value { notice = reference.check(arena[start...], &reading) }
        return reading
    }

    /// What a stored value is: whatever it was when it came in, by the rules of now.
    ///
    /// `arena` is room for the canonical form, which the caller keeps from value to value.
    /// - Parameter today: `yyyymmdd`.
    public func recheck(
        _ field: UnsafeRawBufferPointer, _ arena: inout [UInt8], today: Int
    ) -> ValueReading {
        guard field.count > 0 else { return .blank }
        arena.removeAll(keepingCapacity: true)
        var notice: DivisionNotices.Notice?
        return read(field, into: &arena, today: today, &notice)
    }
}
