/// A page on which many things are done at once (批量办理页): what is asked, the things with what comes of each, and
/// what may be done next.
struct BulkModel {
    var crumbs: [Crumb] = []
    let title: String
    let lead: String
    /// What of a whole search is beyond the limit.
    var left: String?
    var faults: FaultsView?
    var figures: FiguresView?
    /// Where the things were chosen.
    let listHref: String
    let action: String
    /// What the form carries on.
    var kept: [KeptValue] = []
    /// What may be changed; nil where nothing is asked any more.
    var elements: BulkForm?
    /// What is written into the record of each.
    var note: FieldView?
    let tableTitle: String
    let table: TableView
    let buttons: [Button]

    /// What sends the form, and as what.
    struct Button {
        let name: String
        let value: String
        let text: String
        var isMain = false
    }
}
