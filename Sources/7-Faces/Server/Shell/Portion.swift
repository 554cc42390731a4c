/// One page of a list that is at hand as a whole (分页): sums are taken over all of it, and this much is shown.
struct Portion<Line> {
    let lines: ArraySlice<Line>
    /// Lines on all pages.
    let total: Int
    /// Counted from 1; beyond the last one there are no lines.
    let page: Int
    let size: Int

    init(_ all: [Line], page: Int, size: Int) {
        self.page = max(page, 1)
        self.size = max(size, 1)
        total = all.count
        let (start, isFar) = (self.page - 1).multipliedReportingOverflow(by: self.size)
        lines = isFar ? [] : all.dropFirst(start).prefix(self.size)
    }
}

extension Visit {
    /// The page of `all` that the address asks for.
    func portion<Line>(of all: [Line], size: Int = 100) -> Portion<Line> {
        Portion(all, page: page, size: size)
    }

    /// The foot under it.
    func pager<Line>(_ portion: Portion<Line>) -> PagerView? {
        PagerView(page: portion.page, size: portion.size, total: portion.total, texts: texts) {
            href(setting: "page", to: String($0))
        }
    }
}

extension Call {
    /// The page of `all` that the request asks for, ``Operation/Parameter/bodyPages``.
    func portion<Line>(of all: [Line]) -> Portion<Line> {
        Portion(
            all, page: integer("page") ?? 1, size: integer("pageSize") ?? Operation.Parameter.bodiesMax)
    }
}
