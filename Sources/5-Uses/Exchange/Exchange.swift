import Cases
import Catalogue
import Datasets
import Ledger
import Parties
import Protection
import Regulation
import Store

/// The exchange (共享交换): applications for the data of other bodies, the grants that come of them, and the calls
/// that use them.
public final class Exchange: Sendable {
    let store: Store
    let ledger: Ledger
    let parties: Parties
    let cases: Cases
    let catalogue: Catalogue
    let profile: Profile
    let surroundings: Surroundings
    let masterKey: MasterKey
    /// Of the subjects that calls ask about, for their usage records.
    let subjects: Fingerprint
    let compiled = CompiledGrants()
    let usages: UsageRecorder<Standing>
    let mismatches = Mismatches()

    static let unconditional = "sharing-unconditional"
    static let conditional = "sharing-conditional"

    public init(
        store: Store, ledger: Ledger, parties: Parties, cases: Cases, catalogue: Catalogue, profile: Profile,
        surroundings: Surroundings, masterKey: MasterKey
    ) {
        self.store = store
        self.ledger = ledger
        self.parties = parties
        self.cases = cases
        self.catalogue = catalogue
        self.profile = profile
        self.surroundings = surroundings
        self.masterKey = masterKey
        subjects = Self.subjectFingerprint(masterKey)
        usages = ledger.recorder(look: Standing.init)
    }

    /// The digest under which usage records name a subject: an auditor who knows the value finds its accesses.
    public static func subjectFingerprint(_ masterKey: MasterKey) -> Fingerprint {
        Fingerprint(masterKey, label: "usage-subject")
    }

    var today: LocalDate { surroundings.now().day(offsetSeconds: profile.utcOffsetSeconds) }
}
