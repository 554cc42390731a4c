/// A table whose rows can be ticked within a form (可选表格): several things are acted upon at once, without a script.
struct PickTable {
    let caption: String
    /// The name of the boxes in the form.
    let name: String
    let columns: [TableView.Column]
    let rows: [Row]
    let hasRows: Bool
    /// Whether any row can be ticked; else there is no column of boxes.
    let isPickable: Bool
    let empty: EmptyView
    let pager: PagerView?

    /// One row; without a value it cannot be ticked.
    struct Row {
        let id: String
        let value: String?
        let label: String
        let isChosen: Bool
        let cells: [Cell]
    }

    /// `chosen` are the values that were ticked in a form that was refused.
    init(
        _ caption: String, name: String, columns: [TableView.Column],
        rows: [(id: String, value: String?, label: String, cells: [Cell])], chosen: [String] = [],
        empty: EmptyView, pager: PagerView? = nil
    ) {
        self.caption = caption
        self.name = name
        self.columns = columns
        self.rows = rows.map { row in
            Row(
                id: "f-\(name).\(row.id)", value: row.value, label: row.label,
                isChosen: row.value.map(chosen.contains) ?? false,
                cells: zip(row.cells, columns).map { $0.labelled($1) })
        }
        hasRows = !rows.isEmpty
        isPickable = rows.contains { $0.value != nil }
        self.empty = empty
        self.pager = pager
    }
}
