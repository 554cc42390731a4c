import Cases
import Regulation
import Testing

@Suite("Reasons that an act states")
struct StatedReasonsTests {
    @Test(
        "Reasons are there where they are required, and never longer than is read",
        arguments: [
            ("", true, "reasons-required"), (" \n\u{3000}", true, "reasons-required"), ("", false, nil),
            ("理由", true, nil), ("三个字", true, "note-too-long"), ("三个字", false, "note-too-long"),
            // What looks like one character is as long as it is kept.
            ("e\u{301}\u{302}", true, "note-too-long"),
        ] as [(String, Bool, String?)])
    func stated(text: String, isRequired: Bool, code: String?) throws {
        let article = try #require(ArticleReference("little#1"))
        let ruling = Decision.stated(text, isRequired: isRequired, max: 2, article: article, field: "reason")
        #expect(ruling.reasons.map(\.code.name) == [code].compactMap { $0 })
        #expect(ruling.reasons.allSatisfy { $0.field == "reason" })
        if code == "reasons-required" { #expect(ruling.reasons.first?.article == article) }
    }
}
