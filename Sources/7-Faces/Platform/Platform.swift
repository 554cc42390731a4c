import Cases
import Catalogue
import Crypto
import Datasets
import Exchange
import Foundation
import Guomi
import Intake
import Ledger
import Matters
import Notices
import Parties
import Projects
import Protection
import Quality
import Regulation
import Roster
import Store
import Supervision
import Upkeep

/// One city's platform put together (平台): the only place where modules are given to one another.
///
/// Faces hold one and call its modules; nothing else opens a store or reads a key.
public struct Platform: Sendable {
    public let settings: PlatformSettings
    public let store: Store
    public let ledger: Ledger
    public let parties: Parties
    public let notices: Notices
    public let cases: Cases
    public let catalogue: Catalogue
    public let standards: DataStandards
    public let datasets: Datasets
    public let intake: Intake
    public let matters: Matters
    public let negativeList: NegativeList
    public let projects: Projects
    public let roster: Roster
    public let upkeep: Upkeep
    public let quality: Quality
    public let exchange: Exchange
    public let duties: Duties
    public let statistics: Statistics
    /// The regulation in force here.
    public let profile: Profile
    /// Every regulation at hand, for comparison.
    public let library: ProfileLibrary
    public let calendar: WorkingCalendar
    public let surroundings: Surroundings
    let masterKey: MasterKey

    /// The modules that answer for cases.
    public var subjects: [any CaseSubject] { [catalogue, standards, exchange, matters, upkeep, quality] }

    /// Today by the clock of the regulation's place.
    public var today: LocalDate { surroundings.now().day(offsetSeconds: profile.utcOffsetSeconds) }

    /// The procedure that files the tests of a system when it is connected.
    private static let systemConnection = "system-connection"

    /// Every migration of every module, in the order of the house.
    static let migrations =
        PlatformSetting.migrations + PlatformKeys.migrations + PlatformLease.migrations + Ledger.migrations
        + Parties.migrations + Notices.migrations + Cases.migrations + Catalogue.migrations
        + DataStandards.migrations + Datasets.migrations + Intake.migrations + Matters.migrations
        + Projects.migrations + Roster.migrations + Exchange.migrations + Duties.migrations
        + Upkeep.migrations + Quality.migrations

    /// Opens the platform: reads the profiles, opens or makes the store and its keys, and brings the schema up.
    /// Deliveries that an earlier process had accepted are taken up by the server, with `Intake.resume()`.
    ///
    /// A new store needs `settings.profile`; an old one keeps the profile it was set up with.
    public static func open(
        _ settings: PlatformSettings, surroundings: Surroundings = .live
    ) async throws -> Platform {
        try FileManager.default.createDirectory(
            atPath: settings.dataDirectory, withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700])
        let (library, calendar) = try ProfileFolder.read(settings.profilesDirectory)
        let place: StorePlace =
            if let url = settings.database { .postgresql(url) } else {
                .file(settings.dataDirectory + "/yuanliu.db")
            }
        let store = try Store.open(place)
        try await store.migrate(migrations, at: surroundings.now().milliseconds)
        let profile = try await chooseProfile(settings, in: library, store: store)
        let keyFile = settings.masterKeyFile ?? settings.dataDirectory + "/keys/master.key"
        try FileManager.default.createDirectory(
            atPath: (keyFile as NSString).deletingLastPathComponent, withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700])
        let masterKey = try KeyFile.loadOrCreate(path: keyFile)
        let ledger = try await openLedger(
            settings, store: store, profile: profile, masterKey: masterKey)
        let parties = Parties(
            store: store, ledger: ledger, profile: profile, surroundings: surroundings,
            secrets: SecretBox(masterKey, label: "parties"), passwordCost: settings.passwordCost)
        let notices = Notices(store: store, ledger: ledger, surroundings: surroundings)
        let cases = Cases(
            store: store, ledger: ledger, parties: parties, notices: notices, profile: profile,
            calendar: calendar, surroundings: surroundings)
        let datasets = Datasets(
            store: store, ledger: ledger, profile: profile, surroundings: surroundings)
        let updates = UpdateEnding(ledger: ledger, surroundings: surroundings)
        let book = DutyBook(profile)
        let catalogue = Catalogue(
            store: store, ledger: ledger, parties: parties, cases: cases, profile: profile,
            surroundings: surroundings,
            onPublish: { entry, session in
                try datasets.prepare(entry, in: session)
                try Exchange.moveRevision(in: session)
                try book.published(entry, in: session)
                try updates.published(entry, in: session)
                try Matters.entryChanged(entry, in: session)
            },
            onRetire: { entry, session in
                try Exchange.moveRevision(in: session)
                try book.retired(entry, at: entry.updatedAt, in: session)
                try updates.retired(entry, in: session)
                try Matters.entryChanged(entry, in: session)
            })
        try await catalogue.fillSearch()
        try await catalogue.fillRestrictions()
        let standards = DataStandards(
            store: store, ledger: ledger, parties: parties, cases: cases, profile: profile,
            surroundings: surroundings)
        let problemValues = Fingerprint(masterKey, label: "problem-value")
        let quality = Quality(
            store: store, ledger: ledger, parties: parties, notices: notices, cases: cases,
            catalogue: catalogue, datasets: datasets, profile: profile, surroundings: surroundings,
            fingerprint: problemValues)
        let intake = try Intake(
            store: store, ledger: ledger, datasets: datasets, profile: profile, surroundings: surroundings,
            fingerprint: problemValues,
            spool: settings.dataDirectory + "/spool"
        ) { receipt, session in
            try book.delivered(
                try catalogue.entry(id: receipt.entry, in: session), number: receipt.number,
                problems: receipt.problems,
                hasRows: receipt.inserted + receipt.updated + receipt.unchanged > 0,
                at: receipt.finishedAt ?? receipt.acceptedAt, in: session)
            try quality.wait(for: receipt.entry, cause: .delivery, in: session)
        }
        let exchange = Exchange(
            store: store, ledger: ledger, parties: parties, cases: cases, catalogue: catalogue,
            profile: profile,
            surroundings: surroundings, masterKey: masterKey)
        let matters = Matters(
            store: store, ledger: ledger, parties: parties, notices: notices, cases: cases,
            catalogue: catalogue, profile: profile, calendar: calendar, surroundings: surroundings
        ) { entry, session in try exchange.holders(of: entry, in: session) }
        try await matters.fillConfirmations()
        let projects = Projects(
            store: store, ledger: ledger, parties: parties, notices: notices, catalogue: catalogue,
            profile: profile, surroundings: surroundings
        ) { system, session in
            // Where connecting is a procedure, its approval files the tests; else the number on record does.
            guard profile.procedure(systemConnection) != nil else { return system.filing != nil }
            return try matters.holds(systemConnection, about: "system:\(system.id)", in: session)
        }
        let roster = Roster(
            store: store, ledger: ledger, parties: parties, notices: notices, cases: cases, profile: profile,
            calendar: calendar, surroundings: surroundings, secrets: SecretBox(masterKey, label: "roster")
        ) { answers, actor, session in
            try matters.open(Roster.filing, MatterContent(answers: answers), by: actor, in: session).caseID
        }
        let upkeep = Upkeep(
            store: store, ledger: ledger, parties: parties, notices: notices, cases: cases,
            catalogue: catalogue, profile: profile, calendar: calendar, surroundings: surroundings)
        let negativeList = NegativeList(
            store: store, parties: parties, cases: cases, catalogue: catalogue, profile: profile)
        let duties = Duties(
            store: store, parties: parties, catalogue: catalogue, upkeep: upkeep, negativeList: negativeList,
            profile: profile, surroundings: surroundings)
        try await duties.fill()
        let statistics = Statistics(
            store: store, parties: parties, profile: profile, surroundings: surroundings)
        return Platform(
            settings: settings, store: store, ledger: ledger, parties: parties, notices: notices,
            cases: cases, catalogue: catalogue, standards: standards, datasets: datasets, intake: intake,
            matters: matters, negativeList: negativeList, projects: projects, roster: roster, upkeep: upkeep,
            quality: quality, exchange: exchange, duties: duties,
            statistics: statistics, profile: profile,
            library: library,
            calendar: calendar,
            surroundings: surroundings, masterKey: masterKey)
    }

    /// The ledger signs with Ed25519, which every public verifier knows, and beside it with SM2.
    private static func openLedger(
        _ settings: PlatformSettings, store: Store, profile: Profile, masterKey: MasterKey
    ) async throws -> Ledger {
        let box = SecretBox(masterKey, label: "platform-key")
        let origin = "yuanliu.\(profile.jurisdiction.division)/ledger"
        let ed25519 = try await PlatformKeys.open("ledger-ed25519", store: store, box: box) {
            Ed25519Signer.newSeed()
        }
        let sm2 = try await PlatformKeys.open("ledger-sm2", store: store, box: box) {
            try SM2PrivateKey().exportBytes()
        }
        return Ledger(
            store: store, journalFolder: settings.database == nil ? settings.dataDirectory + "/journal" : nil,
            origin: origin,
            signers: [
                try Ed25519Signer(name: origin, seed: ed25519),
                try SM2Signer(name: origin, key: try SM2PrivateKey(bytes: sm2)),
            ])
    }

    private static func chooseProfile(
        _ settings: PlatformSettings, in library: ProfileLibrary, store: Store
    ) async throws -> Profile {
        let stored = try await PlatformSetting.read(.profile, from: store)
        if let stored, let asked = settings.profile, stored != asked {
            throw PlatformError.profileDiffers(stored: stored, asked: asked)
        }
        guard let id = stored ?? settings.profile ?? settings.profileOfNewStore else {
            throw PlatformError.noProfile(available: library.ids)
        }
        guard let profile = library[id], library.isUsable(id) else { throw PlatformError.profileUnusable(id) }
        if stored == nil { try await PlatformSetting.write(.profile, id, to: store) }
        return profile
    }

    /// Whether nobody has been registered yet: the store is fresh.
    public func isEmpty() async throws -> Bool {
        try await parties.bodies(activeOnly: false, limit: 1).isEmpty
    }

    /// Decides a case, whatever it is about.
    @discardableResult
    public func decide(_ caseID: String, _ decision: Decision, by actor: Actor) async throws -> CaseFile {
        try await cases.decide(caseID, decision, by: actor, subjects: subjects)
    }

    /// Approves reviews of entries together, each as ``decide(_:_:by:)`` would: cases about anything else are decided
    /// one by one. `seen` says how a case stood when it was looked at, by its id.
    public func approveEntries(
        _ caseIDs: [String], seen: [String: SeenCase] = [:], note: String, by actor: Actor
    ) async throws -> [CaseLine] {
        try await cases.approveEach(
            caseIDs, seen: seen, of: catalogue.procedures, note: note, by: actor, subjects: subjects)
    }

    /// Ends a case at the wish of its opener.
    @discardableResult
    public func withdraw(_ caseID: String, by actor: Actor) async throws -> CaseFile {
        try await cases.withdraw(caseID, by: actor, subjects: subjects)
    }

    /// Waits for work under way, closes the store and lets other processes take up what was not finished.
    public func close() async {
        await store.close()
        intake.close()
    }
}
