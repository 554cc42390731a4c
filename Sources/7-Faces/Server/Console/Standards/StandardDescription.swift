import Catalogue
import Regulation

/// A data standard in words (数据标准要素), for every page that shows one.
struct StandardDescription {
    let desk: Desk
    let visit: Visit

    func facts(_ standard: DataStandard, body: String) -> FactsView {
        let texts = visit.texts
        let content = standard.content
        var facts = [
            Fact(texts("standard.definition"), content.definition, isLong: true),
            Fact(texts("standard.kind"), texts("standard.kind-\(standard.kind.rawValue)")),
            Fact(texts("standard.nameEn"), content.nameEn),
            Fact(texts("standard.source"), content.source), Fact(texts("standard.body"), body),
            Fact(texts("standard.validFrom"), content.validFrom?.description ?? ""),
            Fact(texts("standard.issued"), standard.issuedAt.map(desk.time) ?? ""),
        ]
        if let item = content.item {
            facts += [
                Fact(texts("item.type"), "\(desk.word(item.type, visit.language)) \(item.type.rawValue)"),
                Fact(texts("item.length"), item.length.map(String.init) ?? ""),
                Fact(texts("item.scale"), item.scale.map(String.init) ?? ""),
                Fact(
                    texts("item.identifier"),
                    item.identifier.map { desk.word($0, visit.language) } ?? ""),
                Fact(
                    texts("item.codeList"), item.codeList?.description ?? "",
                    href: item.codeList.map { "/console/standards/\(Visit.encoded($0.description))" }),
                Fact(texts("standard.format"), item.format),
            ]
        }
        return FactsView(facts)
    }

    /// The first values of a code list; the file has them all.
    static let valuesShown = 200

    func values(_ standard: DataStandard) -> TableView? {
        guard let list = standard.content.codeList else { return nil }
        let texts = visit.texts
        let today = desk.platform.today
        return TableView(
            texts(
                "standard.valuesCount",
                [
                    "count": Numbers.grouped(Int64(list.values.count)),
                    "shown": Numbers.grouped(Int64(min(list.values.count, Self.valuesShown))),
                ]),
            columns: [
                .init(texts("standard.value")), .init(texts("standard.valueName")),
                .init(texts("standard.parent")), .init(texts("standard.term")),
            ],
            rows: list.values.prefix(Self.valuesShown).map { value in
                let term = [value.from?.description, value.until?.description]
                return [
                    .head(value.code), .text(value.name), .text(value.parent ?? ""),
                    value.isInUse(on: today)
                        ? .text(term == [nil, nil] ? "" : term.map { $0 ?? "" }.joined(separator: " – "))
                        : .badge(
                            Badge(.warn, texts("standard.old")),
                            sub: term.map { $0 ?? "" }.joined(separator: " – ")),
                ]
            })
    }
}
