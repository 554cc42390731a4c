import CPostgres
import Foundation
import Store

/// Why a place for a test could not be made.
public enum TestStoreError: Error {
    case noServer
    case database(String)
}

/// A place of its own for one test, removed when the test ends.
public struct TestPlace: Sendable {
    public let place: StorePlace
    private let folder: String?
    private let database: String?

    public init(_ engine: TestEngine) throws {
        let name = "yl_" + UUID().uuidString.lowercased().filter { $0 != "-" }
        switch engine {
        case .sqlite:
            let folder = FileManager.default.temporaryDirectory.appendingPathComponent(name).path
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            (self.folder, database) = (folder, nil)
            place = .file(folder + "/store.sqlite")
        case .postgresql:
            try Self.command("CREATE DATABASE \(name)")
            (folder, database) = (nil, name)
            place = .postgresql(try Self.url(of: name))
        }
    }

    public func open(connectionsMax: Int = 4) throws -> Store {
        try Store.open(place, connectionsMax: connectionsMax)
    }

    public func remove() {
        if let folder { try? FileManager.default.removeItem(atPath: folder) }
        if let database { try? Self.command("DROP DATABASE IF EXISTS \(database) WITH (FORCE)") }
    }

    /// The server's URL with another database in its path.
    private static func url(of database: String) throws -> String {
        guard let server = TestEngine.serverURL, var parts = URLComponents(string: server) else {
            throw TestStoreError.noServer
        }
        parts.path = "/" + database
        guard let url = parts.string else { throw TestStoreError.noServer }
        return url
    }

    private static func command(_ sql: String) throws {
        guard let server = TestEngine.serverURL else { throw TestStoreError.noServer }
        let connection = PQconnectdb(server)
        defer { PQfinish(connection) }
        let result = PQexec(connection, sql)
        defer { PQclear(result) }
        guard PQresultStatus(result) == PGRES_COMMAND_OK else {
            throw TestStoreError.database(String(cString: PQerrorMessage(connection)))
        }
    }
}

/// Runs `body` with a fresh store of `engine`.
public func withStore(
    _ engine: TestEngine, migrations: [Migration] = [], connectionsMax: Int = 4,
    _ body: (Store) async throws -> Void
) async throws {
    let place = try TestPlace(engine)
    defer { place.remove() }
    let store = try place.open(connectionsMax: connectionsMax)
    do {
        if !migrations.isEmpty { try await store.migrate(migrations, at: 0) }
        try await body(store)
        await store.close()
    } catch {
        await store.close()
        throw error
    }
}
