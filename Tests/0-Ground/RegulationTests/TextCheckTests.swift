import Regulation
import Testing

@Suite("Texts of forms")
struct TextCheckTests {
    static let missing = ReasonCode(
        "missing", .unlawful, title: Bilingual("缺", "Missing"), remedy: Bilingual("补", "Fill in"))
    static let malformed = ReasonCode(
        "malformed", .malformed, title: Bilingual("错", "Wrong"), remedy: Bilingual("改", "Mend"))

    @Test(
        "A text is held to its length, to one line where it is short, and to being there where it is required",
        arguments: [
            ("", 10, true, "missing"), (" \n", 10, true, "malformed"), ("　 ", 10, true, "missing"),
            ("", 10, false, nil),
            ("局长", 2, true, nil), ("副局长", 2, true, "malformed"), ("一\n二", 200, true, "malformed"),
            ("一\n二", 201, true, nil), ("\n", 201, true, "missing"), ("   ", 2, false, "malformed"),
        ] as [(String, Int, Bool, String?)])
    func check(value: String, max: Int, isRequired: Bool, code: String?) throws {
        let article = try #require(ArticleReference("little#1"))
        let check = TextCheck(missing: Self.missing, malformed: Self.malformed, article: article)
        let found = check(value, Bilingual("职务", "title"), max: max, isRequired: isRequired, at: "title")
        #expect(found.map(\.code.name) == [code].compactMap { $0 })
        #expect(found.allSatisfy { $0.field == "title" && $0.article == article })
    }
}
