import Intake
import Regulation

/// A saved column mapping (列映射).
struct MappingJSON: Codable, Described {
    let entry: String
    let source: String
    let version: Int
    let columns: [ColumnMapping.Column]
    let constants: [ColumnMapping.Constant]
    let savedBy: String
    let savedByName: String
    let savedAt: String

    init(_ saved: SavedMapping) {
        entry = saved.entry
        source = saved.source
        version = saved.version
        columns = saved.content.columns
        constants = saved.content.constants
        savedBy = saved.savedBy
        savedByName = saved.savedByName
        savedAt = saved.savedAt.iso8601
    }

    static let schema = Schema.named(
        "ColumnMapping", Bilingual("列映射", "Which column of a source's files is which item"),
        .object([
            .init("entry", Bilingual("目录条目", "Entry"), .id),
            .init("source", Bilingual("来源名称", "Name of the source"), .text(60, min: 1)),
            .init("version", Bilingual("版本，从 1 起", "Version, from 1"), .count),
            .init("columns", Bilingual("各列", "Columns"), MappingContentJSON.columns),
            .init(
                "constants", Bilingual("固定值", "Items with one value in every row"),
                MappingContentJSON.constants),
            .init("savedBy", Bilingual("保存人", "Who saved it"), .text(80)),
            .init("savedByName", Bilingual("保存人名称", "Their name at the time"), .text(200)),
            .init("savedAt", Bilingual("保存时间", "Saved at"), .instant),
        ]))
}

/// What a column mapping says (列映射内容).
struct MappingContentJSON: Codable, Described {
    let columns: [ColumnMapping.Column]
    let constants: [ColumnMapping.Constant]?

    var mapping: ColumnMapping { ColumnMapping(columns: columns, constants: constants ?? []) }

    static let columns = Schema.array(
        .object([
            .init(
                "column", Bilingual("表头列名；无表头文件写 #1、#2…", "Name in the header; #1, #2, … without one"),
                .text(ColumnMapping.nameCharactersMax, min: 1)),
            .init(
                "item", Bilingual("信息项字段名，缺省为忽略该列", "Field of the item; left out, the column is passed over"),
                .text(63), optional: true),
        ]), max: ColumnMapping.columnsMax)
    static let constants = Schema.array(
        .object([
            .init("item", Bilingual("信息项字段名", "Field of the item"), .text(63, min: 1)),
            .init(
                "value", Bilingual("每行的值", "Its value in every row"),
                .text(ColumnMapping.constantCharactersMax)),
        ]), max: ColumnMapping.columnsMax)

    static let schema = Schema.object([
        .init("columns", Bilingual("各列", "Columns"), columns),
        .init("constants", Bilingual("固定值", "Items with one value in every row"), constants, optional: true),
    ])
}

/// The newest mapping of each source (列映射列表).
struct MappingListJSON: Codable, Described {
    let mappings: [MappingJSON]

    static let schema = Schema.object([
        .init(
            "mappings", Bilingual("各来源的最新版本", "The newest version of each source"),
            .array(MappingJSON.schema, max: Intake.mappingSourcesMax))
    ])
}

/// What the columns of a file could be (列映射建议).
struct ProposalJSON: Codable, Described {
    let format: String
    let encoding: String
    let sheet: String?
    let rowElement: String?
    let columns: [Column]
    let missing: [String]

    struct Column: Codable {
        let column: String
        let item: String?
        let ground: String
        let source: String?
    }

    init(_ proposal: MappingProposal) {
        format = proposal.format.rawValue
        encoding = proposal.encoding.rawValue
        sheet = proposal.sheet
        rowElement = proposal.rowElement
        columns = proposal.columns.map {
            Column(column: $0.column, item: $0.item, ground: $0.ground.rawValue, source: $0.source)
        }
        missing = proposal.missing
    }

    static let schema = Schema.object([
        .init("format", Bilingual("文件格式", "Format found"), .oneOf(DeliveryFormat.self)),
        .init("encoding", Bilingual("文本编码", "Encoding found"), .oneOf(TextEncoding.self)),
        .init("sheet", Bilingual("工作表", "Sheet"), .text(200), optional: true),
        .init("rowElement", Bilingual("行元素", "Element that is a row"), .text(2_000), optional: true),
        .init(
            "columns", Bilingual("文件各列", "Columns of the file"),
            .array(
                .object([
                    .init("column", Bilingual("列名", "Name of the column"), .text(1 << 20)),
                    .init("item", Bilingual("建议的信息项", "The item proposed"), .text(63), optional: true),
                    .init("ground", Bilingual("依据", "Why"), .oneOf(MappingProposal.Ground.self)),
                    .init(
                        "source", Bilingual("依据哪个来源的映射", "By the mapping of which source"), .text(60),
                        optional: true),
                ]), max: ColumnMapping.columnsMax)),
        .init(
            "missing", Bilingual("还没有列的必填信息项", "Required items without a column"),
            .array(.text(63), max: 500)),
    ])
}
