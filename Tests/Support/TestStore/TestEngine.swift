import Foundation
import Testing

/// The engines that a contract test runs on (受测引擎): SQLite always; PostgreSQL where a server is named.
///
/// `YUANLIU_TEST_DATABASE` is the URL of a server on which databases may be created. With
/// `YUANLIU_REQUIRE_POSTGRESQL=1` its absence is a failure and not a shorter run.
public enum TestEngine: String, Sendable, CaseIterable, CustomTestStringConvertible {
    case sqlite, postgresql

    public var testDescription: String { rawValue }

    static var serverURL: String? { ProcessInfo.processInfo.environment["YUANLIU_TEST_DATABASE"] }

    public static var available: [TestEngine] {
        let isRequired = ProcessInfo.processInfo.environment["YUANLIU_REQUIRE_POSTGRESQL"] == "1"
        return serverURL != nil || isRequired ? [.sqlite, .postgresql] : [.sqlite]
    }
}
