import Catalogue
import Datasets
import Ledger
import Parties
import Protection
import Regulation
import Store

extension Exchange {
    /// Query (数据查询): the granted items of one subject, transformed as granted.
    ///
    /// The usage record is on disk before this returns; so is the record of a refusal. Answers
    /// `{"record": …, "found": true, "items": {"field": value, …}}`.
    public func query(
        _ request: CallRequest, code: String, by principal: SystemPrincipal
    ) async throws -> CallAnswer {
        try await call(.query, request, code: code, by: principal) { call, row in
            var body = call.opening(found: row != nil)
            body.append(contentsOf: ",\"items\":{".utf8)
            if let row {
                var isFirst = true
                for position in call.positions {
                    if !isFirst { body.append(0x2C) }
                    isFirst = false
                    let compiled = call.grant.items[position]
                    body.append(contentsOf: compiled.jsonName)
                    row.withUTF8(at: position) { value in
                        if row.isNull(at: position) {
                            body.append(contentsOf: "null".utf8)
                        } else {
                            JSONText.append(value, of: compiled, to: &body)
                        }
                    }
                }
            }
            body.append(contentsOf: "}}".utf8)
            return Written(body: body, hasMismatch: false)
        }
    }

    /// Verify (结果核验): whether each given value is the one on record. No value leaves.
    ///
    /// Nobody guesses: ten verifications of one subject under one grant that did not match within an hour, and
    /// the next are refused with `verify-too-often`, on the node that counted them. Answers `{"record": …, "found": …, "results": {"field": "match" | "mismatch" | "no-record", …}}`.
    public func verify(
        _ request: CallRequest, code: String, by principal: SystemPrincipal
    ) async throws -> CallAnswer {
        try await call(.verify, request, code: code, by: principal) { call, row in
            var body = call.opening(found: row != nil)
            body.append(contentsOf: ",\"results\":{".utf8)
            var isFirst = true
            var hasMismatch = false
            for position in call.positions {
                if !isFirst { body.append(0x2C) }
                isFirst = false
                let compiled = call.grant.items[position]
                body.append(contentsOf: compiled.jsonName)
                let expected = request.expected?[compiled.item.field] ?? ""
                let result: StaticString
                if let row, !row.isNull(at: position) {
                    let isSame = row.withUTF8(at: position) { compiled.isSame(expected, as: $0) }
                    hasMismatch = hasMismatch || !isSame
                    result = isSame ? "\"match\"" : "\"mismatch\""
                } else {
                    result = "\"no-record\""
                }
                result.withUTF8Buffer { body.append(contentsOf: $0) }
            }
            body.append(contentsOf: "}}".utf8)
            return Written(body: body, hasMismatch: hasMismatch)
        }
    }

    /// The body of an answer, and whether it says that a value is not the one on record.
    struct Written: Sendable {
        let body: [UInt8]
        let hasMismatch: Bool
    }

    /// One call about to be answered.
    struct Call {
        let id: String
        let grant: CompiledGrant
        /// The positions, among the grant's items, of the fields asked for.
        let positions: [Int]

        func opening(found: Bool) -> [UInt8] {
            var body: [UInt8] = []
            body.reserveCapacity(512)
            body.append(contentsOf: "{\"record\":\"".utf8)
            body.append(contentsOf: id.utf8)
            body.append(contentsOf: (found ? "\",\"found\":true" : "\",\"found\":false").utf8)
            return body
        }
    }

    private enum Outcome: Sendable {
        case answered([UInt8], UsageRecord)
        case refused(Refusal, UsageRecord)
    }

    private func call(
        _ form: UseForm, _ request: CallRequest, code: String, by principal: SystemPrincipal,
        answer: @Sendable (Call, Row?) throws -> Written
    ) async throws -> CallAnswer {
        // One for all attempts: of several records of a call, the last tells what went out.
        let id = surroundings.newID()
        for _ in 0..<Self.attemptsMax {
            let (outcome, standing) = try await attempt(
                id, form, request, code: code, by: principal, answer: answer)
            // Who ended a grant, key or system while the record was being written has been told that it is dead.
            switch outcome {
            case .refused(let refusal, let usage):
                _ = try await usages.record(usage)
                throw refusal
            case .answered(let body, let usage):
                if try await usages.record(usage) == standing {
                    return CallAnswer(body: body, record: usage.id)
                }
            }
        }
        throw StoreError.busy
    }

    /// How often a call is decided anew because grants, entries, keys, systems or bodies moved meanwhile.
    private static let attemptsMax = 5

    private func attempt(
        _ id: String, _ form: UseForm, _ request: CallRequest, code: String, by principal: SystemPrincipal,
        answer: @Sendable (Call, Row?) throws -> Written
    ) async throws -> (outcome: Outcome, standing: Standing) {
        try await store.read { [self] session in
            // Read with the data and each time: a call decided upon what is only remembered would leave a record of an
            // answer that never went out.
            try Standing.during(session) { standing in
                var known = Known()
                do {
                    let (body, rows) = try decide(
                        form, request, code: code, by: principal, standing, in: session, id: id,
                        known: &known,
                        answer: answer)
                    let usage = record(
                        id, form, request, code: code, known, by: principal, refusal: nil, rows: rows)
                    return (.answered(body, usage), standing)
                } catch let refusal as Refusal {
                    let usage = record(
                        id, form, request, code: code, known, by: principal, refusal: refusal.code.name,
                        rows: 0)
                    return (.refused(refusal, usage), standing)
                }
            }
        }
    }

    /// What came to be known of a call, also of one that is refused: its record tells as much.
    private struct Known {
        var grant: CompiledGrant?
        /// The digest of the subject.
        var subject: String?
    }

    /// Finds the grant that covers the call, reads the row, and lets `answer` write the body.
    private func decide(
        _ form: UseForm, _ request: CallRequest, code: String, by principal: SystemPrincipal,
        _ standing: Standing, in session: any Session, id: String, known: inout Known,
        answer: (Call, Row?) throws -> Written
    ) throws -> (body: [UInt8], rows: Int) {
        try request.ruling(for: form).orThrow()
        // The principal was proved before this session began: a key revoked meanwhile must not read on.
        try parties.stillHolds(principal, revision: standing.parties, in: session)
        let grants = try compiledGrants(
            system: principal.system.id, code: code, revision: standing.grants, in: session)
        let compiled = try choose(among: grants, form, request, known: &known)
        let positions =
            named(form, request).map { $0.compactMap { compiled.position(of: $0) } }
            ?? Array(compiled.items.indices)
        let key = try compiled.lookup.values(of: try keyValues(request.key, compiled))
        let subject = digest(ofSubject: compiled.subject(key))
        known.subject = subject
        let call = Call(id: id, grant: compiled, positions: positions)
        return try counted(form, Mismatches.Subject(grant: compiled.grant.id, digest: subject)) {
            var written: Written?
            _ = try compiled.lookup(session, key: key) { row in written = try answer(call, row) }
            if let written { return (written, form == .query ? 1 : 0) }
            return (try answer(call, nil), 0)
        }
    }

    /// Decides a verification unless too many of the same subject did not match; a query is decided as it is.
    private func counted(
        _ form: UseForm, _ subject: Mismatches.Subject,
        _ decide: () throws -> (written: Written, rows: Int)
    ) throws -> (body: [UInt8], rows: Int) {
        guard form == .verify else {
            let (written, rows) = try decide()
            return (written.body, rows)
        }
        let now = surroundings.now()
        guard mismatches.begin(subject, at: now) else {
            throw Refusal(
                ExchangeCodes.verifyTooOften, article: profile.article(for: .useWithinGrant),
                detail: Bilingual(
                    "每小时至多\(Mismatches.countMax)次不符", "at most \(Mismatches.countMax) mismatches in an hour"))
        }
        var hasMismatch = false
        defer { mismatches.end(subject, at: now, isMismatch: hasMismatch) }
        let (written, rows) = try decide()
        hasMismatch = written.hasMismatch
        return (written.body, rows)
    }

    /// The newest grant that allows the call; where none does, the refusal of the newest.
    private func choose(
        among grants: [CompiledGrant], _ form: UseForm, _ request: CallRequest,
        known: inout Known
    ) throws -> CompiledGrant {
        let article = profile.article(for: .useWithinGrant)
        let candidates =
            request.grant == nil ? grants : grants.filter { $0.grant.id == request.grant }
        guard let newest = candidates.first else {
            throw Refusal(
                ExchangeCodes.grantMissing, article: profile.article(for: .accessControl) ?? article)
        }
        let grantCheck = GrantCheck(article: article)
        // A query that names no field asks for what is granted, which no grant refuses.
        let fields = named(form, request) ?? []
        let today = today
        var first: Ruling?
        for compiled in candidates {
            let ruling = grantCheck(
                compiled, form: form, fields: fields, purpose: request.purpose, on: today
            ).and(check.sharing(compiled.entry))
            if ruling == .allowed {
                known.grant = compiled
                return compiled
            }
            first = first ?? ruling
        }
        known.grant = newest
        try first?.orThrow()
        return newest
    }

    /// The written key in the order of the key items; exactly those, no more.
    private func keyValues(_ written: [String: String], _ compiled: CompiledGrant) throws -> [String] {
        let key = compiled.lookup.key
        guard written.count == key.count else {
            throw Refusal(
                ExchangeCodes.keyIncomplete,
                detail: Bilingual(
                    "主键：\(key.map(\.field).joined(separator: "、"))",
                    "key: \(key.map(\.field).joined(separator: ", "))"),
                field: "key")
        }
        return try key.map { item in
            guard let value = written[item.field] else {
                throw Refusal(ExchangeCodes.keyIncomplete, field: "key.\(item.field)")
            }
            return value
        }
    }

    /// The fields that the call names; nil for a query that names none and so asks for all that are granted.
    private func named(_ form: UseForm, _ request: CallRequest) -> [String]? {
        switch form {
        case .query: request.items.flatMap { $0.isEmpty ? nil : $0 }
        case .verify: (request.expected ?? [:]).keys.sorted()
        }
    }

    /// Scalars of what a refused call asked for; an answered one names every field, all of them the entry's.
    private static let refusedContentMax = 2_000

    private func record(
        _ id: String, _ form: UseForm, _ request: CallRequest, code: String, _ known: Known,
        by principal: SystemPrincipal, refusal: String?, rows: Int
    ) -> UsageRecord {
        let compiled = known.grant
        // All that left, each once: a list that is cut or padded would hide a field from whoever reads the record.
        let content = named(form, request).map(CallNames.list) ?? compiled?.content ?? ""
        return UsageRecord(
            at: surroundings.now(), id: id, entry: CallNames.isCode(code) ? code : "",
            grant: compiled?.grant.id ?? (request.grant.map { CallNames.isIdentifier($0) ? $0 : "" } ?? ""),
            body: principal.body.id,
            user: "system:\(principal.system.id)" + (request.person.map { " " + $0.cut(100) } ?? ""),
            purpose: purpose(of: request, compiled, isRefused: refusal != nil),
            approver: (compiled?.grant.approver ?? "").cut(EntryLimits.nameCharactersMax),
            content: content.cut(refusal == nil ? .max : Self.refusedContentMax), means: form.rawValue,
            medium: "interface",
            subjectDigest: known.subject ?? digest(ofSubject: compiled, key: request.key),
            outcome: refusal == nil ? .answered : .refused, refusal: refusal ?? "", rows: rows)
    }

    /// The digest of the subject of a call that was refused before its key was read: of the key as it is stored,
    /// where it is one of the grant's entry.
    private func digest(ofSubject compiled: CompiledGrant?, key: [String: String]) -> String {
        guard let compiled, let written = try? keyValues(key, compiled),
            let values = try? compiled.lookup.values(of: written)
        else { return digest(ofSubject: key) }
        return digest(ofSubject: compiled.subject(values))
    }

    /// The granted purpose (具体用途), whether the call states it or not: an answered call can state no other. A refused
    /// one is recorded with what it stated, where it stated something.
    private func purpose(of request: CallRequest, _ compiled: CompiledGrant?, isRefused: Bool) -> String {
        if isRefused, let stated = request.purpose { return stated.cut(200) }
        return (compiled?.grant.purpose ?? "").cut(2_000)
    }
}

extension CompiledGrant.CompiledItem {
    /// Whether what the caller wrote is the stored value, in the form in which intake stores it.
    func isSame(_ written: String, as stored: UnsafeRawBufferPointer) -> Bool {
        var written = written
        var canonical: [UInt8] = []
        let reading = written.withUTF8 {
            form.append(UnsafeRawBufferPointer($0), to: &canonical, today: 9999_12_31)
        }
        guard reading == .value else { return false }
        switch item.type {
        case .double, .float:
            // The engines write a stored number their own way: `7.50` is kept as 7.5.
            return Double(String(decoding: canonical, as: UTF8.self))
                == Double(String(decoding: stored, as: UTF8.self))
        default: return canonical.elementsEqual(stored)
        }
    }
}
