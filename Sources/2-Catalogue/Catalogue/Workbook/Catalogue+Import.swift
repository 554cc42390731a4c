import Ledger
import Parties
import Regulation
import Store

extension Catalogue {
    /// Reads the workbook at `path` into entries of the actor's body (目录导入).
    ///
    /// Every fault is told with its cell. With ``EntryImportMode/whole`` nothing is kept where there is one; with
    /// ``EntryImportMode/good`` the entries without a fault are, unless the header itself is at fault. What is kept are
    /// drafts, or changes of published entries, in one transaction; entries are found by the id that they were exported
    /// with, else by their resource code, else by their name within the body. Each cell that changes something is told
    /// with what it was. Refuses what is no workbook, and a third one while two are
    /// being read.
    public func importWorkbook(at path: String, mode: EntryImportMode = .whole, by actor: Actor) async throws
        -> EntryImport
    {
        try mayCompile(for: actor.body.id, actor).orThrow()
        let read = try await workbooks.run { try WorkbookEntries(at: path, profile: profile) }
        if mode != .check, read.outcome.faultTotal > 0, mode == .whole || read.hasHeaderFault {
            return read.outcome
        }
        return try await place(read, mode: mode, by: actor)
    }

    private func place(_ read: WorkbookEntries, mode: EntryImportMode, by actor: Actor) async throws
        -> EntryImport
    {
        // A check writes nothing, so it holds no writer up.
        if mode == .check {
            return try await store.read { session in
                try place(read, mode: mode, by: actor, in: session)
            }
        }
        return try await store.write { session in try place(read, mode: mode, by: actor, in: session) }
    }

    private func place(
        _ read: WorkbookEntries, mode: EntryImportMode, by actor: Actor, in session: any Session
    ) throws -> EntryImport {
        var outcome = read.outcome
        var placing = try EntryPlacing(self, by: actor, in: session)
        var steps: [EntryPlacing.Step] = []
        for entry in read.entries {
            do {
                let step = try placing.step(entry)
                steps.append(step)
                if case .change(let old, let content, _) = step {
                    outcome.add(read.changes(of: entry, from: old.draft ?? old.content, to: content))
                }
            } catch let refusal as Refusal {
                outcome.faulty += 1
                for reason in refusal.reasons { outcome.add(read.place(reason, of: entry)) }
            }
        }
        outcome.faults.sort { ($0.row, $0.column) < ($1.row, $1.column) }
        for step in steps {
            switch step {
            case .create: outcome.created += 1
            case .change: outcome.changed += 1
            case .none: outcome.unchanged += 1
            }
        }
        guard mode != .check, mode == .good || outcome.faultTotal == 0 else { return outcome }
        var number = try session.number("SELECT coalesce(max(number), 0) FROM entry")
        for step in steps { try placing.put(step, number: &number) }
        try ledger.record(
            LedgerEvent(
                EntryWorkbookEvents.imported, at: surroundings.now(), actor: actor.ledgerName,
                body: actor.body.id,
                subject: "body:\(actor.body.id)", article: profile.article(for: .entryElements),
                facts: [
                    ("entries", String(outcome.entries)), ("created", String(outcome.created)),
                    ("changed", String(outcome.changed)), ("unchanged", String(outcome.unchanged)),
                    ("faulty", String(outcome.faulty)),
                ]),
            in: session)
        outcome.isStored = true
        return outcome
    }
}
