import ArgumentParser
import Catalogue
import DemoCity
import Foundation
import Platform

/// `yuanliu measure search`: how long the platform's own functions take, for `scripts/bench` (测量).
struct MeasureCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "measure", abstract: "测量检索用时 · time searches", subcommands: [Search.self])

    struct Search: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "search", abstract: "逐条检索并输出用时 · search for each line and print how long it took")

        @Option(help: "检索词，每行一个 · a search a line") var queries: String
        @Option(help: "以谁的身份 · as whom") var account: String = TrialCatalogue.account
        @OptionGroup var place: PlaceOptions

        private struct Line: Encodable {
            let search: Double
            let facets: Double
            let total: Int
            let first: [Int64]
        }

        func run() async throws {
            try await onPlatform(place.settings) { platform in
                let actor = try await platform.parties.actor(account: account, channel: .console)
                let encoder = JSONEncoder()
                for query in try String(contentsOfFile: queries, encoding: .utf8).split(separator: "\n") {
                    let filter = EntryFilter(words: String(query), pageSize: 10)
                    let clock = ContinuousClock()
                    let begun = clock.now
                    let page = try await platform.catalogue.search(filter, for: actor)
                    let found = clock.now
                    let counts = try await platform.catalogue.facets(filter, for: actor)
                    let ended = clock.now
                    guard counts.total == page.total else {
                        complain("分面与总数不符 · facets and total differ")
                        throw ExitCode(1)
                    }
                    let line = Line(
                        search: Self.milliseconds(found - begun), facets: Self.milliseconds(ended - found),
                        total: page.total, first: page.entries.map(\.number))
                    print(String(decoding: try encoder.encode(line), as: UTF8.self))
                }
            }
        }

        private static func milliseconds(_ duration: Duration) -> Double {
            Double(duration.components.seconds) * 1_000 + Double(duration.components.attoseconds) / 1e15
        }
    }
}
