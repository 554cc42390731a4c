import Ledger
import Parties
import Regulation
import Store
import Workbooks

extension Roster {
    /// Officers that one workbook holds.
    public static let exportMax = 20_000

    /// The rosters that `actor` may see as an .xlsx workbook in `directory` (名册导出): those in office on the first
    /// sheet, everyone who was on the second. Answers its path; the caller removes it.
    ///
    /// Contacts are there for whom ``seesContacts(of:_:)`` allows. Beyond ``exportMax`` officers it refuses with
    /// `workbook-too-large`.
    public func workbook(of body: String? = nil, for actor: Actor, in directory: String) async throws
        -> String
    {
        if let body { try maySee(body, actor).orThrow() }
        let only = body ?? (seesAll(actor) ? nil : actor.body.id)
        let (found, names) = try await store.read { session in
            let condition = only == nil ? "1 = 1" : "body = ?"
            let values = only.map { [Value.text($0)] } ?? []
            let plain = try officers(condition, values, limit: Self.exportMax + 1, in: session)
            guard plain.count <= Self.exportMax else { throw WorkbookCodes.tooManyRows(Self.exportMax) }
            let isSeen = Dictionary(
                Set(plain.map(\.body)).map { ($0, seesContacts(of: $0, actor)) }
            ) { first, _ in first }
            let all = isSeen.values.contains(true)
            let opened =
                all
                ? try officers(condition, values, contacts: true, limit: Self.exportMax, in: session) : plain
            return (
                opened.map { isSeen[$0.body] == true ? $0 : $0.withoutContact },
                try parties.bodyNames(in: session)
            )
        }
        try await ledger.record(
            LedgerEvent(
                RosterEvents.exported, at: surroundings.now(), actor: actor.ledgerName, body: actor.body.id,
                subject: "body:\(only ?? "all")", article: profile.article(for: .accessControl),
                facts: [
                    ("officers", String(found.count)),
                    ("contacts", String(found.count { $0.contact != nil })),
                ]))
        let writer = try WorkbookWriter(directory: directory)
        let order = Dictionary(profile.posts.enumerated().map { ($1.role, $0) }) { first, _ in first }
        let sorted = found.sorted {
            (names[$0.body] ?? "", order[$0.post] ?? .max, $0.since, $0.id)
                < (names[$1.body] ?? "", order[$1.post] ?? .max, $1.since, $1.id)
        }
        for (name, officers) in [
            ("现任 current", sorted.filter(\.isCurrent)), ("全部 history", sorted),
        ] {
            try writer.begin(SheetLayout(name: name, columns: Self.columns))
            for officer in officers {
                try writer.write([
                    names[officer.body] ?? officer.body, profile.role(officer.post)?.name.zh ?? officer.post,
                    officer.name, officer.title, officer.contact ?? "", officer.document,
                    officer.since.description, officer.until?.description ?? "",
                ])
            }
        }
        return try writer.finish()
    }

    private static let columns: [SheetLayout.Column] = [
        .init("单位", width: 28, note: "Body"), .init("岗位", width: 24, note: "Post"),
        .init("姓名", width: 14, note: "Name"), .init("职务", width: 24, note: "Title"),
        .init("联系方式", width: 18, note: "Contact"), .init("任免文号", width: 24, note: "Document"),
        .init("任职日", width: 14, note: "Since"), .init("离任日", width: 14, note: "Until"),
    ]
}

extension Officer {
    /// The same without how they are reached.
    var withoutContact: Officer {
        Officer(
            id: id, body: body, post: post, name: name, title: title, contact: nil, document: document,
            since: since, until: until)
    }
}
