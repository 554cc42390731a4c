/// A table of a page (表格): a caption, named columns, rows; cards on narrow screens.
struct TableView {
    let caption: String
    /// Whether the caption is for screen readers only, as where a heading already says it.
    var captionHidden = false
    /// Whether rows become cards on narrow screens; a table of short numbers scrolls instead.
    var asCards = true
    let columns: [Column]
    let rows: [Row]
    /// Shown instead of a table without rows.
    var empty: EmptyView?
    var pager: PagerView?
    let hasRows: Bool

    init(
        _ caption: String, captionHidden: Bool = false, columns: [Column], rows: [[Cell]],
        empty: EmptyView? = nil, pager: PagerView? = nil
    ) {
        self.caption = caption
        self.captionHidden = captionHidden
        self.columns = columns
        self.rows = rows.map { cells in
            Row(cells: zip(cells, columns).map { $0.labelled($1) })
        }
        self.empty = empty
        self.pager = pager
        hasRows = !rows.isEmpty
    }

    struct Column {
        let title: String
        let numeric: Bool
        /// Whether the title is for screen readers and cards only, as above boxes.
        let titleHidden: Bool

        init(_ title: String, numeric: Bool = false, titleHidden: Bool = false) {
            self.title = title
            self.numeric = numeric
            self.titleHidden = titleHidden
        }
    }

    struct Row { let cells: [Cell] }
}

/// One cell of a table (单元格).
struct Cell {
    var label = ""
    var kind = ""
    var isHead = false
    var isTime = false
    var text = ""
    var href: String?
    var badges: [Badge] = []
    /// A quieter second line.
    var sub: String?
    var code: String?
    var citation: CitationView?
    /// The text in pieces, where some of it is marked.
    var pieces: [Piece] = []
    var isMarked = false
    /// A second line in pieces.
    var found: [Piece] = []
    var hasFound = false
    /// Lines below the text, one thing each.
    var points: [String] = []
    var hasPoints = false
    /// What chooses the row.
    var box: Box?

    /// A box of a row of a form (选择框): its label is for those who do not see the row.
    struct Box {
        let name: String
        let value: String
        let label: String
        var isChecked = false
    }

    /// A stretch of a text, marked or not.
    struct Piece {
        let text: String
        let isHit: Bool
    }

    /// The same cell with what was searched for marked in its text, and a line of where else it stands.
    func marked(_ pieces: [Piece], found: [Piece]) -> Cell {
        var cell = self
        (cell.pieces, cell.isMarked) = (pieces, !pieces.isEmpty)
        (cell.found, cell.hasFound) = (found, !found.isEmpty)
        return cell
    }

    /// The same cell with these lines below its text.
    func listing(_ points: [String]) -> Cell {
        var cell = self
        (cell.points, cell.hasPoints) = (points, !points.isEmpty)
        return cell
    }

    static func text(_ text: String, sub: String? = nil) -> Cell { Cell(text: text, sub: sub) }
    static func box(_ name: String, _ value: String, label: String, checked: Bool = false) -> Cell {
        Cell(box: Box(name: name, value: value, label: label, isChecked: checked))
    }
    /// A moment or a day, never broken over lines.
    static func time(_ text: String, sub: String? = nil) -> Cell { Cell(isTime: true, text: text, sub: sub) }
    static func number(_ value: some BinaryInteger) -> Cell { Cell(text: Numbers.grouped(Int64(value))) }
    /// The cell that names its row.
    static func head(_ text: String, href: String? = nil, sub: String? = nil) -> Cell {
        Cell(isHead: true, text: text, href: href, sub: sub)
    }
    /// The moment that names its row.
    static func timeHead(_ text: String, sub: String? = nil) -> Cell {
        Cell(isHead: true, isTime: true, text: text, sub: sub)
    }
    static func link(_ text: String, _ href: String, sub: String? = nil) -> Cell {
        Cell(text: text, href: href, sub: sub)
    }
    /// A short link, never broken over lines.
    static func shortLink(_ text: String, _ href: String) -> Cell {
        Cell(isTime: true, text: text, href: href)
    }
    static func badge(_ badge: Badge, sub: String? = nil) -> Cell { Cell(badges: [badge], sub: sub) }
    static func badges(_ badges: [Badge]) -> Cell { Cell(badges: badges) }
    static func code(_ text: String) -> Cell { Cell(code: text) }
    static func cited(_ citation: CitationView?) -> Cell { Cell(citation: citation) }

    func labelled(_ column: TableView.Column) -> Cell {
        var cell = self
        cell.label = column.title
        let isBlank =
            text.isEmpty && href == nil && badges.isEmpty && sub == nil && code == nil && citation == nil
            && box == nil && !hasPoints
        cell.kind = isBlank ? "blank" : column.numeric ? "num" : isTime ? "nowrap" : ""
        return cell
    }
}

/// Numbers as people read them.
enum Numbers {
    /// `1,234,567`.
    static func grouped(_ value: Int64) -> String {
        var digits = String(value.magnitude)
        var groups: [String] = []
        while digits.count > 3 {
            groups.append(String(digits.suffix(3)))
            digits.removeLast(3)
        }
        groups.append(digits)
        return (value < 0 ? "-" : "") + groups.reversed().joined(separator: ",")
    }
}
