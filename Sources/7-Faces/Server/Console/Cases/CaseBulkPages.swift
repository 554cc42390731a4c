import Cases
import Catalogue
import Hummingbird
import Regulation

/// Reviews of entries approved together (批量审批页): chosen in the work list, read with what each would change, then
/// decided one after the other.
struct CaseBulkPages: Sendable {
    let desk: Desk

    private static let list = "/console/cases"
    private static let base = "/console/cases-bulk"

    func register(on routes: ConsoleRoutes) {
        for path in ["", "/approve"] {
            routes.get("console/cases-bulk\(path)") { visit in
                _ = try visit.actor
                return Answers.seeOther(Self.list)
            }
        }
        routes.post("console/cases-bulk") { try await preview($0, $1) }
        routes.post("console/cases-bulk/approve") { try await approve($0, $1) }
    }

    /// Whether the reader may approve the case together with others.
    static func isChoosable(_ file: CaseFile, for visit: Visit, _ desk: Desk) throws -> Bool {
        let actor = try visit.actor
        return desk.platform.catalogue.procedures.contains(file.procedure)
            && desk.platform.cases.permit(Decision(.approve), on: file, by: actor) == .allowed
    }

    /// The chosen cases, each as its preview showed it; where there was none, with round 0, which no case has.
    private static func chosen(_ form: Form) -> [(id: String, seen: SeenCase)] {
        form.all("case").map { box in
            let parts = box.split(separator: " ").map(String.init)
            return (
                parts.first ?? "",
                SeenCase(
                    round: parts.count > 1 ? Int(parts[1]) ?? 0 : 0, step: parts.count > 2 ? parts[2] : nil)
            )
        }
    }

    private func preview(_ visit: Visit, _ form: Form, refusal: Refusal? = nil) async throws -> Response {
        let texts = visit.texts
        guard form.has("case") else { return desk.done(Self.list, notice: "bulk.noCase", tone: .warn) }
        let lines = try await desk.platform.cases.previewApprovals(
            Self.chosen(form).map(\.id), of: desk.platform.catalogue.procedures, by: visit.actor)
        let hasAny = lines.contains(where: \.isApproved)
        return try await desk.page(
            visit, "bulk",
            BulkModel(
                crumbs: [Crumb(texts("nav.cases"), Self.list)], title: texts("bulk.approvePreview"),
                lead: texts("bulk.approveLead"), faults: desk.faults(refusal, visit),
                figures: figures(lines, done: "bulk.would", visit), listHref: Self.list,
                action: "\(Self.base)/approve",
                note: hasAny
                    ? .area(
                        "note", texts("case.note.approve"), value: form["note"], rows: 2,
                        hint: texts("bulk.noteHint"),
                        error: FaultsView.error(at: "note", refusal?.reasons ?? [], visit.language),
                        maxLength: Decision.noteMax) : nil,
                tableTitle: texts("nav.cases"),
                table: try await table(lines, isPreview: true, visit),
                buttons: hasAny
                    ? [
                        BulkModel.Button(
                            name: "act", value: "approve", text: texts("bulk.approve"), isMain: true)
                    ] : []),
            status: refusal.map { Failure($0).status } ?? .ok)
    }

    private func approve(_ visit: Visit, _ form: Form) async throws -> Response {
        let texts = visit.texts
        if case .refused(let reasons) = Decision.stated(form["note"], isRequired: false, article: nil) {
            return try await preview(visit, form, refusal: Refusal(reasons))
        }
        guard form.has("case") else { return desk.done(Self.list, notice: "bulk.noCase", tone: .warn) }
        let chosen = Self.chosen(form)
        let seen = Dictionary(chosen.map { ($0.id, $0.seen) }) { first, _ in first }
        let lines = try await desk.platform.approveEntries(
            chosen.map(\.id), seen: seen, note: form["note"], by: visit.actor)
        return try await desk.page(
            visit, "bulk",
            BulkModel(
                crumbs: [Crumb(texts("nav.cases"), Self.list)], title: texts("bulk.approveResult"),
                lead: texts("bulk.approveDone"), figures: figures(lines, done: "bulk.approved", visit),
                listHref: Self.list, action: Self.base, tableTitle: texts("nav.cases"),
                table: try await table(lines, isPreview: false, visit), buttons: []))
    }

    private func figures(_ lines: [CaseLine], done: String, _ visit: Visit) -> FiguresView {
        let approved = lines.count(where: \.isApproved)
        let refused = lines.count - approved
        return FiguresView(figures: [
            .init(value: String(approved), name: visit.texts(done), href: "#entries"),
            .init(
                value: String(refused), name: visit.texts("bulk.refused"), href: "#entries",
                tone: refused > 0 ? .bad : .plain),
        ])
    }

    private func table(_ lines: [CaseLine], isPreview: Bool, _ visit: Visit) async throws -> TableView {
        let texts = visit.texts
        var rows: [[Cell]] = []
        for line in lines {
            let badge =
                line.isApproved
                ? Badge(.good, texts(isPreview ? "bulk.would" : "bulk.approved"))
                : Badge(.bad, texts("bulk.refused"))
            var head = Cell.head(line.asked)
            if let file = line.file {
                head = .head(
                    file.title, href: "/console/cases/\(file.id)",
                    sub: file.current?.name[visit.language] ?? texts("state.case.\(file.state.rawValue)"))
            }
            let what: [String] =
                line.isApproved
                ? (isPreview ? try await changes(line, visit) : [])
                : line.reasons.map {
                    "\(FaultsView.text($0, visit.language)) → \($0.code.remedy[visit.language])"
                }
            var cells = [
                head, .badge(badge), Cell.text("").listing(what),
                .cited(desk.citation(line.reasons.first?.article ?? line.file?.current?.article, visit)),
            ]
            if isPreview {
                cells.insert(
                    line.isApproved
                        ? .box(
                            "case",
                            "\(line.asked) \(line.file?.round ?? 0) \(line.file?.current?.id ?? "")",
                            label: texts("bulk.chooseOne", ["name": line.file?.title ?? ""]), checked: true)
                        : .text(""), at: 0)
            }
            rows.append(cells)
        }
        var columns: [TableView.Column] = [
            .init(texts("case.title")), .init(texts("bulk.outcome")), .init(texts("bulk.what")),
            .init(texts("case.article")),
        ]
        if isPreview { columns.insert(.init(texts("bulk.choose"), titleHidden: true), at: 0) }
        return TableView(
            texts("nav.cases"), captionHidden: true,
            columns: columns, rows: rows,
            empty: EmptyView(texts("case.emptyTitle"), texts("case.emptyText")))
    }

    /// What the approval would change: of a new entry what it is.
    private func changes(_ line: CaseLine, _ visit: Visit) async throws -> [String] {
        let sides = (line.file?.subject ?? "").split(separator: ":", maxSplits: 1).map(String.init)
        guard sides.count == 2, let entry = try await desk.entries([sides[1]])[sides[1]] else { return [] }
        let description = EntryDescription(desk: desk, visit: visit)
        if let draft = entry.draft {
            return EntryChanges(description: description).lines(
                EntryDifference(from: entry.content, to: draft))
        }
        let content = entry.content
        return [
            visit.texts("bulk.newEntry"), content.abstract,
            [
                desk.sharingWord(content.sharing, visit.language),
                desk.openingWord(content.opening, visit.language),
                desk.sensitivityWord(content.sensitivity, visit.language),
                visit.texts("entry.itemsCount", ["count": String(content.items.count)]),
            ].joined(separator: " · "),
        ]
    }
}
