import Catalogue
import Datasets
import Foundation
import Ledger
import Parties
import Regulation
import Standards

/// Why usage records and the ledger are not shown (使用记录与台账查看的拒绝理由).
public enum UsageCodes {
    public static let notYours = ReasonCode(
        "usage-not-yours", .forbidden,
        title: Bilingual(
            "只能查看本单位提供或使用的数据的使用记录", "You see uses of your body's data and uses by your body only"),
        remedy: Bilingual(
            "按本单位或本单位提供的目录查询，或由数据主管部门、审计人员查询",
            "Ask for your own body or entries, or let the authority or an auditor look"))
    public static let ledgerNotYours = ReasonCode(
        "ledger-not-yours", .forbidden,
        title: Bilingual("只有数据主管部门和审计人员可以查看全部台账", "Only the authority and auditors read the whole ledger"),
        remedy: Bilingual("由数据主管部门或审计人员查看", "Let the authority or an auditor look"))

    public static let all: [ReasonCode] = [notYours, ledgerNotYours]
}

extension Exchange {
    /// Whether `actor` may read every entry of the ledger: the data authority and auditors (审计人员).
    public func mayReadLedger(_ actor: Actor) -> Ruling {
        if actor.oversees(profile) { return .allowed }
        return .refused([Reason(UsageCodes.ledgerNotYours, article: profile.article(for: .accessControl))])
    }

    /// Usage records (使用记录) that match and that `actor` may see, newest first, at most
    /// ``Ledger/Ledger/pageMax``; `before` is the position of the last one seen.
    ///
    /// The authority and auditors see all; a providing body the uses of its entries; any other body its own uses,
    /// also where the filter names no body. Refuses with `usage-not-yours` where the filter asks for another
    /// body's uses of another body's data. `subject` is the key of the one asked about, by field, as callers
    /// write it: it is digested here and goes no further.
    public func usages(
        _ filter: UsageFilter, subject: [String: String]? = nil, before: Int64? = nil,
        limit: Int = Ledger.pageMax, for actor: Actor
    ) async throws -> [Positioned<UsageRecord>] {
        var filter = try await narrowed(filter, for: actor)
        if let subject { filter.subjectDigest = digest(ofSubject: subject) }
        return try await ledger.usages(filter, before: before, limit: limit)
    }

    /// What was done to `subject`, or everything, newest first; for the authority and auditors.
    public func events(
        subject: String?, before: Int64? = nil, limit: Int = Ledger.pageMax, for actor: Actor
    ) async throws -> [Positioned<RecordedEvent>] {
        try mayReadLedger(actor).orThrow()
        guard let subject else { return try await ledger.events(before: before, limit: limit) }
        return try await ledger.events(subject: subject, before: before, limit: limit)
    }

    /// The digest under which usage records name the one with this key, however it is written: blanks around a
    /// value, small letters and identity numbers of 15 digits make no other subject.
    func digest(ofSubject key: [String: String]) -> String {
        digest(ofSubject: key.sorted { $0.key < $1.key }.map(\.value))
    }

    /// The digest of a subject by the values of its key, in the order of their fields.
    func digest(ofSubject values: [String]) -> String {
        if values.count == 1 { return subjects.hex(of: Self.plain(values[0])) }
        return subjects.hex(of: values.map(Self.plain).joined(separator: "\u{1F}"))
    }

    private static func plain(_ value: String) -> String {
        let plain = isPlain(value) ? value : trimmed(value).uppercased()
        return plain.utf8.count == 15 ? CitizenID.upgrade(plain) ?? plain : plain
    }

    /// Digits and capitals, as most keys are, need no look at their characters.
    private static func isPlain(_ value: String) -> Bool {
        value.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x41...0x5A).contains($0) }
    }

    private static func trimmed(_ value: String) -> Substring {
        let text = value.drop(while: \.isWhitespace)
        let end = text.lastIndex { !$0.isWhitespace }.map(text.index(after:)) ?? text.endIndex
        return text[..<end]
    }

    private func narrowed(_ filter: UsageFilter, for actor: Actor) async throws -> UsageFilter {
        if mayReadLedger(actor) == .allowed { return filter }
        if let code = filter.entry, try await provides(code, actor) { return filter }
        var filter = filter
        guard filter.body == nil || filter.body == actor.body.id else {
            throw Refusal(UsageCodes.notYours, article: profile.article(for: .accessControl))
        }
        filter.body = actor.body.id
        return filter
    }

    private func provides(_ code: String, _ actor: Actor) async throws -> Bool {
        try await store.read { [self] session in
            do {
                return try catalogue.entry(code: code, in: session).body == actor.body.id
            } catch let refusal as Refusal where refusal.code == CatalogueCodes.notFound {
                return false
            }
        }
    }
}
