import Regulation

/// How far each item of an entry may be opened (信息项开放类型): as the item says, else as the entry does.
extension EntryContent {
    /// The opening type of one item; never wider than that of the entry, see ``ItemOpeningCheck``.
    public func opening(of item: Item) -> OpeningType.ID {
        guard let own = item.opening, own.isNarrower(than: opening) else { return opening }
        return own
    }

    /// The items that may be opened, in order; none where the entry is not opened.
    public var openItems: [Item] { items.filter { opening(of: $0) != OpeningType.ID.none } }

    /// The items that are kept back from an entry that is opened.
    public var withheldItems: [Item] {
        opening == OpeningType.ID.none ? [] : items.filter { opening(of: $0) == OpeningType.ID.none }
    }
}

extension OpeningType.ID {
    /// Whether less is opened than by `other`.
    func isNarrower(than other: OpeningType.ID) -> Bool { rank > other.rank }

    /// From the widest to the narrowest.
    var rank: Int {
        switch self {
        case .unconditional: 0
        case .conditional: 1
        case .none: 2
        }
    }
}

/// Whether the items' own opening types may stand (信息项开放类型检查): a pure ruling with every fault at once.
struct ItemOpeningCheck {
    let profile: Profile

    func callAsFunction(_ content: EntryContent) -> Ruling {
        var reasons: [Reason] = []
        for item in content.items {
            guard let own = item.opening else { continue }
            let place = "items.\(item.number)"
            guard let type = profile.openingType(own) else {
                reasons.append(
                    Reason(
                        CatalogueCodes.elementMalformed, article: profile.article(for: .entryElements),
                        detail: Bilingual("本地规则没有这种开放类型", "no such opening type here"), field: place))
                continue
            }
            if content.opening.isNarrower(than: own) {
                reasons.append(
                    Reason(
                        CatalogueCodes.itemOpeningWider, article: type.article,
                        detail: Bilingual(
                            "信息项“\(item.name)”不能是\(type.word.zh)", "item \(item.name): not \(type.word.en)"),
                        field: place))
            }
            reasons += bound(item, own, type, at: place)
        }
        if content.opening != OpeningType.ID.none, !content.items.isEmpty, content.openItems.isEmpty {
            reasons.append(
                Reason(
                    CatalogueCodes.nothingOpened, article: profile.openingType(content.opening)?.article,
                    field: "opening"))
        }
        return Ruling(reasons)
    }

    /// The grade of the item alone bounds its opening as that of the entry does.
    private func bound(
        _ item: Item, _ own: OpeningType.ID, _ type: OpeningType, at place: String
    ) -> [Reason] {
        guard let grade = item.grade, let bound = profile.gradeBound(covering: grade),
            !bound.opening.contains(where: { !$0.isNarrower(than: own) })
        else { return [] }
        return [
            Reason(
                CatalogueCodes.openingOutsideGrade, article: bound.openingArticle,
                detail: Bilingual(
                    "\(bound.word.zh)不能选择\(type.word.zh)", "\(bound.word.en): not \(type.word.en)"),
                field: place)
        ]
    }
}
