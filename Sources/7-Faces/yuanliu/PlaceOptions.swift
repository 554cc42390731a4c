import ArgumentParser
import Foundation
import Platform

/// Where the platform is: shared by every command (位置选项).
struct PlaceOptions: ParsableArguments {
    @Option(name: .customLong("data"), help: "数据目录 · data directory (YUANLIU_DATA, else data/)")
    var dataDirectory: String?

    @Option(name: .customLong("profiles"), help: "规则档案目录 · folder of the profiles (YUANLIU_PROFILES)")
    var profilesDirectory: String?

    @Option(name: .customLong("profile"), help: "规则档案 · regulation profile (YUANLIU_PROFILE)")
    var profile: String?

    var settings: PlatformSettings {
        let environment = ProcessInfo.processInfo.environment
        return PlatformSettings(
            dataDirectory: dataDirectory ?? environment["YUANLIU_DATA"] ?? "data",
            database: environment["YUANLIU_DATABASE"].flatMap { $0.isEmpty ? nil : $0 },
            profilesDirectory: profilesFolder,
            profile: profile ?? environment["YUANLIU_PROFILE"],
            masterKeyFile: environment["YUANLIU_MASTER_KEY_FILE"])
    }

    /// Named, or beside the working folder, or beside one of the folders above the program itself.
    var profilesFolder: String {
        if let named = profilesDirectory ?? ProcessInfo.processInfo.environment["YUANLIU_PROFILES"] {
            return named
        }
        let program = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
        var folders = [URL(fileURLWithPath: FileManager.default.currentDirectoryPath)]
        var folder = program.deletingLastPathComponent()
        while folder.path != "/" {
            folders.append(folder)
            folder = folder.deletingLastPathComponent()
        }
        return folders.map { $0.appendingPathComponent("Profiles").path }
            .first { FileManager.default.fileExists(atPath: $0) } ?? "Profiles"
    }
}
