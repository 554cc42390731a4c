import Catalogue
import Parties
import Regulation
import Store

/// Statistics of catalogue, data and work (统计), and the list behind each figure.
///
/// Figures of now come from the counts that are kept with each change, figures of months from dated facts. Each body
/// sees its own figures with their lists and the sums of the city; the authority and auditors see every body's.
public struct Statistics: Sendable {
    /// Months of one report.
    public static let monthsMax = 36
    public static let monthsDefault = 12

    let store: Store
    let parties: Parties
    let profile: Profile
    let surroundings: Surroundings

    public init(store: Store, parties: Parties, profile: Profile, surroundings: Surroundings) {
        self.store = store
        self.parties = parties
        self.profile = profile
        self.surroundings = surroundings
    }

    /// Whether `actor` sees every body: the authority of the regulation's place, and auditors.
    public func seesAll(_ actor: Actor) -> Bool { actor.oversees(profile) }

    /// The figures of `body`, or of the city where none is named, with the last `months` months of the calendar, this
    /// one among them: 1 to ``monthsMax``.
    ///
    /// - Throws: ``SupervisionCodes/figuresNotYours`` for another body than their own, unless ``seesAll(_:)``; and
    ///   what `Parties` throws for a body that does not exist.
    public func report(
        of body: String? = nil, months: Int = monthsDefault, for actor: Actor
    ) async throws -> StatisticsReport {
        if let body { try mayRead(body, actor).orThrow() }
        let now = surroundings.now()
        let wanted = self.months(min(max(months, 1), Self.monthsMax), now)
        let seesAll = seesAll(actor)
        let all = try await parties.allBodies()
        return try await store.read { session in
            let body = try body.map { try parties.body($0, in: session) }
            let reader = StatisticsReader(
                now: now, offsetSeconds: profile.utcOffsetSeconds, months: wanted, session: session)
            let figures = try reader.figures()
            let city = figures.values.reduce(StatisticsFigures(), +)
            let holding = all.filter(Self.holdsData)
            return StatisticsReport(
                body: body, today: reader.today,
                figures: body.map { figures[$0.id] ?? StatisticsFigures() } ?? city, city: city,
                holding: Int64(holding.count),
                publishing: Int64(holding.count { (figures[$0.id]?.entries ?? 0) > 0 }),
                facets: try reader.facets(body?.id), months: try reader.everyMonth(body?.id),
                bodies: body == nil && seesAll
                    ? all.map {
                        StatisticsReport.Line(
                            body: $0, figures: figures[$0.id] ?? StatisticsFigures(),
                            holdsData: Self.holdsData($0))
                    } : [])
        }
    }

    /// Bodies that hold data by their kind (数据共享单位).
    static func holdsData(_ body: Body) -> Bool { body.kind == .department || body.kind == .institution }

    func mayRead(_ body: String?, _ actor: Actor) -> Ruling {
        body == actor.body.id || seesAll(actor)
            ? .allowed
            : .refused([
                Reason(SupervisionCodes.figuresNotYours, article: profile.article(for: .accessControl))
            ])
    }

    /// The last `count` months, the oldest first.
    private func months(_ count: Int, _ now: Instant) -> [String] {
        let today = now.day(offsetSeconds: profile.utcOffsetSeconds)
        let first = LocalDate(year: today.year, month: today.month, day: 1) ?? today
        return (0..<count).map { first.adding(months: $0 - count + 1).monthText }
    }
}
