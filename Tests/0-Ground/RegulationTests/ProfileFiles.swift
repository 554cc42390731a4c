import Foundation
import Regulation

/// The files of `Profiles/`, as the platform reads them.
enum ProfileFiles {
    static let folder = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "Profiles")

    static let names = [
        "national-2025", "zhuzhou-2020", "taijiang-2022", "jingzhou-2024", "guiyang-guian-2024",
        "guiyang-2017",
    ]

    /// The text of a file in `Profiles/`.
    static func text(_ name: String) throws -> String {
        try String(contentsOf: folder.appending(path: name), encoding: .utf8)
    }

    /// Read once for all tests: reading is pure.
    private static let shared = Result {
        let files = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
            .filter { $0.hasSuffix(".yaml") }.map { (file: $0, text: try text($0)) }
        return ProfileLibrary.read(files, digest: digest)
    }

    static func library() throws -> ProfileLibrary { try shared.get() }

    /// A digest good enough to tell texts apart; the platform passes SHA-256.
    static func digest(_ text: String) -> String {
        String(
            text.utf8.reduce(UInt64(14_695_981_039_346_656_037)) { ($0 ^ UInt64($1)) &* 1_099_511_628_211 },
            radix: 16)
    }

    static func calendar() throws -> String { try text("calendar/holidays-2024-2026.csv") }
}
