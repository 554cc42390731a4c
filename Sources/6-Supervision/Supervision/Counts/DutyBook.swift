import Catalogue
import Regulation
import Store

/// What duties and statistics are counted by, kept in the transaction of each change (履职账).
///
/// One narrow row for each published entry in force, one for each entry with deliveries, one for each thing that
/// happened, and the sums of them all by body: reading a page adds up few lines however large the catalogue is.
public struct DutyBook: Sendable {
    let offsetSeconds: Int64

    /// Days and months are those of the regulation's place.
    public init(_ profile: Profile) { offsetSeconds = profile.utcOffsetSeconds }

    /// Takes down that `entry` was just published. Part of the transaction of `session`.
    public func published(_ entry: Entry, in session: any Session) throws {
        guard let at = entry.publishedAt else { return }
        var change = CountChange()
        let delivered = try DeliveredEntry.find(entry.id, in: session)
        try replace(
            try DutyEntry.find(entry.id, in: session),
            by: DutyEntry(entry, delivered, offsetSeconds: offsetSeconds), at: at, &change, in: session)
        let fact = DutyFact(
            entry.version > 1 ? .changed : .published, entry.id, entry.body, number: Int64(entry.version),
            at: at.milliseconds, offsetSeconds: offsetSeconds)
        try fact.write(counting: &change, in: session)
        try change.write(in: session)
    }

    /// Takes down that `entry` was taken out of force at `at`.
    public func retired(_ entry: Entry, at: Instant, in session: any Session) throws {
        var change = CountChange()
        try replace(
            try DutyEntry.find(entry.id, in: session), by: nil, at: at, &change, in: session)
        let fact = DutyFact(
            .retired, entry.id, entry.body, number: Int64(entry.version), at: at.milliseconds,
            offsetSeconds: offsetSeconds)
        try fact.write(counting: &change, in: session)
        try change.write(in: session)
    }

    /// Takes down that the delivery `number` to `entry` of `body` was finished at `at`, with so many `problems` set
    /// aside; `hasRows` where it stored or confirmed any row.
    public func delivered(
        _ entry: Entry, number: Int64, problems: Int64, hasRows: Bool, at: Instant,
        in session: any Session
    ) throws {
        var change = CountChange()
        let before = try DeliveredEntry.find(entry.id, in: session)
        var now = before ?? DeliveredEntry(entry: entry.id, body: entry.body)
        now.add(number: number, problems: problems, hasRows: hasRows, at: at.milliseconds)
        try now.write(in: session)
        change.add(now.marks)
        if let before { change.add(before.marks, times: -1) }
        // What is out of force promises nothing any more, and counts no more among entries.
        if let row = try DutyEntry.find(entry.id, in: session) {
            try replace(
                row, by: DutyEntry(entry, now, offsetSeconds: offsetSeconds), at: at, &change, in: session)
        }
        let fact = DutyFact(
            .delivered, entry.id, entry.body, number: number, at: at.milliseconds,
            offsetSeconds: offsetSeconds)
        try fact.write(counting: &change, in: session)
        try change.write(in: session)
    }

    /// Puts `after` in the place of `before`; an update that had been owed past its day and is no longer stays on
    /// record as missed.
    private func replace(
        _ before: DutyEntry?, by after: DutyEntry?, at: Instant, _ change: inout CountChange,
        in session: any Session
    ) throws {
        if let before {
            try DutyEntry.remove(before.entry, in: session)
            change.add(before.marks, times: -1)
            let today = at.day(offsetSeconds: offsetSeconds).description
            if let due = before.due, due < today, (after?.due).map({ $0 >= today }) ?? true {
                try DutyFact(missed: due, before.entry, before.body, until: at.milliseconds)?
                    .write(counting: &change, in: session)
            }
        }
        guard let after else { return }
        try after.insert(in: session)
        change.add(after.marks)
    }
}
