import Catalogue
import Regulation

/// What a bulk act does or did, entry by entry (批量办理结果表).
struct BulkTable {
    /// Reasons and open faults of one entry that its row tells.
    private static let reasonsShown = 6

    let desk: Desk
    let visit: Visit
    /// Words of the outcome: `bulk.done` has another one in a preview.
    let isPreview: Bool

    private var texts: TextNode { visit.texts }

    func table(_ lines: [BulkLine], caption: String) -> TableView {
        let choosable = lines.contains { value($0) != nil }
        var columns: [TableView.Column] = [
            .init(texts("entry.name")), .init(texts("bulk.outcome")), .init(texts("bulk.what")),
            .init(texts("case.article")),
        ]
        if choosable { columns.insert(.init(texts("bulk.choose"), titleHidden: true), at: 0) }
        let rows = lines.map { line -> [Cell] in
            var cells = [head(line), .badge(badge(line)), what(line), article(line)]
            if choosable { cells.insert(box(line), at: 0) }
            return cells
        }
        return TableView(
            caption, captionHidden: true, columns: columns, rows: rows,
            empty: EmptyView(texts("bulk.emptyTitle"), texts("bulk.emptyText")))
    }

    func figures(_ lines: [BulkLine]) -> FiguresView {
        func figure(_ count: Int, _ name: String, _ tone: Tone) -> FiguresView.Figure {
            FiguresView.Figure(
                value: String(count), name: texts(name), href: "#entries", tone: count > 0 ? tone : .plain)
        }
        return FiguresView(figures: [
            figure(lines.count { $0.outcome == .done }, isPreview ? "bulk.would" : "bulk.done", .plain),
            figure(lines.count { $0.outcome == .unchanged }, "bulk.unchanged", .plain),
            figure(lines.count { !$0.reasons.isEmpty }, "bulk.refused", .bad),
        ])
    }

    /// What goes on with the entry: in a preview the revision that was looked at, after the act whatever is there.
    private func value(_ line: BulkLine) -> String? {
        guard line.outcome == .done, line.caseID == nil, let entry = line.entry else { return nil }
        return isPreview ? BulkTargets.value(entry) : entry.id
    }

    private func box(_ line: BulkLine) -> Cell {
        guard let value = value(line) else { return .text("") }
        return .box("entry", value, label: texts("bulk.chooseOne", ["name": name(line)]), checked: true)
    }

    private func name(_ line: BulkLine) -> String {
        line.entry.map { ($0.draft ?? $0.content).name } ?? line.asked
    }

    private func head(_ line: BulkLine) -> Cell {
        guard let entry = line.entry else { return .head(line.asked) }
        return .head(
            name(line), href: "/console/entries/\(entry.id)", sub: entry.code ?? texts("entry.noCode"))
    }

    private func badge(_ line: BulkLine) -> Badge {
        switch line.outcome {
        case .done: Badge(.good, texts(isPreview ? "bulk.would" : "bulk.done"))
        case .unchanged: Badge(.plain, texts("bulk.unchanged"))
        case .refused: Badge(.bad, texts("bulk.refused"))
        }
    }

    private func what(_ line: BulkLine) -> Cell {
        let reasons = line.reasons.prefix(Self.reasonsShown).map {
            "\(FaultsView.text($0, visit.language)) → \($0.code.remedy[visit.language])"
        }
        if !reasons.isEmpty { return Cell.text("").listing(Array(reasons)) }
        let changes = line.difference.map {
            EntryChanges(description: EntryDescription(desk: desk, visit: visit)).lines($0)
        }
        let open = line.open.prefix(Self.reasonsShown).map {
            texts("bulk.open", ["fault": FaultsView.text($0, visit.language)])
        }
        if let file = line.caseID {
            return Cell.link(texts("entry.seeCase"), "/console/cases/\(file)").listing(changes ?? [])
        }
        return Cell.text("").listing((changes ?? []) + open)
    }

    private func article(_ line: BulkLine) -> Cell {
        .cited(desk.citation(line.reasons.lazy.compactMap(\.article).first, visit))
    }
}

/// The entries of a bulk act as a form carries them (批量办理的条目): `id` or `id.revision`.
enum BulkTargets {
    static func value(_ entry: Entry) -> String { "\(entry.id).\(entry.revision)" }

    static func read(_ values: [String]) -> [BulkTarget] {
        values.map { value in
            let sides = value.split(separator: ".", maxSplits: 1)
            guard sides.count == 2, let revision = Int64(sides[1]) else { return BulkTarget(value) }
            return BulkTarget(String(sides[0]), revision: revision)
        }
    }
}
