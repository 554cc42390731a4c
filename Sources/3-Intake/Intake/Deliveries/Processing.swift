import Catalogue
import Datasets
import Ledger
import Parties
import Regulation
import Store

/// From the spooled file to the stored rows.
extension Intake {
    /// Rows and bytes of one transaction: well under a second of the single writer.
    static let chunkRowsMax = 50_000
    static let chunkBytesMax = 8 << 20
    /// Problems of one transaction, and of one statement.
    static let problemsPerTransaction = 5_000
    static let problemsPerStatement = 100

    func process(_ order: Order) async throws -> Receipt {
        let identity = order.identity
        let entry = order.entry.id
        if let known = try await store.read({
            try DeliveryRecord.find(entry: entry, identity: identity, in: $0)
        }) {
            if known.receipt.state == .finished {
                var receipt = known.receipt
                receipt.repeated = true
                return receipt
            }
            // Accepted once and cut short: these bytes replace a spooled file that may be gone.
            let claimed = try await claim(known)
            try spool.keep(order.incoming, entry: known.shape.number, as: identity)
            return try await takeUp(claimed)
        }
        let check = FileCheck(
            path: order.incoming.path, shape: order.shape, format: order.options.format,
            encoding: try order.options.encoding.fixed(order.incoming), header: order.options.header,
            sheet: order.options.sheet, rowElement: try Self.rowElement(order.options.rowElement),
            mapping: order.mapping?.content, today: day(surroundings.now()),
            profile: profile, fingerprint: fingerprint, directory: spool.directory,
            references: try await references(of: order.shape.items))
        let findings = try await Lane.run { try check.run() }
        try spool.keep(order.incoming, entry: order.shape.number, as: identity)
        let record: DeliveryRecord
        do {
            record = try await accept(order, findings, today: check.today)
        } catch {
            // Nothing is owed, unless another process accepted the very same bytes meanwhile and reads them here.
            let isOwed = try? await store.read {
                try DeliveryRecord.find(entry: entry, identity: identity, in: $0)?.receipt.state == .accepted
            }
            if isOwed == false { spool.remove(spool.path(entry: order.shape.number, digest: identity)) }
            throw error
        }
        return try await holding(record) {
            try checkpoint(.accepted)
            return try await apply(record, findings)
        }
    }

    /// Stores the rest of a delivery that this process has claimed, from its spooled file.
    /// - Throws: ``IntakeError/spoolDamaged(delivery:)`` where that file is not what was accepted.
    func takeUp(_ record: DeliveryRecord) async throws -> Receipt {
        let mapping = try await mapping(of: record.receipt)
        let check = FileCheck(
            path: spool.path(entry: record.shape.number, digest: record.identity), shape: record.shape,
            format: record.format, encoding: record.receipt.encoding,
            header: record.receipt.hasHeader ? .present : .absent, sheet: record.receipt.sheet,
            rowElement: record.receipt.rowElement.flatMap(RowElement.init), mapping: mapping?.content,
            today: record.today, profile: profile, fingerprint: fingerprint, directory: spool.directory,
            references: try await references(of: record.shape.items))
        let applied = Int(record.applied)
        return try await holding(record) {
            let findings = try await Lane.run {
                do {
                    let findings = try check.run()
                    guard findings.rowsRead == record.receipt.rowsRead else {
                        throw IntakeError.spoolDamaged(delivery: record.receipt.id)
                    }
                    try findings.rows.skip(rows: applied)
                    return findings
                } catch is Refusal {
                    throw IntakeError.spoolDamaged(delivery: record.receipt.id)
                } catch IntakeError.fileUnreadable {
                    throw IntakeError.spoolDamaged(delivery: record.receipt.id)
                }
            }
            if applied == 0 { try await count(findings, of: record) }
            return try await apply(record, findings)
        }
    }

    /// What the file alone gives, before any repeated key is set aside: where a delivery begins again, its receipt
    /// does too.
    private func count(_ findings: FileFindings, of record: DeliveryRecord) async throws {
        let holder = spool.mark.holder
        try await store.append { session in
            _ = try session.run(
                """
                UPDATE delivery SET good = ?, problems = ?, problems_kept = ?
                WHERE number = ? AND holder = ? AND applied = 0 AND state = 'accepted'
                """,
                [
                    Value(findings.good), Value(findings.bad), Value(findings.problems.count),
                    .int(record.receipt.number), .text(holder),
                ])
        }
    }

    /// The element that a deliverer names.
    static func rowElement(_ text: String?) throws(Refusal) -> RowElement? {
        guard let text else { return nil }
        guard let element = RowElement(text) else {
            throw Refusal(
                IntakeCodes.xmlRowsUnknown,
                detail: Bilingual("应为元素名或 /根/行 形式的路径", "It is a name, or a path such as /data/row"),
                field: "row")
        }
        return element
    }

    private func accept(_ order: Order, _ findings: FileFindings, today: Int) async throws -> DeliveryRecord {
        let items = try StoredJSON.text(order.shape.items)
        let now = surroundings.now()
        return try await store.write { [self] session in
            guard let standing = try datasets.standing(of: order.entry.id, in: session) else {
                throw Refusal(DatasetsCodes.notPrepared)
            }
            if try DeliveryRecord.find(entry: order.entry.id, identity: order.identity, in: session) != nil {
                throw IntakeError.superseded(delivery: order.id)
            }
            try makeRoom(in: order.entry.id, at: now, in: session)
            try session.run(
                """
                INSERT INTO delivery (id, entry, code, entry_version, dataset, body, actor, actor_name, channel,
                    digest, size, encoding, header, items, today, state, into_empty, rows_read, good, problems,
                    problems_kept, applied, inserted, updated, unchanged, started_at, accepted_at, holder,
                    lease_until, format, file_digest, sheet, row_element, mapping_source, mapping_version)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'accepted', ?, ?, ?, ?, ?, 0, 0, 0, 0, ?, ?,
                    ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                [
                    .text(order.id), .text(order.entry.id), Value(order.entry.code ?? ""),
                    Value(order.entry.version), .int(order.shape.number), .text(order.entry.body),
                    .text(order.actor.ledgerName), .text(order.actor.displayName),
                    .text(order.actor.channel.rawValue), .text(order.identity),
                    .int(order.incoming.bytes), .text(findings.encoding.rawValue), Value(findings.hasHeader),
                    .text(items), Value(today), Value(standing.rows == 0), Value(findings.rowsRead),
                    Value(findings.good), Value(findings.bad), Value(findings.problems.count),
                    .int(order.startedAt.milliseconds), .int(now.milliseconds), .text(spool.mark.holder),
                    .int(Self.leaseEnd(from: now)), .text(findings.format.rawValue),
                    Value(order.identity == order.incoming.digest ? nil : order.incoming.digest),
                    Value(findings.sheet), Value(findings.rowElement?.description),
                    Value(order.mapping?.source), Value(order.mapping?.version),
                ])
            try Self.keep(findings.notices, of: order.id, in: session)
            guard let record = try DeliveryRecord.find(id: order.id, in: session) else {
                throw StoreError.shape("a delivery is missing right after it was written")
            }
            try note(IntakeEvents.accepted, record.receipt, in: session)
            return record
        }
    }

    private func apply(_ record: DeliveryRecord, _ findings: FileFindings) async throws -> Receipt {
        try await keep(findings.problems, of: record)
        try checkpoint(.problemsKept)
        var applied = record.applied
        var chunks = 0
        var next = try await chunk(of: findings)
        while let present = next {
            // The next chunk is merged while this one is stored.
            async let following = chunk(of: findings)
            try await put(present, of: record, columns: findings.columns, after: applied)
            applied += Int64(present.rows.count)
            chunks += 1
            try checkpoint(.chunk(chunks))
            next = try await following
        }
        let receipt = try await finish(record, applied: applied)
        spool.forget(entry: record.shape.number, digest: record.identity)
        return receipt
    }

    /// Some rows in key order and the repeats that were left out among them.
    private final class Chunk: Sendable {
        let rows: RowBatch
        let repeats: [ProblemRow]
        let repeatCount: Int

        init(_ rows: consuming RowBatch, repeats: [ProblemRow], repeatCount: Int) {
            self.rows = rows
            self.repeats = repeats
            self.repeatCount = repeatCount
        }
    }

    private func chunk(of findings: FileFindings) async throws -> Chunk? {
        let (fingerprint, rowsMax) = (fingerprint, chunkRowsMax)
        let article = profile.article(for: CheckRule.duplicateKey.founding(nil))
        return try await Lane.run {
            var repeats: [ProblemRow] = []
            var count = 0
            let rows = try findings.rows.next(rowsMax: rowsMax, bytesMax: Self.chunkBytesMax) {
                line, key in
                count += 1
                guard repeats.count < ProblemRow.perDeliveryMax else { return }
                repeats.append(
                    ProblemRow(
                        line: line, item: 0, rule: .duplicateKey, verdict: .wrongForm,
                        valueDigest: RowChecker.digest(key, fingerprint), article: article))
            }
            guard let rows else { return nil }
            return Chunk(rows, repeats: repeats, repeatCount: count)
        }
    }

    private func put(
        _ chunk: Chunk, of record: DeliveryRecord, columns: [Item], after applied: Int64
    ) async throws {
        let (datasets, holder) = (datasets, spool.mark.holder)
        let leaseEnd = Self.leaseEnd(from: surroundings.now())
        try await store.append { session in
            // Only the one that holds the delivery and stored the chunk before may store this one; whoever has
            // lost it learns so before it touches a row.
            let moved = try session.run(
                """
                UPDATE delivery SET applied = applied + ?, lease_until = ?
                WHERE number = ? AND applied = ? AND holder = ? AND state = 'accepted' AND interrupted_at IS NULL
                """,
                [
                    Value(chunk.rows.count), .int(leaseEnd), .int(record.receipt.number), .int(applied),
                    .text(holder),
                ])
            guard moved == 1 else { throw IntakeError.superseded(delivery: record.receipt.id) }
            let counts = try datasets.load(
                chunk.rows, columns: columns, into: record.shape, delivery: record.receipt.number,
                hasNewKeysOnly: record.intoEmpty, in: session)
            let kept = try session.number(
                "SELECT problems_kept FROM delivery WHERE number = ?", [.int(record.receipt.number)])
            let room = max(0, ProblemRow.perDeliveryMax - Int(kept))
            let repeats = chunk.repeats.prefix(room)
            try Self.insert(repeats, delivery: record.receipt.number, in: session)
            try session.run(
                """
                UPDATE delivery SET inserted = inserted + ?, updated = updated + ?, unchanged = unchanged + ?,
                    good = good - ?, problems = problems + ?, problems_kept = problems_kept + ?
                WHERE number = ?
                """,
                [
                    Value(counts.inserted), Value(counts.updated), Value(counts.unchanged),
                    Value(chunk.repeatCount), Value(chunk.repeatCount), Value(repeats.count),
                    .int(record.receipt.number),
                ])
        }
    }

    private func finish(_ record: DeliveryRecord, applied: Int64) async throws -> Receipt {
        let now = surroundings.now()
        return try await store.write { [self] session in
            let moved = try session.run(
                """
                UPDATE delivery SET state = 'finished', finished_at = ?
                WHERE number = ? AND applied = ? AND holder = ? AND state = 'accepted' AND interrupted_at IS NULL
                """,
                [
                    .int(now.milliseconds), .int(record.receipt.number), .int(applied),
                    .text(spool.mark.holder),
                ])
            guard moved == 1, let record = try DeliveryRecord.find(id: record.receipt.id, in: session) else {
                throw IntakeError.superseded(delivery: record.receipt.id)
            }
            try onFinish(record.receipt, session)
            try note(IntakeEvents.finished, record.receipt, in: session)
            return record.receipt
        }
    }

    private func keep(_ problems: [ProblemRow], of record: DeliveryRecord) async throws {
        var start = 0
        while start < problems.count {
            let end = min(start + Self.problemsPerTransaction, problems.count)
            let part = problems[start..<end]
            try await store.append { try Self.insert(part, delivery: record.receipt.number, in: $0) }
            start = end
        }
    }

    /// Writes problems; those that are there already stay, so that work taken up again may repeat it.
    private static func insert(
        _ problems: ArraySlice<ProblemRow>, delivery: Int64, in session: any Session
    ) throws {
        var rest = problems
        while !rest.isEmpty {
            let part = rest.prefix(problemsPerStatement)
            rest = rest.dropFirst(part.count)
            let rows = Array(repeating: "(?, ?, ?, ?, ?, ?, ?)", count: part.count).joined(separator: ", ")
            try session.run(
                """
                INSERT INTO problem_row (delivery, line, item, rule, verdict, value_digest, article)
                VALUES \(rows) ON CONFLICT (delivery, line, item, rule) DO NOTHING
                """,
                part.flatMap { problem -> [Value] in
                    [
                        .int(delivery), .int(problem.line), Value(problem.item), .text(problem.rule.rawValue),
                        .text(problem.verdict.rawValue), .text(problem.valueDigest),
                        .text(problem.article?.description ?? ""),
                    ]
                })
        }
    }

    func note(
        _ kind: EventKind, _ receipt: Receipt, at: Instant? = nil, cause: Interruption? = nil,
        in session: any Session
    ) throws {
        var facts = [
            ("delivery", receipt.id), ("digest", receipt.digest), ("rows", String(receipt.rowsRead)),
            ("good", String(receipt.good)), ("problems", String(receipt.problems)),
            ("format", receipt.format.rawValue),
        ]
        if let mapping = receipt.mapping {
            facts.append(("mapping", "\(mapping.source)@\(mapping.version)"))
        }
        if let cause { facts.append(("cause", cause.rawValue)) }
        if receipt.state != .accepted {
            facts += [
                ("inserted", String(receipt.inserted)), ("updated", String(receipt.updated)),
                ("unchanged", String(receipt.unchanged)),
            ]
        }
        try ledger.record(
            LedgerEvent(
                kind, at: at ?? receipt.finishedAt ?? receipt.acceptedAt, actor: receipt.actor,
                body: receipt.body,
                subject: "entry:\(receipt.entry)", article: profile.article(for: .deliveryQuality),
                facts: facts.map { (name: $0.0, value: $0.1) }), in: session)
    }
}

extension DeliveryOptions.Encoding {
    /// The encoding to read with; nil leaves it to be found out.
    func fixed(_ incoming: Spool.Incoming) throws -> TextEncoding? {
        switch self {
        case .auto: return nil
        case .utf8: return try start(incoming, 4).starts(with: [0xEF, 0xBB, 0xBF]) ? .utf8Marked : .utf8
        case .gbk, .gb18030: return .gb18030
        case .utf16:
            let window = try start(incoming, TextEncoding.windowBytes)
            let found = window.withUnsafeBytes(TextEncoding.detect)
            guard found == .utf16Little || found == .utf16Big else {
                throw IntakeCodes.refusal(IntakeCodes.undecodable, line: 1)
            }
            return found
        }
    }

    private func start(_ incoming: Spool.Incoming, _ count: Int) throws -> [UInt8] {
        let file = try OpenFile(reading: incoming.path)
        return try Array(unsafeUninitializedCapacity: count) { buffer, filled in
            filled = try file.read(into: UnsafeMutableRawBufferPointer(buffer))
        }
    }
}
