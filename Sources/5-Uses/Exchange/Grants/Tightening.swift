import Catalogue
import Protection
import Regulation

/// What a later version of the entry does to a grant (授权从严): each item is given by the stricter of the two.
extension GrantedItem {
    /// The item as calls give it; nil where the entry has it no more.
    ///
    /// What the provider lifted in review stays lifted while the entry's mask, sensitivity and sharing type are those
    /// that the review had before it. `reviewed` is nil where that is not known: then the entry's mask holds.
    func tightened(from reviewed: EntryContent?, to now: EntryContent) -> (item: Item, granted: GrantedItem)?
    {
        guard transform != .drop, let item = now.item(field) else { return nil }
        let before = reviewed?.item(field)
        // A field that was taken out and put in again is another item.
        if reviewed != nil, before?.number != item.number { return nil }
        guard now.sharing != .unconditional, let mask = item.mask else { return (item, self) }
        if let reviewed, reviewed.sharing != .unconditional, before?.mask == mask,
            !now.sensitivity.isAbove(reviewed.sensitivity)
        {
            return (item, self)
        }
        return (item, GrantedItem(field: field, transform: transform.stricter(of: .mask(mask))))
    }
}

extension Transform {
    /// Nothing that either hides shows through; of two that hide different things, everything is hidden.
    func stricter(of other: Transform) -> Transform {
        if hides(asMuchAs: other) { return self }
        return other.hides(asMuchAs: self) ? other : .mask(.all)
    }
}

extension Sensitivity.ID {
    fileprivate func isAbove(_ other: Sensitivity.ID) -> Bool {
        let order = Self.allCases
        guard let mine = order.firstIndex(of: self), let theirs = order.firstIndex(of: other) else {
            return true
        }
        return mine > theirs
    }
}

extension EntryContent {
    fileprivate func item(_ field: String) -> Item? { items.first { $0.field == field } }
}
