import Catalogue
import Regulation

/// Where the words of a search stand in one line (高亮位置).
struct HighlightsJSON: Codable, Described {
    /// Names of items that one line shows.
    static let itemsMax = 5

    let name: [RangeJSON]
    let abstract: [RangeJSON]
    /// Names of the items that hold one of the words.
    let items: [String]

    init(_ words: String, _ content: EntryContent) {
        name = Highlight(words, in: content.name).ranges.map(RangeJSON.init)
        abstract = Highlight(words, in: content.abstract).ranges.map(RangeJSON.init)
        items = Array(
            content.items.lazy.map(\.name).filter { !Highlight(words, in: $0).ranges.isEmpty }
                .prefix(Self.itemsMax))
    }

    static let schema = Schema.named(
        "Highlights", Bilingual("高亮位置", "Where the words of a search stand"),
        .object([
            .init(
                "name", Bilingual("名称中的位置", "In the name"),
                .array(RangeJSON.schema, max: Highlight.rangesMax)),
            .init(
                "abstract", Bilingual("摘要中的位置", "In the abstract"),
                .array(RangeJSON.schema, max: Highlight.rangesMax)),
            .init(
                "items", Bilingual("含检索词的信息项名称", "Items whose names hold a word"),
                .array(.text(4_000), max: itemsMax)),
        ]))
}

/// A stretch of a text in Unicode code points (文本区间).
struct RangeJSON: Codable, Described {
    let start: Int
    let end: Int

    init(_ range: Range<Int>) {
        start = range.lowerBound
        end = range.upperBound
    }

    static let schema = Schema.named(
        "TextRange", Bilingual("文本区间，按 Unicode 码点计", "A stretch of a text, in Unicode code points"),
        .object([
            .init("start", Bilingual("起点，从 0 计", "Its first, from 0"), .count),
            .init("end", Bilingual("终点，不含", "The one after its last"), .count),
        ]))
}

/// The values of one facet with their counts (分面).
struct FacetJSON: Codable, Described {
    let facet: String
    let values: [Value]

    struct Value: Codable {
        let value: String
        let name: Bilingual
        let entries: Int
    }

    static let schema = Schema.named(
        "Facet", Bilingual("分面", "A facet with its values"),
        .object([
            .init(
                "facet", Bilingual("分面名称，即筛选参数", "The facet: the parameter to filter by"), .oneOf(Facet.self)),
            .init(
                "values", Bilingual("取值，由多到少", "Values, the most frequent first"),
                .array(
                    .object([
                        .init("value", Bilingual("取值", "Value"), .text(64)),
                        .init("name", Bilingual("名称", "Name"), Bilingual.schema),
                        .init("entries", Bilingual("条目数", "Entries"), .count),
                    ]), max: FacetCounts.valuesMax)),
        ]))
}

/// How a search might go on (检索建议).
struct SuggestionsJSON: Codable, Described {
    let suggestions: [String]

    static let schema = Schema.object([
        .init(
            "suggestions", Bilingual("建议", "Suggestions"),
            .array(.text(4_000), max: Catalogue.suggestionsMax))
    ])
}
