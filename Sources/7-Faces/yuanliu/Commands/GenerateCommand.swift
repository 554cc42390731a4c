import ArgumentParser
import DemoCity
import Foundation
import Platform
import Regulation

/// `yuanliu generate persons | enterprises`: rows from a seed, for trials and measurements (生成测试数据).
struct GenerateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "generate", abstract: "按种子生成测试数据 · generate rows from a seed",
        subcommands: [Persons.self, Enterprises.self])

    struct Options: ParsableArguments {
        @Option(help: "行数 · rows") var count: Int = 20_000
        @Option(help: "种子 · seed") var seed: UInt64 = 1
        @Option(help: "CSV 文件 · CSV file") var output: String

        func validate() throws {
            guard (1...100_000_000).contains(count) else {
                throw ValidationError("行数为 1 至 1 亿 · rows are 1 to 100,000,000")
            }
        }
    }

    struct Persons: AsyncParsableCommand {
        @OptionGroup var options: Options
        @OptionGroup var place: PlaceOptions

        func run() async throws {
            try await reporting {
                let generator = PersonGenerator(seed: options.seed, territory: try territory(place))
                print(try generator.write(rows: options.count, to: options.output))
            }
        }
    }

    struct Enterprises: AsyncParsableCommand {
        @OptionGroup var options: Options
        @OptionGroup var place: PlaceOptions

        func run() async throws {
            try await reporting {
                let generator = EnterpriseGenerator(seed: options.seed, territory: try territory(place))
                print(try generator.write(rows: options.count, to: options.output))
            }
        }
    }

    private static func territory(_ place: PlaceOptions) throws -> Territory {
        let (library, _) = try ProfileFolder.read(place.profilesFolder)
        let id = place.profile ?? DemoCity.profile
        guard let profile = library[id], let territory = Territory.of(profile.jurisdiction) else {
            throw ValidationError("没有这个地区的生成资料 · no territory for profile \(id)")
        }
        return territory
    }
}
