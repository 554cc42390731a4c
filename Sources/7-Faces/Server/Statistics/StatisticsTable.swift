import Regulation
import Supervision

/// The figures as a table (统计表): page, workbook and CSV show the same ones.
struct StatisticsTable {
    /// Unique on the page.
    let id: String
    let title: Bilingual
    /// The first one names the rows.
    let columns: [Bilingual]
    let rows: [Row]
    var charts: [Chart] = []

    struct Row {
        let name: Bilingual
        var link: Link?
        let fields: [Field]
    }

    /// A number with the list behind it.
    struct Field {
        let amount: Int64
        var link: Link?
        /// Shown instead of the number: `37%`.
        var text: String?
    }

    /// A drawing of some of its columns (图形).
    struct Chart {
        enum Kind: String { case bar, line, rows }

        let kind: Kind
        /// Columns of numbers, counted from 1.
        let columns: [Int]
        /// Only the rows with the largest sums, so many.
        var top: Int?
    }

    /// What opens behind a figure (明细去向).
    enum Link: Hashable {
        /// The search of the catalogue among entries in force.
        case search(facet: String?, value: String, body: String?)
        case list(StatisticsList)
        /// The statistics of one body.
        case body(String)
    }
}
