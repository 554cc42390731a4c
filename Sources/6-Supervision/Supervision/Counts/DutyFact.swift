import Regulation
import Store

/// Something that happened to an entry at a time (时间事实): statistics over months count these, so that no figure of the
/// past hangs on a program having run then.
struct DutyFact: Sendable, Hashable {
    /// What happened (事实类别).
    enum Kind: String, Sendable, Hashable, CaseIterable {
        /// First published, and published anew; the number is the version.
        case published, changed
        /// Taken out of force; the number is the version in force until then.
        case retired
        /// A delivery was finished; the number is the delivery's.
        case delivered
        /// An update was not there by its day, which is the number; in the month of that day.
        case missed

        var count: CountKind {
            switch self {
            case .published: .published
            case .changed: .changed
            case .retired: .retired
            case .delivered: .delivered
            case .missed: .missed
            }
        }
    }

    let kind: Kind
    let entry: String
    let body: String
    let number: Int64
    let month: String
    let at: Int64

    init(_ kind: Kind, _ entry: String, _ body: String, number: Int64, at: Int64, offsetSeconds: Int64) {
        (self.kind, self.entry, self.body, self.number, self.at) = (kind, entry, body, number, at)
        month = Instant(milliseconds: at).day(offsetSeconds: offsetSeconds).monthText
    }

    /// An update that was not there by `due`; it came, or was no longer owed, at `until`.
    init?(missed due: String, _ entry: String, _ body: String, until: Int64) {
        guard let day = LocalDate(due) else { return nil }
        (kind, self.entry, self.body, at) = (.missed, entry, body, until)
        number = Int64(day.dayNumber)
        month = day.monthText
    }

    /// Writes the fact and counts it, unless it is on record already.
    func write(counting change: inout CountChange, in session: any Session) throws {
        let written = try session.run(
            """
            INSERT INTO duty_fact (entry, kind, number, body, month, at) VALUES (?, ?, ?, ?, ?, ?)
            ON CONFLICT DO NOTHING
            """,
            [
                .text(entry), .text(kind.rawValue), .int(number), .text(body), .text(month), .int(at),
            ])
        if written > 0 { change.add(CountKey(kind.count, body, month)) }
    }
}
