import Regulation

/// The room that an entry takes in a workbook (条目篇幅): what no cell could hold is not even kept as a draft, for one
/// such entry would keep all others from being exported.
enum EntryRoom {
    /// Scalars of what stands in one cell: half of what a cell can hold, since some take the room of two there.
    static let cellMax = 16_000

    /// Refuses with `entry-over-limit` at each field that is too long.
    static func check(_ content: EntryContent) -> Ruling {
        let texts =
            [
                ("name", content.name), ("abstract", content.abstract), ("format", content.format),
                ("classification", content.classification), ("legalBasis", content.legalBasis),
                ("sharingConditions", content.sharingConditions), ("sharingBasis", content.sharingBasis),
                ("openingConditions", content.openingConditions), ("sourceBusiness", content.sourceBusiness),
                ("sourceSystem", content.sourceSystem), ("usageRequirements", content.usageRequirements),
                ("relations", EntryRelation.text(content.relations)),
            ]
            + content.items.flatMap { item in
                [("items.\(item.number)", item.name), ("items.\(item.number)", item.field)]
            }
        return Ruling(
            texts.filter { $0.1.unicodeScalars.count > cellMax }.map { field, _ in
                Reason(
                    CatalogueCodes.overLimit,
                    detail: Bilingual("至多\(cellMax)字", "at most \(cellMax) characters"), field: field)
            })
    }
}
