import Catalogue
import Datasets
import Foundation
import Ledger
import Parties
import Protection
import Regulation
import Standards
import Store
import Synchronization
import Testing

@testable import Intake

/// The engines that this run can reach: SQLite always, PostgreSQL where `YUANLIU_TEST_DATABASE` names one.
enum TestEngine: String, Sendable, CaseIterable, CustomStringConvertible {
    case sqlite, postgresql

    static let database = ProcessInfo.processInfo.environment["YUANLIU_TEST_DATABASE"]
    static var available: [TestEngine] { database == nil ? [.sqlite] : allCases }
    var description: String { rawValue }
}

/// A store of its own with datasets and intake on it, in a folder that goes with it.
final class IntakeHouse: Sendable {
    let folder: String
    let store: Store
    let ledger: Ledger
    let datasets: Datasets
    let surroundings: Surroundings
    private let place: StorePlace

    static func article(_ number: String) -> ArticleReference {
        ArticleReference(regulation: "test-2020", article: number)
    }

    static let profile: Profile = {
        let rules: [(RuleID, String)] = [
            (.necessaryIdentifier, "11"), (.deliveryQuality, "16"), (.collectionScope, "14"),
            (.accessControl, "25"),
        ]
        return Profile(
            id: "test-2020", title: Bilingual("测试办法", "Test rules"), document: "测试〔2020〕1号",
            issuer: Bilingual("测试市", "Test city"),
            jurisdiction: Jurisdiction(
                division: "430200", name: Bilingual("测试市", "Test city"), level: .city),
            parent: nil,
            validity: Validity(from: nil, until: nil, warnMonthsBefore: 0, article: nil),
            utcOffsetSeconds: 28_800, version: "1", articles: [], terms: [:], sharingTypes: [],
            openingTypes: [], sensitivities: [], roles: [], duties: [], deadlines: [:], procedures: [:],
            rules: Dictionary(
                uniqueKeysWithValues: rules.map { id, number in
                    (id, Rule(id: id, article: article(number), demand: Bilingual("要求", "Demand")))
                }))
    }()

    init(_ engine: TestEngine = .sqlite) async throws {
        let id = UUID().uuidString.lowercased().replacing("-", with: "")
        folder = FileManager.default.temporaryDirectory.appending(path: "intake-\(id)").path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        switch engine {
        case .sqlite: place = .file("\(folder)/store.db")
        case .postgresql:
            let url = TestEngine.database ?? ""
            let door = try Store.open(.postgresql(url), connectionsMax: 1)
            try await door.write { try $0.script("CREATE SCHEMA test_\(id)") }
            await door.close()
            place = .postgresql(
                url + (url.contains("?") ? "&" : "?") + "options=-csearch_path%3Dtest_\(id)")
        }
        store = try Store.open(place, connectionsMax: 4)
        ledger = Ledger(store: store)
        let counter = Mutex(0)
        let clock = Clock()
        self.clock = clock
        surroundings = Surroundings(
            now: { Instant(milliseconds: clock.seconds.withLock { $0 } * 1000) },
            newID: {
                let number = counter.withLock { counter in
                    counter += 1
                    return counter
                }
                return "\(id.prefix(16))" + String(format: "%010d", number)
            })
        datasets = Datasets(
            store: store, ledger: ledger, profile: Self.profile, surroundings: surroundings)
        try await store.migrate(
            Ledger.migrations + DataStandards.migrations + Datasets.migrations + Intake.migrations, at: 0)
    }

    /// Lets time pass for everything in this house.
    func pass(seconds: Int64) { clock.seconds.withLock { $0 += seconds } }

    private let clock: Clock

    private final class Clock: Sendable {
        let seconds = Mutex<Int64>(1_780_000_000)
    }

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    var spool: String { "\(folder)/spool" }

    func intake(
        fileBytesMax: Int64 = Intake.fileBytesMax, chunkRows: Int = Intake.chunkRowsMax, spool: String? = nil,
        checkpoint: @escaping @Sendable (Intake.Checkpoint) throws -> Void = { _ in }
    ) throws -> Intake {
        try Intake(
            store: store, ledger: ledger, datasets: datasets, profile: Self.profile,
            surroundings: surroundings,
            fingerprint: Fingerprint(try MasterKey(bytes: Array(0..<32)), label: "problem-rows"),
            spool: spool ?? self.spool,
            fileBytesMax: fileBytesMax, chunkRowsMax: chunkRows, checkpoint: checkpoint,
            onFinish: { _, _ in })
    }

    func publish(_ entry: Entry) async throws {
        let datasets = datasets
        try await store.write { try datasets.prepare(entry, in: $0) }
    }

    func write(_ bytes: some Collection<UInt8>, _ name: String = "delivery.csv") throws -> String {
        let path = "\(folder)/\(name)"
        try Data(bytes).write(to: URL(filePath: path))
        return path
    }

    func write(_ text: String, _ name: String = "delivery.csv") throws -> String {
        try write(Array(text.utf8), name)
    }

    /// Each row of the dataset as text, nulls as `-`, in key order, with delivery, line and version on request.
    func rows(of entry: Entry, withOrigin: Bool = false) async throws -> [String] {
        let shape = try DatasetShape(entry)
        let datasets = datasets
        return try await store.read { session in
            var rows: [String] = []
            var after: [String]?
            repeat {
                let page = try datasets.page(of: shape, after: after, in: session)
                rows += page.rows.map { row in
                    let values = row.values.map { $0 ?? "-" }.joined(separator: "|")
                    return withOrigin ? "\(values)|\(row.delivery)/\(row.line)/v\(row.version)" : values
                }
                after = page.next
            } while after != nil
            return rows
        }
    }

    func count(of entry: Entry) async throws -> Int64 {
        let shape = try DatasetShape(entry)
        let datasets = datasets
        return try await store.read { try datasets.countRows(of: shape, in: $0) }
    }

    /// The kinds of events recorded so far, in order, as their entries say.
    func events() async throws -> [String] {
        try await store.read { session in
            try session.all("SELECT content FROM ledger_outbox ORDER BY sequence") { row in
                let entry = String(decoding: try row.bytes("content"), as: UTF8.self)
                let kind = entry.split(separator: "\"kind\":\"").dropFirst().first ?? ""
                return String(kind.prefix { $0 != "\"" })
            }
        }
    }

    /// What the spool holds of deliveries: nothing once every one has finished.
    var spooled: [String] { inSpool.filter { !$0.hasSuffix(".lock") } }

    /// Everything in the spool, the marks of processes too.
    var inSpool: [String] { (try? FileManager.default.contentsOfDirectory(atPath: spool).sorted()) ?? [] }

    /// Delivers `text` by a process that dies at `moment`: it leaves what a killed one leaves.
    func cutShort(
        _ text: String, at moment: Intake.Checkpoint, entry: Entry = .pairs, in spool: String? = nil
    ) async throws {
        try await cutShort(Array(text.utf8), at: moment, entry: entry, in: spool)
    }

    func cutShort(
        _ bytes: [UInt8], at moment: Intake.Checkpoint, entry: Entry = .pairs, in spool: String? = nil,
        options: DeliveryOptions = DeliveryOptions()
    ) async throws {
        let path = try write(bytes, "cut-short.csv")
        let dying = try intake(chunkRows: 4, spool: spool) { if $0 == moment { throw Killed() } }
        await #expect(throws: Killed.self) {
            try await dying.deliver(file: path, to: entry, by: .staff, options: options)
        }
        dying.close()
        try FileManager.default.removeItem(atPath: path)
    }
}

extension Entry {
    /// A published entry of the body `b1`.
    static func published(
        _ items: [Item], number: Int64 = 1, id: String = "e1", version: Int = 1, state: State = .published,
        code: String? = "301001/000001"
    ) -> Entry {
        Entry(
            id: id, number: number, code: code, body: "b1", state: state, version: version,
            content: EntryContent(
                name: "测试数据", abstract: "", classification: "301001", format: "3", items: items,
                sharing: .conditional, opening: .none, updateCycle: .daily, sensitivity: .internal,
                grade: "general-1", secrecyAssessed: true, personalInformationAssessed: true),
            createdAt: Instant(milliseconds: 0), updatedAt: Instant(milliseconds: 0),
            publishedAt: Instant(milliseconds: 0), revision: 1, reviewCase: nil)
    }

    static let persons = published([
        Item(number: 1, field: "name", name: "姓名", type: .characters, length: 20, isRequired: true),
        Item(
            number: 2, field: "id_number", name: "公民身份号码", type: .characters, length: 18, isRequired: true,
            isKey: true, identifier: .citizenID),
        Item(number: 3, field: "birth_date", name: "出生日期", type: .date),
        Item(number: 4, field: "phone", name: "手机", type: .characters, identifier: .mobilePhone),
        Item(number: 5, field: "income", name: "收入", type: .numeric, length: 8, scale: 2),
        Item(number: 6, field: "married", name: "已婚", type: .logical),
        Item(number: 7, field: "height", name: "身高", type: .float),
        Item(number: 8, field: "visits", name: "办事次数", type: .integer, length: 4),
    ])

    /// Two columns of text, the first the key.
    static let pairs = published([
        Item(number: 1, field: "code", name: "代码", type: .characters, isRequired: true, isKey: true),
        Item(number: 2, field: "label", name: "名称", type: .characters),
    ])
}

extension Body {
    static func of(
        _ id: String, kind: Kind = .department, isActive: Bool = true
    ) -> Body {
        Body(
            id: id, name: "单位\(id)", creditCode: "", kind: kind, division: "430200", level: .city,
            isActive: isActive)
    }
}

extension Actor {
    static func person(
        _ roles: Set<String>, body: String = "b1", kind: Body.Kind = .department, isActive: Bool = true
    ) -> Actor {
        Actor(
            identity: .person(
                Person(
                    id: "p1", account: "staff", name: "王工", body: body, roles: roles, isActive: isActive)),
            body: .of(body, kind: kind), channel: .console)
    }

    static func system(body: String = "b1", isActive: Bool = true) -> Actor {
        Actor(
            identity: .system(InformationSystem(id: "s1", name: "业务系统", body: body, isActive: isActive)),
            body: .of(body), channel: .api)
    }

    static let staff = person(["data-staff"])
}

/// Valid citizen numbers of one day of birth, each another.
func citizen(_ number: Int) -> String {
    let first = "430202" + "19800101" + String(format: "%03d", number % 1000)
    return first + String(CitizenID.checkDigit(for: first) ?? "?")
}

struct Killed: Error, Equatable {}
