import Catalogue
import Regulation
import Standards

/// The values of facets in words (分面用语): the regulation's own where it has them, else those of the standard.
struct FacetWords: Sendable {
    let profile: Profile

    /// `names` are those of bodies by id.
    func callAsFunction(_ facet: Facet, _ value: String, bodies names: [String: String]) -> Bilingual {
        let word: Bilingual? =
            switch facet {
            case .body: names[value].map { Bilingual($0, $0) }
            case .sharing: SharingType.ID(rawValue: value).flatMap { profile.sharingType($0)?.word }
            case .opening: OpeningType.ID(rawValue: value).flatMap { profile.openingType($0)?.word }
            case .category: Self.term(ResourceCategory(rawValue: value))
            case .grade: Self.term(DataGrade(rawValue: value))
            case .format: Self.term(FormatCategory(rawValue: value))
            case .cycle: Self.term(UpdateCycle(rawValue: value))
            case .state: nil
            }
        return word ?? Bilingual(value, value)
    }

    private static func term(_ term: (some StandardTerm)?) -> Bilingual? {
        term.map { Bilingual($0.zh, $0.en) }
    }
}
