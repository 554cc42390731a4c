/// The foot of a long list (分页): where we are and the way on.
struct PagerView {
    let summary: String
    let previousHref: String?
    let nextHref: String?

    /// For page `page` (from 1) of `total` things, `size` a page. Nil where one page holds all.
    init?(page: Int, size: Int, total: Int, texts: TextNode, href: (Int) -> String) {
        guard total > size, size > 0 else { return nil }
        let pages = (total + size - 1) / size
        summary = texts(
            "pager.summary",
            [
                "from": Numbers.grouped(Int64((page - 1) * size + 1)),
                "to": Numbers.grouped(Int64(min(page * size, total))), "total": Numbers.grouped(Int64(total)),
            ])
        previousHref = page > 1 ? href(page - 1) : nil
        nextHref = page < pages ? href(page + 1) : nil
    }

    /// For lists that go on from the last row shown.
    init?(nextHref: String?, previousHref: String?, texts: TextNode) {
        guard nextHref != nil || previousHref != nil else { return nil }
        summary = ""
        self.previousHref = previousHref
        self.nextHref = nextHref
    }
}
