import Parties
import Regulation
import Store

/// Many entries at once (批量办理). Each is a transaction of its own with its own record: what is refused for one
/// keeps none of the others back, and the answer has a line for each in the order in which they were asked for.
extension Catalogue {
    /// Entries of one bulk act.
    public static let bulkMax = 200

    /// What ``bulkEdit(_:of:by:)`` would do now; nothing is written.
    public func previewBulkEdit(
        _ change: BulkChange, of targets: [BulkTarget], by actor: Actor
    ) async throws -> [BulkLine] {
        let targets = try admitted(targets, by: actor)
        if change.isEmpty { throw Refusal(BulkCodes.nothingToChange) }
        return try await preview(targets, by: actor) { target, entry, session in
            try edit(entry, asked: target.entry, change, in: session).line
        }
    }

    /// Changes drafts of the actor's body, and published entries by a change beside what is in force.
    ///
    /// An entry is refused where a single save of it would be, and where the change would bring something into it
    /// that ``check(_:)`` finds wrong; what was wrong before keeps nothing back. Refuses the whole with
    /// `procedure-not-yours`, `bulk-nothing-chosen`, `bulk-over-limit` or `bulk-nothing-to-change`.
    public func bulkEdit(
        _ change: BulkChange, of targets: [BulkTarget], by actor: Actor
    ) async throws -> [BulkLine] {
        let targets = try admitted(targets, by: actor)
        if change.isEmpty { throw Refusal(BulkCodes.nothingToChange) }
        return try await act(on: targets, by: actor) { target, entry, session in
            let (line, content) = try edit(entry, asked: target.entry, change, in: session)
            guard let content else { return line }
            try keep(content, as: try content.stored(), of: entry, by: actor, in: session)
            return BulkLine(
                target.entry, try self.entry(id: entry.id, in: session), .done, difference: line.difference,
                open: line.open)
        }
    }

    /// What ``bulkSubmit(_:by:note:)`` would do now; nothing is opened.
    public func previewBulkSubmit(_ targets: [BulkTarget], by actor: Actor) async throws -> [BulkLine] {
        let targets = try admitted(targets, by: actor)
        return try await preview(targets, by: actor) { target, entry, session in
            let content = try submittable(entry, in: session)
            return BulkLine(target.entry, entry, .done, difference: difference(content, of: entry))
        }
    }

    /// Submits drafts and changes of the actor's body to review, each as ``submit(_:by:note:)`` would.
    ///
    /// Refuses the whole with `procedure-not-yours`, `bulk-nothing-chosen` or `bulk-over-limit`.
    public func bulkSubmit(
        _ targets: [BulkTarget], by actor: Actor, note: String = ""
    ) async throws -> [BulkLine] {
        let targets = try admitted(targets, by: actor)
        return try await act(on: targets, by: actor) { target, entry, session in
            let difference = difference(entry.draft ?? entry.content, of: entry)
            let file = try submit(entry, by: actor, note: note, in: session)
            return BulkLine(
                target.entry, try self.entry(id: entry.id, in: session), .done, difference: difference,
                caseID: file.id)
        }
    }

    /// The entries of the actor's own body among what ``search(_:for:)`` finds that may be edited or submitted:
    /// drafts and published ones in the order of their last change, at most ``bulkMax``, with the number of all.
    public func bulkTargets(
        _ filter: EntryFilter, for actor: Actor
    ) async throws -> (ids: [String], total: Int) {
        var filter = filter
        guard filter.body ?? actor.body.id == actor.body.id else { return ([], 0) }
        filter.facets[.body] = actor.body.id
        let states: [Entry.State] = [.draft, .published]
        let wanted = filter.facets[.state].map { chosen in states.filter { $0.rawValue == chosen } } ?? states
        var ids: [String] = []
        var total = 0
        filter.pageSize = EntryFilter.pageSizeMax
        for state in wanted {
            filter.facets[.state] = state.rawValue
            filter.page = 1
            var page = try await search(filter, for: actor)
            total += page.total
            ids += page.entries.map(\.id)
            while ids.count < Self.bulkMax, filter.page * filter.pageSize < page.total {
                filter.page += 1
                page = try await search(filter, for: actor)
                ids += page.entries.map(\.id)
            }
        }
        return (Array(ids.prefix(Self.bulkMax)), total)
    }

    // MARK: One entry

    /// What the change makes of `entry`; the content is nil where it says so already.
    private func edit(
        _ entry: Entry, asked: String, _ change: BulkChange, in session: any Session
    ) throws -> (line: BulkLine, content: EntryContent?) {
        if entry.state == .retired { throw notInForce }
        if entry.state == .inReview, try !isReturned(entry, in: session) {
            throw try inReview(entry, in: session)
        }
        let before = entry.draft ?? entry.content
        let after = change.applied(to: before)
        if after == before { return (BulkLine(asked, entry, .unchanged), nil) }
        try bounded(after)
        let known = check(before).reasons
        let found = check(after).reasons
        let brought = found.filter { reason in
            !known.contains { $0.code == reason.code && $0.field == reason.field }
        }
        try Ruling(brought).orThrow()
        let difference = EntryDifference(from: before, to: after)
        return (BulkLine(asked, entry, .done, difference: difference, open: found), after)
    }

    /// The entry, where it is there for `actor`, who may compile it, as it was when they looked at it.
    private func own(_ target: BulkTarget, of actor: Actor, in session: any Session) throws -> Entry {
        guard let entry = try visible(target.entry, to: actor, in: session) else {
            throw Refusal(CatalogueCodes.notFound)
        }
        try mayCompile(for: entry.body, actor).orThrow()
        guard target.revision ?? entry.revision == entry.revision else {
            throw Refusal(CatalogueCodes.changedMeanwhile)
        }
        return entry
    }

    private func visible(_ name: String, to actor: Actor, in session: any Session) throws -> Entry? {
        try entry(named: name, in: session).flatMap { try maySee($0, actor, in: session) ? $0 : nil }
    }

    /// The line of an entry that nothing is done with; of one of another body no more than what is in force.
    private func refused(
        _ target: BulkTarget, _ refusal: Refusal, by actor: Actor, in session: any Session
    ) throws -> BulkLine {
        let entry = try visible(target.entry, to: actor, in: session)
        return BulkLine(
            target.entry, entry.map { $0.body == actor.body.id ? $0 : $0.withoutDraft },
            .refused(refusal.reasons))
    }

    private func difference(_ content: EntryContent, of entry: Entry) -> EntryDifference? {
        entry.version > 0 ? EntryDifference(from: entry.content, to: content) : nil
    }

    // MARK: All of them

    /// The targets, each once; refuses who may not compile, and too few or too many.
    private func admitted(_ targets: [BulkTarget], by actor: Actor) throws -> [BulkTarget] {
        try mayCompile(for: actor.body.id, actor).orThrow()
        var known: Set<String> = []
        let distinct = targets.filter { known.insert($0.entry).inserted }
        if distinct.isEmpty { throw Refusal(BulkCodes.nothingChosen, field: "entries") }
        guard distinct.count <= Self.bulkMax else {
            throw Refusal(
                BulkCodes.overLimit,
                detail: Bilingual("一次至多\(Self.bulkMax)个", "at most \(Self.bulkMax) at a time"),
                field: "entries")
        }
        return distinct
    }

    /// What is done with one entry; it may throw at any moment.
    typealias BulkWork = @Sendable (BulkTarget, Entry, any Session) throws -> BulkLine

    private func preview(
        _ targets: [BulkTarget], by actor: Actor, _ work: @escaping BulkWork
    ) async throws -> [BulkLine] {
        try await store.read { session in
            try targets.map { target in
                do {
                    return try work(target, try own(target, of: actor, in: session), session)
                } catch let refusal as Refusal {
                    return try refused(target, refusal, by: actor, in: session)
                }
            }
        }
    }

    /// A transaction and a line for each. A fault of the platform after some were done ends the work, but not the
    /// telling: whoever asked learns what was done and what was not reached.
    func act(
        on targets: [BulkTarget], by actor: Actor, _ work: @escaping BulkWork
    ) async throws -> [BulkLine] {
        var lines: [BulkLine] = []
        for target in targets {
            do {
                lines.append(
                    try await store.write { session in
                        try work(target, try own(target, of: actor, in: session), session)
                    })
            } catch let refusal as Refusal {
                // Thrown out of the transaction, so that nothing of it is kept.
                let line = try? await store.read { try refused(target, refusal, by: actor, in: $0) }
                lines.append(line ?? BulkLine(target.entry, nil, .refused(refusal.reasons)))
            } catch {
                guard !lines.isEmpty else { throw error }
                let rest = targets.dropFirst(lines.count)
                lines += rest.map { BulkLine($0.entry, nil, .refused([Reason(BulkCodes.notReached)])) }
                break
            }
        }
        return lines
    }
}
