import ArgumentParser
import Catalogue
import DemoCity
import Foundation
import Platform
import Regulation

/// `yuanliu generate persons | enterprises | catalogue`: rows and entries from a seed, for trials and measurements (生成测试数据).
struct GenerateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "generate", abstract: "按种子生成测试数据 · generate rows from a seed",
        subcommands: [Persons.self, Enterprises.self, TrialEntries.self])

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

    /// Entries for measurements, into a store of their own.
    struct TrialEntries: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "catalogue", abstract: "在空库中生成试验目录 · fill an empty store with trial entries")

        @Option(help: "条目数 · entries") var count: Int = 200_000
        @Option(help: "种子 · seed") var seed: UInt64 = 1
        @Flag(help: "都作为第一个单位的草稿，名称各不相同 · drafts of the first body, each with a name of its own")
        var drafts = false
        @OptionGroup var place: PlaceOptions

        func validate() throws {
            guard (1...Catalogue.trialMax).contains(count) else {
                throw ValidationError("条目数为 1 至 100 万 · entries are 1 to 1,000,000")
            }
        }

        func run() async throws {
            try await reporting {
                let territory = try GenerateCommand.territory(place)
                var settings = place.settings
                settings.profileOfNewStore = DemoCity.profile
                let platform = try await Platform.open(settings)
                try await TrialCatalogue(territory: territory, seed: seed)
                    .load(count, asDrafts: drafts, into: platform)
                try await platform.duties.fill()
                await platform.close()
                print("已生成 · made: \(count) 条 · entries, \(TrialCatalogue.account)")
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
