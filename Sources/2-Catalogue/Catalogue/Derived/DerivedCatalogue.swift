import Regulation

/// A catalogue derived from the resource catalogue (派生目录): what of it may be shared, and what may be opened.
///
/// Neither is kept anywhere: both are read from the entries in force and their search index, so that a published change
/// and a retirement show in all three catalogues at once. 贵阳市政府数据资源管理办法 art. 10 names the three.
public enum DerivedCatalogue: String, Sendable, Hashable, CaseIterable {
    /// 共享目录: for the people and systems of every body.
    case sharing
    /// 开放目录: for everybody.
    case opening

    /// What readers may narrow it by. Facets that tell of the body's own business are not among them.
    public var facets: [Facet] {
        switch self {
        case .sharing: [.body, .category, .sharing, .grade, .format, .cycle]
        case .opening: [.body, .category, .opening, .format, .cycle]
        }
    }

    /// The article by which the catalogue is made and published, in the regulation in force or above it; nil where
    /// none speaks of it.
    public func article(in profile: Profile) -> ArticleReference? {
        duty(in: profile)?.article ?? type(in: profile)
    }

    /// What the regulation asks of those who publish it, in its own words; nil where it asks nothing.
    public func duty(in profile: Profile) -> Duty? {
        let names =
            switch self {
            case .sharing: ["catalogue-publication", "three-catalogues", "catalogue-compilation"]
            case .opening: ["catalogue-publication", "opening-list", "opening-plan", "three-catalogues"]
            }
        return names.lazy.compactMap { profile.duty($0) }.first
    }

    private func type(in profile: Profile) -> ArticleReference? {
        switch self {
        case .sharing: profile.sharingType(.unconditional)?.article
        case .opening: profile.openingType(.unconditional)?.article
        }
    }

    /// The type whose entries are not in it, with its article and word: how the regulation in force treats them.
    public func leftOut(in profile: Profile) -> (word: Bilingual, article: ArticleReference)? {
        switch self {
        case .sharing: profile.sharingType(.none).map { ($0.word, $0.article) }
        case .opening: profile.openingType(.none).map { ($0.word, $0.article) }
        }
    }

    /// Whether the regulation knows such a catalogue at all: one that opens nothing has no opening catalogue.
    public func exists(in profile: Profile) -> Bool {
        switch self {
        case .sharing: profile.sharingTypes.contains { $0.id != .none }
        case .opening: profile.openingTypes.contains { $0.id != .none }
        }
    }
}
