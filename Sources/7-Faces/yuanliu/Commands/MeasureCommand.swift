import ArgumentParser
import Catalogue
import DemoCity
import Foundation
import Platform

/// `yuanliu measure search | duplicates`: how long the platform's own functions take, for `scripts/bench` (测量).
struct MeasureCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "measure", abstract: "测量检索和查重用时 · time searches and the question for duplicates",
        subcommands: [Search.self, Duplicates.self])

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
                        search: milliseconds(found - begun), facets: milliseconds(ended - found),
                        total: page.total, first: page.entries.map(\.number))
                    print(String(decoding: try encoder.encode(line), as: UTF8.self))
                }
            }
        }
    }

    /// Asks for entries like one that is being compiled, as the page does.
    struct Duplicates: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "duplicates",
            abstract: "逐条查找重复采集并输出用时 · look for entries like each of some and print how long it took")

        @Option(help: "查几条 · entries to ask about") var count: Int = 300
        @Option(help: "以谁的身份 · as whom") var account: String = TrialCatalogue.account
        @OptionGroup var place: PlaceOptions

        private struct Line: Encodable {
            let similar: Double
            let found: Int
        }

        func validate() throws {
            guard (1...100_000).contains(count) else { throw ValidationError("--count: 1–100000") }
        }

        func run() async throws {
            try await onPlatform(place.settings) { platform in
                let actor = try await platform.parties.actor(account: account, channel: .console)
                let encoder = JSONEncoder()
                // Spread over the whole catalogue, the same ones in each run.
                let total = try await platform.catalogue.search(EntryFilter(pageSize: 1), for: actor).total
                let pages = min(total, EntryFilter.pageMax)
                for number in 0..<min(count, pages) {
                    let page = 1 + number * pages / min(count, pages)
                    guard
                        let entry = try await platform.catalogue.search(
                            EntryFilter(page: page, pageSize: 1), for: actor
                        ).entries.first
                    else { continue }
                    let clock = ContinuousClock()
                    let begun = clock.now
                    let similar = try await platform.catalogue.similar(
                        to: entry.content, of: actor.body.id, for: actor)
                    let line = Line(similar: milliseconds(clock.now - begun), found: similar.count)
                    print(String(decoding: try encoder.encode(line), as: UTF8.self))
                }
            }
        }
    }
}

private func milliseconds(_ duration: Duration) -> Double {
    Double(duration.components.seconds) * 1_000 + Double(duration.components.attoseconds) / 1e15
}
