import Foundation
import Store

/// The engines that a test runs over: SQLite always, PostgreSQL where a server is given.
public enum TestEngine: String, Sendable, CaseIterable, CustomStringConvertible {
    case sqlite, postgresql

    public static var serverURL: String? { ProcessInfo.processInfo.environment["YUANLIU_TEST_DATABASE"] }

    /// PostgreSQL is demanded, not skipped, where the test script says that it is there.
    public static var available: [TestEngine] {
        let isRequired = ProcessInfo.processInfo.environment["YUANLIU_REQUIRE_POSTGRESQL"] == "1"
        return serverURL != nil || isRequired ? [.sqlite, .postgresql] : [.sqlite]
    }

    public var description: String { rawValue }

    /// A URL whose connections live in a schema of their own on the test server.
    public func freshDatabase() async throws -> String? {
        guard self == .postgresql else { return nil }
        guard let server = Self.serverURL else {
            throw StoreError.unavailable("YUANLIU_TEST_DATABASE names no server")
        }
        let schema = "yl_" + String(UInt64.random(in: 0...UInt64.max), radix: 36)
        let store = try Store.open(.postgresql(server), connectionsMax: 1)
        try await store.append { try $0.script("CREATE SCHEMA \(schema)") }
        await store.close()
        return server + (server.contains("?") ? "&" : "?") + "options=-csearch_path%3D\(schema)"
    }
}
