import Regulation
import Upkeep

/// What shows how a duty stands (证据): a number of things, in words, and where they are listed.
public struct Evidence: Sendable, Hashable {
    /// `已发布目录`: what is counted.
    public let words: Bilingual
    /// How many; where it ``isAtLeast``, counting ended there.
    public let count: Int64
    public let isAtLeast: Bool
    public let place: Place

    /// Where the things behind a number are listed (证据出处).
    public enum Place: Sendable, Hashable {
        /// Catalogue entries of the body; narrowed to a state or sharing type by their stored words.
        case entries(state: String?, sharing: String?)
        /// Cases of the procedure.
        case cases(procedure: String)
        case deliveries
        case usageRecords
        case ledger
        /// People of the body and their posts.
        case people
        case standards
        /// The sharing catalogue and the opening catalogue, of the body.
        case sharingCatalogue
        case openingCatalogue
        case responsibilityList
        /// The negative list of the body; narrowed to a state by its stored word.
        case negativeList(state: String?)
        /// The roster of the body.
        case roster
        /// Its informatisation projects.
        case projects
        /// Entries of the body in the full maintenance.
        case maintenance(MaintainedEntry.Show)
        /// Updates of the body after events.
        case updates(UpdateEvent.Kind, UpdateScope)
    }

    init(_ words: Bilingual, _ count: Int64, _ place: Place, isAtLeast: Bool = false) {
        self.words = words
        self.count = count
        self.place = place
        self.isAtLeast = isAtLeast
    }
}
