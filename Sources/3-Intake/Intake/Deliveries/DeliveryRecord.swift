import Catalogue
import Datasets
import Regulation
import Store

/// A delivery as the store keeps it: its receipt and what is needed to take it up again.
struct DeliveryRecord: Sendable {
    let receipt: Receipt
    /// What tells this delivery from others of its entry and names its spooled file: ``Intake/Order/identity``.
    let identity: String
    /// Nil for a delivery from before there were formats, which is text of commas or tabs.
    let format: DeliveryFormat?
    let shape: DatasetShape
    /// `yyyymmdd` of the day on which it was accepted.
    let today: Int
    let intoEmpty: Bool
    let problemsKept: Int64
    /// Keys stored so far.
    let applied: Int64
    /// The process that works on it, by the name of its mark.
    let holder: String?
    /// Until when that process is believed to be alive without a sign.
    let leaseUntil: Instant

    static let columns = """
        number, id, entry, code, dataset, body, actor, actor_name, channel, digest, size, encoding, header, items,
        today, state, into_empty, rows_read, good, problems, problems_kept, applied, inserted, updated, unchanged,
        started_at, accepted_at, finished_at, holder, lease_until, interrupted_at,
        format, file_digest, sheet, row_element, mapping_source, mapping_version
        """

    init(_ row: Row) throws {
        guard let encoding = TextEncoding(rawValue: try row.text("encoding")),
            let stored = Receipt.State(rawValue: try row.text("state"))
        else { throw StoreError.shape("a delivery cannot be read") }
        let state = try row.isNull("interrupted_at") ? stored : .interrupted
        identity = try row.text("digest")
        format = try row.optionalText("format").flatMap(DeliveryFormat.init)
        let mapping = try row.optionalText("mapping_source").map { source in
            Receipt.MappingReference(source: source, version: Int(try row.int("mapping_version")))
        }
        receipt = Receipt(
            id: try row.text("id"), number: try row.int("number"), entry: try row.text("entry"),
            code: try row.text("code"), body: try row.text("body"), actor: try row.text("actor"),
            actorName: try row.text("actor_name"), channel: try row.text("channel"),
            digest: try row.optionalText("file_digest") ?? identity, bytes: try row.int("size"),
            format: format ?? .csv, encoding: encoding, hasHeader: try row.bool("header"),
            sheet: try row.optionalText("sheet"), rowElement: try row.optionalText("row_element"),
            mapping: mapping, state: state, rowsRead: try row.int("rows_read"),
            good: try row.int("good"), problems: try row.int("problems"), inserted: try row.int("inserted"),
            updated: try row.int("updated"), unchanged: try row.int("unchanged"),
            startedAt: Instant(milliseconds: try row.int("started_at")),
            acceptedAt: Instant(milliseconds: try row.int("accepted_at")),
            finishedAt: try row.optionalInt("finished_at").map(Instant.init(milliseconds:)))
        let items = try StoredJSON.value(
            [Item].self, in: try row.text("items"), of: "the items of a delivery")
        shape = try DatasetShape(entry: receipt.entry, number: try row.int("dataset"), items: items)
        today = Int(try row.int("today"))
        intoEmpty = try row.bool("into_empty")
        problemsKept = try row.int("problems_kept")
        applied = try row.int("applied")
        holder = try row.optionalText("holder")
        leaseUntil = try row.optionalInt("lease_until").map(Instant.init(milliseconds:)) ?? receipt.acceptedAt
    }

    static func find(entry: String, identity: String, in session: any Session) throws -> DeliveryRecord? {
        try session.first(
            "SELECT \(columns) FROM delivery WHERE entry = ? AND digest = ?",
            [.text(entry), .text(identity)],
            DeliveryRecord.init)
    }

    static func find(id: String, in session: any Session) throws -> DeliveryRecord? {
        try session.first("SELECT \(columns) FROM delivery WHERE id = ?", [.text(id)], DeliveryRecord.init)
    }
}
