import Cases
import Regulation

/// A list of cases (办件列表).
struct CaseListJSON: Codable, Described {
    let cases: [CaseJSON]

    static let schema = Schema.object([
        .init("cases", Bilingual("办件", "Cases"), .array(CaseJSON.schema, max: CaseFilter.limitMax))
    ])
}

/// A case with its timeline (办件与办理记录).
struct CaseRecordJSON: Codable, Described {
    let file: CaseJSON
    let timeline: [Line]

    enum CodingKeys: String, CodingKey {
        case file = "case"
        case timeline
    }

    /// One line of the timeline.
    struct Line: Codable {
        let sequence: Int
        let at: String
        let kind: String
        let step: Bilingual
        let actor: String
        let body: String
        let note: String
        let article: CitationJSON?
    }

    init(_ file: CaseJSON, _ events: [CaseEvent], _ book: ArticleBook) {
        self.file = file
        timeline = events.map { event in
            Line(
                sequence: event.sequence, at: event.at.iso8601, kind: event.kind.rawValue, step: event.step,
                actor: event.actorName, body: event.body, note: event.note,
                article: event.article.map { CitationJSON($0, book) })
        }
    }

    static let schema = Schema.object([
        .init("case", Bilingual("办件", "The case"), CaseJSON.schema),
        .init(
            "timeline", Bilingual("办理记录", "Timeline"),
            .array(
                .object([
                    .init("sequence", Bilingual("序号", "Number"), .count),
                    .init("at", Bilingual("时间", "At"), .instant),
                    .init("kind", Bilingual("事项", "What happened"), .oneOf(CaseEvent.Kind.self)),
                    .init("step", Bilingual("环节", "Step"), Bilingual.schema),
                    .init("actor", Bilingual("办理人", "Who acted"), .text(200)),
                    .init("body", Bilingual("单位", "Body"), .text(200)),
                    .init("note", Bilingual("意见", "Note"), .text(Decision.noteMax)),
                    .init(
                        "article", Bilingual("所依据的条文", "The article behind it"), CitationJSON.schema,
                        optional: true),
                ]), max: 1_000)),
    ])
}
