import ArgumentParser
import DemoCity
import Foundation
import Platform

/// `yuanliu demo`: plays the whole story on a fresh store and prints each step with its evidence (演示).
struct DemoCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "demo", abstract: "在新库上演示全部流程并打印证据 · play the whole story, with evidence")

    @OptionGroup var place: PlaceOptions
    @Option(help: "种子 · seed") var seed: UInt64 = DemoCity.seedDefault

    func run() async throws {
        var settings = place.settings
        settings.profileOfNewStore = DemoCity.profile
        try await onPlatform(settings) { platform in
            guard try await platform.isEmpty() else {
                throw ValidationError(
                    "演示需要空的数据目录，请用 --data 指定 · the demo needs an empty data directory: name one with --data")
            }
            try await DemoStory.play(platform, seed: seed) { line in
                print(line)
                fflush(nil)
            }
        }
    }
}
