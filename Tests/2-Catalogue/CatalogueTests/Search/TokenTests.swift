import Testing

@testable import Catalogue

@Suite("How search reads a text")
struct TokenTests {
    static let texts: [(text: String, tokens: [String])] = [
        ("", []), ("，。%_", []), ("数", ["数"]), ("数据", ["数据", "据"]),
        ("公共数据", ["公共", "共数", "数据", "据"]), ("数据、目录", ["数据", "据", "目录", "录"]),
        ("GB2260编码", ["gb", "2260", "编码", "码"]), ("ＡＢｃ１２", ["abc", "12"]),
        ("301001/000012", ["301001", "000012"]), ("id_number", ["id", "number"]), ("㐀㐁", ["㐀㐁", "㐁"]),
        ("𠀀𠀁据", ["𠀀𠀁", "𠀁据", "据"]), ("a\u{0}b", ["a", "b"]), ("\"NEAR(*", ["near"]),
    ]

    @Test("A text is cut into pairs of characters, words and numbers", arguments: texts)
    func tokens(text: String, tokens: [String]) {
        #expect(Bigrams.tokens(FoldedText(text)) == tokens)
    }

    static let queries: [(query: String, tokens: [String], isPrefix: Bool)] = [
        ("数", ["数"], true), ("数据", ["数据"], false), ("公共数", ["公共", "共数"], false),
        ("gb22", ["gb", "22"], true),
        ("编码G", ["编码", "码", "g"], true), ("、", [], false),
    ]

    @Test("The end of a query is open", arguments: queries)
    func phrase(query: String, tokens: [String], isPrefix: Bool) {
        let phrase = Bigrams.phrase(FoldedText(query))
        #expect(phrase.tokens == tokens)
        #expect(phrase.isPrefix == isPrefix)
    }

    static let keys: [(query: String, keys: [String], proves: Bool)] = [
        ("数", ["数"], true), ("公共数据", ["公共数据"], true), ("公共数据目", ["公共数据", "共数据目"], false),
        ("gb", [" gb"], true), ("gb22", [" 22", " gb"], false),
    ]

    @Test("Up to four characters are one key that proves itself", arguments: keys)
    func grams(query: String, keys: [String], proves: Bool) {
        let found = Grams.keys(FoldedText(query))
        #expect(found.keys == keys.sorted())
        #expect(found.proves == proves)
        #expect(Grams.pieces([FoldedText("公共数据目录 GB2260 数")]).contains(keys[0]) || query == "gb22")
    }

    static let highlights: [(words: String, text: String, pieces: [String])] = [
        ("数据", "公共数据与数据", ["公共", "[数据]", "与", "[数据]"]), ("gb", "编码ＧＢ2260", ["编码", "[ＧＢ]", "2260"]),
        ("b", "gb", ["gb"]), ("数据 据目", "数据目录", ["[数据目]", "录"]), ("<b>", "a<b>c", ["a<", "[b]", ">c"]),
        ("编码g", "编码（GB）", ["[编码（G]", "B）"]), ("", "数据", ["数据"]), ("无", "数据", ["数据"]),
    ]

    @Test("What is marked stands in the text as it was written", arguments: highlights)
    func highlight(words: String, text: String, pieces: [String]) {
        let found = Highlight(words, in: text).pieces
        #expect(found.map { $0.isHit ? "[\($0.text)]" : $0.text } == pieces)
        #expect(found.map(\.text).joined() == text)
    }

    @Test("A facet key keeps every value apart")
    func facetKey() {
        var end: Int64 = 0
        for facet in Facet.allCases {
            #expect(facet.bits.shift == end)
            #expect(facet.values.count < 1 << facet.bits.width)
            end += facet.bits.width
        }
        #expect(end < 63)
    }
}
