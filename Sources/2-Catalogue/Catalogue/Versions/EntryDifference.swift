/// What one content of an entry says otherwise than another (目录版本比较): changed elements, and items added, removed
/// and changed, matched by their numbers.
///
/// A pure comparison: nothing is read, and equal contents give an empty one.
public struct EntryDifference: Sendable, Hashable {
    /// One element or attribute with what it was and what it is (变更): stable codes and texts as they are kept; empty
    /// where nothing is stated.
    public struct Change: Sendable, Hashable {
        /// The name as in ``EntryContent`` or ``Item``: `updateCycle`, `length`.
        public let element: String
        public let before: String
        public let after: String

        public init(element: String, before: String, after: String) {
            self.element = element
            self.before = before
            self.after = after
        }
    }

    /// An item that both contents have, with each attribute that differs (信息项变更).
    public struct ItemChange: Sendable, Hashable {
        public let before: Item
        public let after: Item
        public let attributes: [Change]

        public var number: Int { after.number }
    }

    /// In the order of ``EntryContent/elements``.
    public let elements: [Change]
    /// In the order of the later content.
    public let added: [Item]
    /// In the order of the earlier content.
    public let removed: [Item]
    /// In the order of the later content.
    public let changed: [ItemChange]
    /// Whether the items that both have stand in another order.
    public let isReordered: Bool

    public var isEmpty: Bool {
        elements.isEmpty && added.isEmpty && removed.isEmpty && changed.isEmpty && !isReordered
    }

    public init(from before: EntryContent, to after: EntryContent) {
        elements = zip(before.elements, after.elements).compactMap { Self.change($0, $1) }
        let old = Dictionary(before.items.map { ($0.number, $0) }, uniquingKeysWith: { one, _ in one })
        let new = Dictionary(after.items.map { ($0.number, $0) }, uniquingKeysWith: { one, _ in one })
        added = after.items.filter { old[$0.number] == nil }
        removed = before.items.filter { new[$0.number] == nil }
        changed = after.items.compactMap { item in
            guard let earlier = old[item.number], earlier != item else { return nil }
            return ItemChange(
                before: earlier, after: item,
                attributes: zip(earlier.attributes, item.attributes).compactMap { Self.change($0, $1) })
        }
        isReordered =
            before.items.map(\.number).filter { new[$0] != nil }
            != after.items.map(\.number).filter { old[$0] != nil }
    }

    private static func change(_ before: (String, String), _ after: (String, String)) -> Change? {
        before.1 == after.1 ? nil : Change(element: before.0, before: before.1, after: after.1)
    }
}

extension EntryContent {
    /// Every element but the items, by name, as stable texts: what versions are compared by.
    public var elements: [(name: String, text: String)] {
        [
            ("name", name), ("abstract", abstract), ("classification", classification), ("format", format),
            ("updateCycle", updateCycle.rawValue), ("sensitivity", sensitivity.rawValue), ("grade", grade),
            ("affectedObject", affectedObject?.rawValue ?? ""), ("harm", harm?.rawValue ?? ""),
            ("sharing", sharing.rawValue), ("sharingConditions", sharingConditions),
            ("sharingBasis", sharingBasis), ("opening", opening.rawValue),
            ("openingConditions", openingConditions), ("legalBasis", legalBasis),
            ("sourceBusiness", sourceBusiness), ("sourceSystem", sourceSystem),
            ("usageRequirements", usageRequirements), ("secrecyAssessed", String(secrecyAssessed)),
            ("personalInformationAssessed", String(personalInformationAssessed)),
            ("relations", EntryRelation.stableText(relations)),
        ]
    }
}

extension Item {
    /// Every attribute but the number, by name, as stable texts: what versions are compared by.
    public var attributes: [(name: String, text: String)] {
        [
            ("name", name), ("field", field), ("type", type.rawValue),
            ("length", length.map(String.init) ?? ""), ("scale", scale.map(String.init) ?? ""),
            ("isRequired", String(isRequired)), ("isKey", String(isKey)),
            ("identifier", identifier?.rawValue ?? ""), ("mask", mask?.rawValue ?? ""),
            ("standard", standard?.description ?? ""), ("codeList", codeList?.description ?? ""),
            ("sensitivity", sensitivity?.rawValue ?? ""), ("grade", grade ?? ""),
            ("opening", opening?.rawValue ?? ""),
        ]
    }
}
