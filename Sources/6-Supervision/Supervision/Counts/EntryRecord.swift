import Catalogue
import Regulation
import Store

/// What the catalogue and the deliveries have on record of one entry (条目史实), and what should be counted of it.
struct EntryRecord {
    let entry: Entry
    /// Every version by number.
    let versions: [(number: Int64, at: Int64)]
    /// Every finished delivery by number.
    let deliveries: [(number: Int64, at: Int64)]
    let delivered: DeliveredEntry?
    let retiredAt: Int64?
    let offsetSeconds: Int64

    init(_ entry: Entry, offsetSeconds: Int64, in session: any Session) throws {
        self.entry = entry
        self.offsetSeconds = offsetSeconds
        let id: [Value] = [.text(entry.id)]
        versions = try session.all(
            "SELECT version, published_at FROM entry_version WHERE entry = ? ORDER BY version", id
        ) { (try $0.int(at: 0), try $0.int(at: 1)) }
        var sum = DeliveredEntry(entry: entry.id, body: entry.body)
        var deliveries: [(number: Int64, at: Int64)] = []
        try session.each(
            """
            SELECT number, finished_at, problems, inserted + updated + unchanged FROM delivery
            WHERE entry = ? AND state = 'finished' AND finished_at IS NOT NULL ORDER BY number
            """, id
        ) { row in
            let (number, at) = (try row.int(at: 0), try row.int(at: 1))
            sum.add(number: number, problems: try row.int(at: 2), hasRows: try row.int(at: 3) > 0, at: at)
            deliveries.append((number, at))
        }
        self.deliveries = deliveries
        delivered = deliveries.isEmpty ? nil : sum
        guard entry.state == .retired else {
            retiredAt = nil
            return
        }
        let stored = try session.number("SELECT retired_at FROM entry WHERE id = ?", id)
        retiredAt = stored > 0 ? stored : entry.updatedAt.milliseconds
    }

    /// The row that should be there; nil where the entry was never published or is out of force.
    var row: DutyEntry? {
        entry.state == .retired ? nil : DutyEntry(entry, delivered, offsetSeconds: offsetSeconds)
    }

    /// Everything that happened, missed updates aside.
    var facts: [DutyFact] {
        func fact(_ kind: DutyFact.Kind, _ number: Int64, _ at: Int64) -> DutyFact {
            DutyFact(kind, entry.id, entry.body, number: number, at: at, offsetSeconds: offsetSeconds)
        }
        return versions.map { fact($0.number > 1 ? .changed : .published, $0.number, $0.at) }
            + deliveries.map { fact(.delivered, $0.number, $0.at) }
            + (retiredAt.map { [fact(.retired, Int64(entry.version), $0)] } ?? [])
    }

    /// Updates that were not there by their day, by the cycle that the entry has now.
    var missed: [DutyFact] {
        let cycle = entry.content.updateCycle
        // Until the first delivery each publication sets a day; from then on each delivery does.
        let finished = deliveries.map(\.at).sorted()
        let first = finished.first ?? .max
        var moments = versions.map(\.at).filter { $0 < first }.sorted() + finished
        if let retiredAt { moments.append(retiredAt) }
        return zip(moments, moments.dropFirst()).compactMap { base, next in
            let due = cycle.due(after: Instant(milliseconds: base), offsetSeconds: offsetSeconds)
            guard let due, due < Instant(milliseconds: next).day(offsetSeconds: offsetSeconds) else {
                return nil
            }
            return DutyFact(missed: due.description, entry.id, entry.body, until: next)
        }
    }
}
