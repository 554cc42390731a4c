/// Numbers at a glance, each leading to its list (概览数字).
struct FiguresView {
    let figures: [Figure]

    struct Figure {
        let value: String
        let name: String
        /// Nil where the reader has no such list.
        let href: String?
        var note: String?
        var tone: Tone = .plain
    }
}
