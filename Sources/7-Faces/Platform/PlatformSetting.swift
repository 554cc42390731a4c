import Store

/// What a store remembers about its platform (平台参数), set once.
enum PlatformSetting: String {
    case profile

    static let migrations = [
        Migration(
            "platform-001", "CREATE TABLE platform_setting (name TEXT PRIMARY KEY, value TEXT NOT NULL);")
    ]

    static func read(_ setting: PlatformSetting, from store: Store) async throws -> String? {
        try await store.read { session in
            try session.first(
                "SELECT value FROM platform_setting WHERE name = ?", [.text(setting.rawValue)]
            ) { try $0.text("value") }
        }
    }

    static func write(_ setting: PlatformSetting, _ value: String, to store: Store) async throws {
        try await store.write { session in
            _ = try session.run(
                "INSERT INTO platform_setting (name, value) VALUES (?, ?) ON CONFLICT (name) DO NOTHING",
                [.text(setting.rawValue), .text(value)])
        }
    }
}
