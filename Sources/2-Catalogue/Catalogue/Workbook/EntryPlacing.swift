import Parties
import Regulation
import Store

/// An entry read from a workbook without a fault (读出的条目).
struct ReadEntry: Sendable {
    let block: EntryPlace
    let content: EntryContent
    /// Of an entry that the platform exported; empty for others.
    let id: String
    let code: String
    let provider: String
    /// Columns that the workbook does without, though entries may have something on record there.
    let absent: Set<EntryColumn>

    /// Where it stands, for faults that show when it is put into the catalogue.
    struct EntryPlace: Sendable {
        let firstRow: Int
        /// The row of each item.
        let itemRows: [Int]
    }
}

/// Puts entries read from a workbook into the catalogue of one body (条目入库), within one transaction.
struct EntryPlacing {
    let catalogue: Catalogue
    let actor: Actor
    let session: any Session

    /// What is to be done with one entry.
    enum Step {
        case create(EntryContent, text: String)
        case change(Entry, EntryContent, text: String)
        case none
    }

    /// The entries of the body that are not retired: all, by name and by code.
    private var own: Set<String> = []
    private var byName: [String: [String]] = [:]
    private var byCode: [String: String] = [:]
    private var taken: Set<String> = []

    init(_ catalogue: Catalogue, by actor: Actor, in session: any Session) throws {
        self.catalogue = catalogue
        self.actor = actor
        self.session = session
        var ids: Set<String> = []
        var names: [String: [String]] = [:]
        var codes: [String: String] = [:]
        try session.each(
            "SELECT id, code, name FROM entry WHERE body = ? AND state <> 'retired'", [.text(actor.body.id)]
        ) { row in
            let id = try row.text("id")
            ids.insert(id)
            names[try row.text("name").trimmed, default: []].append(id)
            if let code = try row.optionalText("code") { codes[code] = id }
        }
        own = ids
        byName = names
        byCode = codes
    }

    /// Finds the entry that `read` stands for, and what it changes; throws the refusal with the field at fault.
    mutating func step(_ read: ReadEntry) throws -> Step {
        if !read.provider.isEmpty, read.provider != actor.body.name {
            throw Refusal(
                EntryWorkbookCodes.entryNotYours, article: catalogue.profile.article(for: .accessControl),
                field: "provider")
        }
        guard let id = try existing(read) else {
            guard taken.insert("name:" + read.content.name.trimmed).inserted else { throw repeated }
            let content = try read.content.keepingNumbers(
                of: nil, above: 0, article: catalogue.profile.article(for: .entryElements))
            return .create(content, text: try bounded(content))
        }
        guard taken.insert(id).inserted else { throw repeated }
        let entry = try catalogue.entry(id: id, in: session)
        if entry.state == .inReview, try !catalogue.isReturned(entry, in: session) {
            throw Refusal(CatalogueCodes.inReview, field: "name")
        }
        let highest = entry.version > 0 ? try catalogue.numberMax(of: id, in: session) : 0
        let content = try numbered(read, of: entry, above: highest).keeping(
            read.absent, of: entry.draft ?? entry.content)
        if content == entry.draft ?? entry.content { return .none }
        return .change(entry, content, text: try bounded(content))
    }

    /// Keeps what a step says.
    func put(_ step: Step, number: inout Int64) throws {
        switch step {
        case .none: return
        case .create(let content, let text):
            number += 1
            _ = try catalogue.keep(content, as: text, number: number, by: actor, in: session)
        case .change(let entry, let content, let text):
            try catalogue.keep(content, as: text, of: entry, by: actor, in: session)
        }
    }

    /// The id of the entry by that which it was exported with, else by its code, else by its name; nil for a new one.
    private func existing(_ read: ReadEntry) throws -> String? {
        if !read.id.isEmpty {
            if own.contains(read.id) {
                guard read.code.isEmpty || byCode[read.code] == read.id else {
                    throw Refusal(
                        CatalogueCodes.elementMalformed,
                        article: catalogue.profile.article(for: .entryElements),
                        detail: Bilingual("与条目编号不是同一条目", "not that of the entry with this id"),
                        field: "code")
                }
                return read.id
            }
            try refuse("SELECT body FROM entry WHERE id = ?", read.id, "id")
            // The id of another platform says nothing here.
        }
        if !read.code.isEmpty {
            if let id = byCode[read.code] { return id }
            try refuse("SELECT body FROM entry WHERE code = ?", read.code, "code")
            throw Refusal(CatalogueCodes.notFound, field: "code")
        }
        let found = byName[read.content.name.trimmed] ?? []
        guard found.count <= 1 else { throw Refusal(EntryWorkbookCodes.nameAmbiguous, field: "code") }
        return found.first
    }

    /// Refuses an entry that is there but cannot be changed: one of another body, or a retired one.
    private func refuse(_ sql: String, _ name: String, _ field: String) throws {
        guard let body = try session.first(sql, [.text(name)], { try $0.text("body") }) else { return }
        throw Refusal(
            body == actor.body.id ? CatalogueCodes.notInForce : EntryWorkbookCodes.entryNotYours, field: field
        )
    }

    /// Items keep the numbers of the entry; a refusal names them by their place in the workbook.
    private func numbered(_ read: ReadEntry, of entry: Entry, above highest: Int) throws -> EntryContent {
        do {
            return try read.content.keepingNumbers(
                of: entry, above: highest, article: catalogue.profile.article(for: .entryElements))
        } catch let refusal as Refusal {
            let before = (entry.content.items + (entry.draft?.items ?? []))
            throw Refusal(
                refusal.reasons.map { reason in
                    let number = reason.field?.split(separator: ".").last.flatMap { Int($0) }
                    let field = before.first { $0.number == number }?.field
                    let place = read.content.items.first { $0.field == field && field != nil }
                    return Reason(
                        reason.code, article: reason.article, detail: reason.detail,
                        field: place.map { "items.\($0.number)" } ?? reason.field)
                })
        }
    }

    private func bounded(_ content: EntryContent) throws -> String {
        let text = try content.stored()
        guard text.utf8.count <= Catalogue.contentBytesMax else {
            throw Refusal(
                CatalogueCodes.overLimit,
                detail: Bilingual("条目内容超过1MB", "the entry is over 1 MB"), field: "name")
        }
        return text
    }

    private var repeated: Refusal { Refusal(EntryWorkbookCodes.entryRepeated, field: "name") }
}

extension EntryContent {
    /// With what `before` has on record in the columns that a workbook did without; items are matched by number.
    fileprivate func keeping(_ absent: Set<EntryColumn>, of before: EntryContent) -> EntryContent {
        guard !absent.isEmpty else { return self }
        var content = self
        let known = Dictionary(before.items.map { ($0.number, $0) }, uniquingKeysWith: { one, _ in one })
        if absent.contains(.affectedObject) { content.affectedObject = before.affectedObject }
        if absent.contains(.harm) { content.harm = before.harm }
        if absent.contains(.relations) { content.relations = before.relations }
        for index in content.items.indices {
            guard let item = known[content.items[index].number] else { continue }
            if absent.contains(.standard) { content.items[index].standard = item.standard }
            if absent.contains(.codeList) { content.items[index].codeList = item.codeList }
            if absent.contains(.itemSensitivity) { content.items[index].sensitivity = item.sensitivity }
            if absent.contains(.itemGrade) { content.items[index].grade = item.grade }
            if absent.contains(.itemOpening) { content.items[index].opening = item.opening }
        }
        return content
    }
}
