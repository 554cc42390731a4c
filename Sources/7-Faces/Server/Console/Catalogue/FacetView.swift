import Catalogue
import Regulation

/// One facet beside a list (分面): its values as links with counts, the chosen one removable.
struct FacetView {
    /// Values shown at once; the others unfold.
    static let shownMax = 6

    let id: String
    let title: String
    let shown: [Value]
    let more: [Value]
    let hasMore: Bool

    struct Value {
        let text: String
        let count: String
        let href: String
        let isChosen: Bool
    }

    init(_ facet: Facet, title: String, values: [Value]) {
        id = "facet-\(facet.rawValue)"
        self.title = title
        shown = Array(values.prefix(Self.shownMax))
        more = Array(values.dropFirst(Self.shownMax))
        hasMore = !more.isEmpty
    }
}

/// A filter in force, with the address without it (已选条件).
struct ChosenFilter {
    let text: String
    let href: String
    let remove: String
}
