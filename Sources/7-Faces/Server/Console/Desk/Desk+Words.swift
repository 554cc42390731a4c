import Cases
import Catalogue
import Exchange
import Parties
import Regulation
import Standards
import Store

/// How things are said on pages.
extension Desk {
    func citation(_ reference: ArticleReference?, _ visit: Visit) -> CitationView? {
        reference.map { CitationView($0, book: book, language: visit.language) }
    }

    /// The article under which several collectors of the same items are brought to one (一数一源).
    var duplicateArticle: ArticleReference? { profile.duties(for: "A10").first?.article }

    func citation(_ rule: RuleID, _ visit: Visit) -> CitationView? {
        citation(profile.article(for: rule), visit)
    }

    func faults(_ refusal: Refusal?, _ visit: Visit) -> FaultsView? {
        refusal.map { FaultsView($0.reasons, book: book, language: visit.language) }
    }

    /// `2026-02-14 09:02` by the clock of the regulation's place.
    func time(_ instant: Instant) -> String { instant.minuteText(offsetSeconds: profile.utcOffsetSeconds) }

    func day(_ instant: Instant) -> String {
        instant.day(offsetSeconds: profile.utcOffsetSeconds).description
    }

    func role(_ id: String, _ language: Language) -> String { profile.role(id)?.name[language] ?? id }

    func sharingWord(_ id: SharingType.ID, _ language: Language) -> String {
        profile.sharingType(id)?.word[language] ?? id.rawValue
    }

    func sharingBadge(_ id: SharingType.ID, _ visit: Visit) -> Badge {
        let tone: Tone =
            switch id {
            case .unconditional: .good
            case .conditional: .info
            case .none: .plain
            }
        return Badge(tone, sharingWord(id, visit.language))
    }

    func openingWord(_ id: OpeningType.ID, _ language: Language) -> String {
        profile.openingType(id)?.word[language] ?? id.rawValue
    }

    func sensitivityWord(_ id: Sensitivity.ID, _ language: Language) -> String {
        profile.sensitivity(id)?.word[language] ?? id.rawValue
    }

    func stateBadge(_ state: Entry.State, _ visit: Visit) -> Badge {
        let tone: Tone =
            switch state {
            case .draft: .plain
            case .inReview: .info
            case .published: .good
            case .retired: .bad
            }
        return Badge(tone, visit.texts("state.entry.\(state.rawValue)"))
    }

    func stateBadge(_ state: CaseFile.State, _ visit: Visit) -> Badge {
        let tone: Tone =
            switch state {
            case .open: .info
            case .returned: .warn
            case .approved, .settled: .good
            case .refused: .bad
            case .withdrawn: .plain
            }
        return Badge(tone, visit.texts("state.case.\(state.rawValue)"))
    }

    func stateBadge(_ grant: Grant, _ visit: Visit) -> Badge {
        switch grant.state {
        case .revoked: return Badge(.bad, visit.texts("state.grant.revoked"))
        case .suspended: return Badge(.warn, visit.texts("state.grant.suspended"))
        case .active:
            if platform.today > grant.until { return Badge(.plain, visit.texts("state.grant.expired")) }
            return Badge(.good, visit.texts("state.grant.active"))
        }
    }

    /// `还剩 3 个工作日`, `今天到期`, `已超期 2 个工作日`.
    func dueBadge(_ due: CaseDue?, _ visit: Visit) -> Badge? {
        guard let due else { return nil }
        let left = platform.calendar.workingDays(from: platform.today, to: due.date).days
        if due.isOverdue(on: platform.today) {
            return Badge(.bad, visit.texts("due.overdue", ["days": String(max(1, -left))]))
        }
        if left <= 0 { return Badge(.warn, visit.texts("due.today")) }
        return Badge(left <= 1 ? .warn : .info, visit.texts("due.left", ["days": String(left)]))
    }

    /// `2026-02-18 前`, with a mark where the notice of that year is still to come.
    func dueDay(_ due: CaseDue, _ visit: Visit) -> String {
        visit.texts(due.isProvisional ? "due.dayProvisional" : "due.day", ["date": due.date.description])
    }

    func word(_ term: some StandardTerm, _ language: Language) -> String {
        language == .chinese ? term.zh : term.en
    }

    /// Every body in use, to choose from.
    func bodyChoices() async throws -> [(value: String, text: String)] {
        try await platform.parties.allBodies().map { (value: $0.id, text: $0.name) }
    }

    /// The names of these bodies, by id; an unknown one keeps its id.
    func bodyNames(_ ids: some Sequence<String>) async throws -> [String: String] {
        let wanted = Set(ids.filter { !$0.isEmpty })
        return try await platform.store.read { session in
            var names: [String: String] = [:]
            for id in wanted { names[id] = (try? platform.parties.body(id, in: session).name) ?? id }
            return names
        }
    }

    /// The names of these systems, by id.
    func systemNames(_ ids: some Sequence<String>) async throws -> [String: String] {
        let wanted = Set(ids.filter { !$0.isEmpty })
        return try await platform.store.read { session in
            var names: [String: String] = [:]
            for id in wanted { names[id] = try platform.parties.system(id, in: session)?.name ?? id }
            return names
        }
    }

    /// The active systems of a body, for choosing one.
    func activeSystems(of body: String) async throws -> [(value: String, text: String)] {
        try await platform.parties.systems(of: body).filter(\.isActive).map { ($0.id, $0.name) }
    }

    /// The entries with these ids.
    func entries(_ ids: some Sequence<String>) async throws -> [String: Entry] {
        let wanted = Set(ids)
        return try await platform.store.read { session in
            var entries: [String: Entry] = [:]
            for id in wanted { entries[id] = try platform.catalogue.entry(id: id, in: session) }
            return entries
        }
    }
}
