import Catalogue
import Regulation
import Standards

/// The content of an entry in words (条目要素), for every page that shows one.
struct EntryDescription {
    let desk: Desk
    let visit: Visit

    var texts: TextNode { visit.texts }
    var language: Language { visit.language }

    func facts(_ content: EntryContent, provider: String, entry: Entry?) -> [Fact] {
        var facts = [
            Fact(texts("entry.abstract"), content.abstract, isLong: true),
            Fact(texts("entry.provider"), provider),
            Fact(texts("entry.classification"), code: content.classification),
            Fact(texts("entry.format"), content.format),
            Fact(texts("entry.cycle"), desk.word(content.updateCycle, language)),
            Fact(texts("entry.sensitivity"), desk.sensitivityWord(content.sensitivity, language)),
            Fact(
                texts("entry.grade"), gradeWord(content.grade),
                citation: desk.citation(desk.profile.gradeBound(covering: content.grade)?.article, visit)),
            Fact(
                texts("entry.harm"),
                [
                    content.affectedObject.map { desk.word($0, language) },
                    content.harm.map { desk.word($0, language) },
                ]
                .compactMap { $0 }.joined(separator: " · ")),
        ]
        if let entry {
            facts += [
                Fact(texts("entry.version"), entry.version > 0 ? "v\(entry.version)" : ""),
                Fact(texts("entry.published"), entry.publishedAt.map(desk.time) ?? ""),
                Fact(texts("entry.updated"), desk.time(entry.updatedAt)),
            ]
        }
        return facts
    }

    func gradeWord(_ grade: String) -> String {
        DataGrade(rawValue: grade).map { desk.word($0, language) } ?? grade
    }

    func sharing(_ content: EntryContent) -> [Fact] {
        let sharing = desk.profile.sharingType(content.sharing)
        let opening = desk.profile.openingType(content.opening)
        return [
            Fact(
                texts("entry.sharing"), badges: [desk.sharingBadge(content.sharing, visit)],
                citation: desk.citation(sharing?.article, visit)),
            Fact(texts("entry.sharingConditions"), content.sharingConditions),
            Fact(texts("entry.sharingBasis"), content.sharingBasis),
            Fact(
                texts("entry.opening"), badges: [Badge(.plain, desk.openingWord(content.opening, language))],
                citation: desk.citation(opening?.article, visit)),
            Fact(texts("entry.openingConditions"), content.openingConditions),
        ]
    }

    func use(_ content: EntryContent) -> [Fact] {
        [
            Fact(
                texts("entry.legalBasis"), content.legalBasis,
                citation: desk.citation(.collectionScope, visit)),
            Fact(texts("entry.sourceBusiness"), content.sourceBusiness),
            Fact(texts("entry.sourceSystem"), content.sourceSystem),
            Fact(texts("entry.usageRequirements"), content.usageRequirements),
            Fact(
                texts("entry.assessments"),
                badges: [
                    assessed(content.secrecyAssessed, "entry.secrecyAssessed"),
                    assessed(content.personalInformationAssessed, "entry.personalInformationAssessed"),
                ]),
        ]
    }

    private func assessed(_ done: Bool, _ key: String) -> Badge { Badge(done ? .good : .warn, texts(key)) }

    func items(_ content: EntryContent) -> TableView {
        TableView(
            texts("entry.itemsCount", ["count": String(content.items.count)]),
            columns: [
                .init(texts("item.name")), .init(texts("item.field")), .init(texts("item.type")),
                .init(texts("item.length"), numeric: true), .init(texts("item.demands")),
                .init(texts("item.identifier")), .init(texts("item.mask")),
                .init(texts("item.standards")), .init(texts("item.grading")),
            ],
            rows: content.items.map { item in
                [
                    .head(item.name), .code(item.field),
                    .text("\(desk.word(item.type, language)) \(item.type.rawValue)"), .text(length(item)),
                    .badges(demands(item)),
                    .text(item.identifier.map { desk.word($0, language) } ?? ""),
                    .text(item.mask.map { desk.word($0, language) } ?? ""),
                    item.standard.map {
                        .link(
                            $0.description, "/console/standards/\(Visit.encoded($0.description))",
                            sub: item.codeList?.description)
                    } ?? item.codeList.map {
                        .link($0.description, "/console/standards/\(Visit.encoded($0.description))")
                    } ?? .text(""),
                    .text(grading(item)),
                ]
            }, empty: EmptyView(texts("entry.noItems"), texts("entry.noItemsText")))
    }

    func grading(_ item: Item) -> String {
        let parts = [
            item.sensitivity.map { desk.sensitivityWord($0, language) },
            item.grade.flatMap { DataGrade(rawValue: $0) }.map { desk.word($0, language) },
            item.opening.map { desk.openingWord($0, language) },
        ]
        return parts.compactMap { $0 }.joined(separator: " · ")
    }

    func length(_ item: Item) -> String {
        guard let length = item.length else { return "" }
        return item.scale.map { "\(length),\($0)" } ?? String(length)
    }

    func demands(_ item: Item) -> [Badge] {
        (item.isKey ? [Badge(.info, texts("item.key"))] : [])
            + (item.isRequired ? [Badge(.plain, texts("item.required"))] : [])
    }
}
