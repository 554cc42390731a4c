import Catalogue
import Exchange
import Regulation

/// An application in words (共享申请要素).
struct ApplicationDescription {
    let desk: Desk
    let visit: Visit

    func facts(_ application: Application, entry: Entry) async throws -> [Fact] {
        let texts = visit.texts
        let bodies = try await desk.bodyNames([application.body, entry.body])
        let systems = try await desk.systemNames([application.system])
        let content = application.content
        return [
            Fact(texts("application.entry"), entry.content.name, href: "/console/entries/\(entry.id)"),
            Fact(texts("application.provider"), bodies[entry.body] ?? ""),
            Fact(texts("application.body"), bodies[application.body] ?? ""),
            Fact(texts("application.system"), systems[application.system] ?? ""),
            Fact(
                texts("application.basis"), content.basis,
                citation: desk.citation(.applicationElements, visit), isLong: true),
            Fact(texts("application.scene"), content.scene),
            Fact(texts("application.purpose"), content.purpose),
            Fact(texts("application.scope"), content.scope),
            Fact(texts("application.forms"), badges: forms(content.forms)),
            Fact(texts("application.until"), content.until.description),
        ]
    }

    func forms(_ forms: Set<UseForm>) -> [Badge] {
        UseForm.allCases.filter(forms.contains).map { Badge(.info, visit.texts("form.use.\($0.rawValue)")) }
    }

    func items(_ items: [GrantedItem], of entry: Entry) -> TableView {
        let texts = visit.texts
        let known = Dictionary(entry.content.items.map { ($0.field, $0) }) { first, _ in first }
        return TableView(
            texts("application.items", ["count": String(items.count)]),
            columns: [
                .init(texts("item.name")), .init(texts("item.field")), .init(texts("application.transform")),
            ],
            rows: items.map { granted in
                [
                    .head(known[granted.field]?.name ?? granted.field), .code(granted.field),
                    .badge(
                        Badge(
                            granted.transform == .none ? .plain : granted.transform == .drop ? .bad : .good,
                            AmendmentForm.word(granted.transform, desk, visit))),
                ]
            })
    }
}
