import Cases
import Catalogue
import Exchange
import Matters
import Parties
import Regulation
import Upkeep

/// What a case is about, as its reviewers read it (办件事项).
struct CaseSubjectView {
    let title: String
    let href: String?
    let facts: [FactsView]
    let items: TableView?
    /// What a review of a published entry would change.
    var changes: TableView?
    var compareHref: String?
    var relations: TableView?
    /// Entries of other bodies with the same items.
    var similar: TableView?
    var duplicates: CitationView?
    var amendment: AmendmentForm?
    /// Answers of a matter that a reviewer may settle otherwise.
    var settled: [FieldView] = []
    /// Where the opener supplements a returned case.
    let supplementHref: String?

    static func make(_ file: CaseFile, desk: Desk, visit: Visit) async throws -> CaseSubjectView {
        let sides = file.subject.split(separator: ":", maxSplits: 1).map(String.init)
        guard sides.count == 2 else { return other(file) }
        switch sides[0] {
        case "entry": return try await entry(sides[1], file, desk: desk, visit: visit)
        case "standard": return try await standard(sides[1], desk: desk, visit: visit)
        case "application": return try await application(sides[1], file, desk: desk, visit: visit)
        case "matter": return try await matter(sides[1], desk: desk, visit: visit)
        case "confirmation": return try await confirmation(sides[1], desk: desk, visit: visit)
        case "quality-order": return try await qualityOrder(sides[1], desk: desk, visit: visit)
        case "quality-rules": return try await qualityRules(file, desk: desk, visit: visit)
        default: return other(file)
        }
    }

    static func other(_ file: CaseFile) -> CaseSubjectView {
        CaseSubjectView(title: file.title, href: nil, facts: [], items: nil, supplementHref: nil)
    }

    private static func confirmation(
        _ id: String, desk: Desk, visit: Visit
    ) async throws -> CaseSubjectView {
        let texts = visit.texts
        let request = try await desk.platform.upkeep.confirmation(id, for: visit.actor)
        return CaseSubjectView(
            title: texts("upkeep.confirmation"),
            href: request.event.map { "/console/upkeep/events/\($0)" },
            facts: [
                FactsView([
                    Fact(
                        texts("upkeep.confirmedBy"), "\(request.actorName) · \(desk.time(request.at))"),
                    Fact(texts("upkeep.reasons"), request.note, isLong: true),
                ])
            ],
            items: TableView(
                texts("upkeep.confirmation"), captionHidden: true,
                columns: [.init(texts("upkeep.entry")), .init(texts("upkeep.standing"))],
                rows: request.lines.map { line in
                    [
                        .head(line.name, href: "/console/entries/\(line.entry)", sub: line.code),
                        .badge(
                            Badge(
                                line.state == .confirmed ? .good : line.state == .waiting ? .info : .plain,
                                texts("upkeep.lineState.\(line.state.rawValue)"))),
                    ]
                }),
            supplementHref: nil)
    }

    private static func matter(
        _ id: String, desk: Desk, visit: Visit
    ) async throws -> CaseSubjectView {
        let matter = try await desk.platform.matters.matter(id, for: visit.actor)
        let description = MatterDescription(desk: desk, visit: visit)
        return CaseSubjectView(
            title: visit.texts("case.aboutMatter"), href: nil,
            facts: [FactsView(try await description.facts(matter))], items: nil,
            settled: try await description.amendable(matter),
            supplementHref: "/console/matters/\(id)/edit")
    }

    private static func entry(
        _ id: String, _ file: CaseFile, desk: Desk, visit: Visit
    ) async throws -> CaseSubjectView {
        let entry = try await desk.platform.store.read { try desk.platform.catalogue.entry(id: id, in: $0) }
        let names = try await desk.bodyNames([entry.body])
        // A change that is not before this case is the providing body's alone.
        let draft = entry.state == .inReview && entry.reviewCase == file.id ? entry.draft : nil
        let content = draft ?? entry.content
        let description = EntryDescription(desk: desk, visit: visit)
        return CaseSubjectView(
            title: visit.texts("case.aboutEntry"), href: "/console/entries/\(id)",
            facts: [
                FactsView(description.facts(content, provider: names[entry.body] ?? "", entry: nil)),
                FactsView(description.sharing(content)), FactsView(description.use(content)),
            ],
            items: description.items(content),
            changes: draft.map {
                EntryChanges(description: description).table(EntryDifference(from: entry.content, to: $0))
            },
            compareHref: draft.map { _ in
                EntryPages.compareHref(entry, .version(entry.version), .draft)
            },
            relations: try await EntryRelations(desk: desk, visit: visit).table(content, code: entry.code),
            similar: try await SimilarList(desk: desk).table(content, of: entry.body, visit),
            duplicates: desk.citation(desk.duplicateArticle, visit),
            supplementHref: "/console/entries/\(id)/edit")
    }

    private static func standard(
        _ id: String, desk: Desk, visit: Visit
    ) async throws -> CaseSubjectView {
        let standard = try await desk.platform.store.read {
            try desk.platform.standards.standard(id: id, in: $0)
        }
        let names = try await desk.bodyNames([standard.body])
        let description = StandardDescription(desk: desk, visit: visit)
        return CaseSubjectView(
            title: visit.texts("case.aboutStandard"), href: "/console/standards/\(id)",
            facts: [
                FactsView([
                    Fact(
                        visit.texts("standard.code"),
                        code: StandardReference(code: standard.code, version: standard.version).description)
                ]), description.facts(standard, body: names[standard.body] ?? ""),
            ],
            items: description.values(standard), supplementHref: "/console/standards/\(id)/edit")
    }

    private static func application(
        _ id: String, _ file: CaseFile, desk: Desk, visit: Visit
    ) async throws -> CaseSubjectView {
        let application = try await desk.platform.exchange.application(id, for: visit.actor)
        let entries = try await desk.entries([application.entry])
        guard let entry = entries[application.entry] else { return other(file) }
        let description = ApplicationDescription(desk: desk, visit: visit)
        return CaseSubjectView(
            title: visit.texts("case.aboutApplication"), href: "/console/applications/\(id)",
            facts: [FactsView(try await description.facts(application, entry: entry))],
            items: description.items(application.content.items, of: entry),
            amendment: AmendmentForm(application.content.items, of: entry, desk: desk, visit: visit),
            supplementHref: "/console/applications/\(id)/edit")
    }
}
