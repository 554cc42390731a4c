import Regulation
import Standards

/// What many entries are to say alike (批量修改内容): nil leaves an element as each entry has it, an empty text
/// clears it.
///
/// Names, abstracts, items, relations and the two assessments are each entry's own and are not here: nobody assesses
/// two hundred entries by one tick.
public struct BulkChange: Sendable, Hashable {
    public var classification: String?
    public var format: String?
    public var updateCycle: UpdateCycle?
    public var sensitivity: Sensitivity.ID?
    public var grade: String?
    public var affectedObject: DataGrade.AffectedObject?
    public var harm: DataGrade.Harm?
    public var sharing: SharingType.ID?
    public var sharingConditions: String?
    public var sharingBasis: String?
    public var opening: OpeningType.ID?
    public var openingConditions: String?
    public var legalBasis: String?
    public var sourceBusiness: String?
    public var sourceSystem: String?
    public var usageRequirements: String?

    public init() {}

    public var isEmpty: Bool { self == BulkChange() }

    /// `content` with every element that is stated here, all others as they were.
    public func applied(to content: EntryContent) -> EntryContent {
        var content = content
        func put<T>(_ value: T?, _ element: WritableKeyPath<EntryContent, T>) {
            if let value { content[keyPath: element] = value }
        }
        put(classification, \.classification)
        put(format, \.format)
        put(updateCycle, \.updateCycle)
        put(sensitivity, \.sensitivity)
        put(grade, \.grade)
        put(affectedObject.map(Optional.some), \.affectedObject)
        put(harm.map(Optional.some), \.harm)
        put(sharing, \.sharing)
        put(sharingConditions, \.sharingConditions)
        put(sharingBasis, \.sharingBasis)
        put(opening, \.opening)
        put(openingConditions, \.openingConditions)
        put(legalBasis, \.legalBasis)
        put(sourceBusiness, \.sourceBusiness)
        put(sourceSystem, \.sourceSystem)
        put(usageRequirements, \.usageRequirements)
        return content
    }
}
