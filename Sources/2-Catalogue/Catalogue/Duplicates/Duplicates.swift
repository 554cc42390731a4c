import Foundation
import Parties
import Regulation
import Store

/// Finding entries of other bodies with the same items (重复采集比对), while an entry is compiled and reviewed.
extension Catalogue {
    /// Entries that ``similar(to:of:for:)`` answers with.
    public static let similarMax = 10
    /// The least overlap that counts.
    static let overlapMin = 0.3
    /// Postings read in one search.
    private static let postingsMax = 20_000
    /// A word on so many entries is as common as any.
    private static let commonMin = 2_000
    /// Entries whose items are compared one by one.
    private static let candidatesMax = 40

    /// Entries of bodies other than `body` whose items overlap with those of `content`, most overlap first.
    ///
    /// Each shared item weighs the more the fewer entries have it; one that both sides draw from the same standard
    /// weighs double, one that only says whom a row is about a fifth. The authority sees entries under review too; other
    /// bodies see published ones.
    public func similar(
        to content: EntryContent, of body: String, for actor: Actor
    ) async throws -> [SimilarEntry] {
        let items = Array(content.items.prefix(LikeTerms.itemsMax))
        let seesDrafts = actor.administers(profile)
        return try await store.read { session in
            try Self.similar(items, of: body, seesDrafts: seesDrafts, in: session)
        }
    }

    private static func similar(
        _ items: [Item], of body: String, seesDrafts: Bool, in session: any Session
    ) throws -> [SimilarEntry] {
        let words = Set(items.flatMap { LikeTerms.of($0).map(\.word) })
        var frequency: [String: Int] = [:]
        for word in words {
            frequency[word] = Int(
                try session.number(
                    """
                    SELECT count(*) FROM (SELECT 1 FROM entry_word WHERE word = ? LIMIT \(commonMin)) AS hits
                    """, [.text(word)]))
        }
        let entries = Int(
            try session.number("SELECT count(*) FROM (SELECT 1 FROM entry LIMIT \(commonMin)) AS known"))
        func rarity(_ word: String) -> Double {
            log(1 + Double(max(entries, 1)) / Double(max(frequency[word] ?? 0, 1)))
        }
        let weights = items.map { item -> Double in
            let word = LikeTerms.of(item).first { $0.word.hasPrefix("n:") }?.word
            return (word.map(rarity) ?? 0) * (LikeTerms.identifies(item) ? 0.2 : 1)
        }
        let whole = weights.reduce(0, +)
        guard whole > 0 else { return [] }
        let ranked = try candidates(words, frequency, rarity, in: session)
        var found: [SimilarEntry] = []
        for id in ranked {
            guard
                let other = try session.first(
                    "SELECT * FROM entry WHERE id = ? AND body <> ? AND state <> 'retired'",
                    [.text(id), .text(body)], entry)
            else { continue }
            let isPublished = other.code != nil
            guard isPublished || seesDrafts && other.state == .inReview else { continue }
            let (weight, shared) = overlap(items, weights, other.content.items)
            let part = min(1, weight / whole)
            if part >= overlapMin {
                found.append(SimilarEntry(entry: other.withoutDraft, overlap: part, shared: shared))
            }
        }
        found.sort { $0.overlap == $1.overlap ? $0.entry.id < $1.entry.id : $0.overlap > $1.overlap }
        return Array(found.prefix(similarMax))
    }

    /// The entries with most of the words, by the rarest words first, within the bound on postings.
    private static func candidates(
        _ words: Set<String>, _ frequency: [String: Int], _ rarity: (String) -> Double,
        in session: any Session
    ) throws -> [String] {
        var scores: [String: Double] = [:]
        var left = postingsMax
        let ordered = words.sorted {
            let (one, other) = (frequency[$0] ?? 0, frequency[$1] ?? 0)
            return one == other ? $0 < $1 : one < other
        }
        for word in ordered where left > 0 && (frequency[word] ?? 0) > 0 {
            let weight = rarity(word)
            try session.each(
                "SELECT entry FROM entry_word WHERE word = ? ORDER BY entry LIMIT \(min(left, commonMin))",
                [.text(word)]
            ) { row in
                scores[try row.text(at: 0), default: 0] += weight
                left -= 1
            }
        }
        let best = scores.sorted { $0.value == $1.value ? $0.key < $1.key : $0.value > $1.value }
        return best.prefix(candidatesMax).map(\.key)
    }

    private static func overlap(
        _ items: [Item], _ weights: [Double], _ others: [Item]
    ) -> (weight: Double, shared: [SimilarEntry.Shared]) {
        var holders: [String: Item] = [:]
        for other in others.prefix(LikeTerms.itemsMax) {
            for (word, _) in LikeTerms.of(other) where holders[word] == nil { holders[word] = other }
        }
        var total = 0.0
        var shared: [SimilarEntry.Shared] = []
        for (item, weight) in zip(items, weights) {
            let match = LikeTerms.of(item).first { holders[$0.word] != nil }
            guard let match, let other = holders[match.word] else { continue }
            total += weight * match.weight
            shared.append(
                SimilarEntry.Shared(
                    own: item.name, other: other.name, byStandard: match.word.hasPrefix("s:")))
        }
        return (total, shared)
    }
}
