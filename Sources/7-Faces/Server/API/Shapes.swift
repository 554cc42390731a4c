import Regulation

/// Members that many shapes of the API have in common (接口公共要素).
enum Shapes {
    static func id(_ about: Bilingual = Bilingual("编号", "Identifier")) -> Schema.Member {
        .init("id", about, .text(64))
    }

    static func list(_ name: String, _ about: Bilingual, of element: Schema, max: Int) -> Schema.Member {
        .init(name, about, .array(element, max: max))
    }

    /// The page number of a list.
    static let page = Operation.Parameter.query(
        "page", Bilingual("页码,从 1 开始", "Page, from 1"), .integer(1...10_000))

    static let before = Operation.Parameter.query(
        "before", Bilingual("上一页最后一条的位置", "Position of the last one of the page before"),
        .integer(0...Int64.max))

    static let entry = Operation.Parameter.path(
        "entry",
        Bilingual("目录编号或信息资源代码(斜杠可写作 %2F 或分作两段)", "Entry id or resource code (slash as %2F or as two segments)"))
}
