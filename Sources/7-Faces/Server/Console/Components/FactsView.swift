/// Names and values of one thing (要素列表).
struct FactsView {
    let facts: [Fact]

    init(_ facts: [Fact]) { self.facts = facts }
}

/// One name with its value (要素).
struct Fact {
    let name: String
    var text = ""
    var href: String?
    var badges: [Badge] = []
    var code: String?
    var citation: CitationView?
    /// Takes the whole width.
    var isLong = false

    init(
        _ name: String, _ text: String = "", href: String? = nil, badges: [Badge] = [], code: String? = nil,
        citation: CitationView? = nil, isLong: Bool = false
    ) {
        self.name = name
        self.text = text.isEmpty && badges.isEmpty && code == nil && citation == nil ? "—" : text
        self.href = href
        self.badges = badges
        self.code = code
        self.citation = citation
        self.isLong = isLong
    }
}
