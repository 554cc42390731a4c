import ArgumentParser
import Foundation
import Parties
import Platform
import Quality
import Standards

/// `yuanliu quality`: checks the data at rest and tells the scores (数据质量).
struct QualityCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "quality", abstract: "数据质量 · quality of data at rest",
        subcommands: [Run.self, Sweep.self])

    struct Run: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "run",
            abstract: "检查一个目录或全部有数据的目录 · check the data of one entry, or of all that have any")

        @OptionGroup var place: PlaceOptions
        @Option(help: "信息资源代码 · resource code") var entry: String?
        @Option(help: "办理人账号 · account of the person; the command line itself by default") var account:
            String?

        func run() async throws {
            try await onPlatform(place.settings) { platform in
                if let entry {
                    try await check(entry, on: platform)
                    return
                }
                for code in try await platform.quality.codesWithData() { try await check(code, on: platform) }
            }
        }

        private func check(_ code: String, on platform: Platform) async throws {
            let started = Date()
            let run: QualityRun
            if let account {
                run = try await platform.quality.run(
                    code, by: try await platform.parties.actor(account: account, channel: .commandLine))
            } else {
                let entry = try await platform.store.read {
                    try platform.catalogue.entry(code: code, in: $0)
                }
                run = try await platform.quality.check(entry.id, cause: .person, actor: "system:command-line")
            }
            let seconds = Date().timeIntervalSince(started)
            print(
                "\(code)  第\(run.number)次检查 · check \(run.number)  "
                    + "行 · rows \(run.rows)  问题 · problems \(run.problems)  "
                    + "得分 · score \(QualityScore.percent(run.score))  \(String(format: "%.2f", seconds)) s")
            let results = try await platform.store.read {
                try platform.quality.results(of: run.number, in: $0)
            }
            for result in results {
                let name = result.title.isEmpty ? result.kind.name.zh : result.title
                let items = result.items.map(String.init).joined(separator: ",")
                print(
                    "  \(result.indicator.rawValue) \(result.kind.rawValue) [\(items)] \(name)  "
                        + "A=\(result.count.a) B=\(result.count.b)  \(QualityScore.percent(result.score))")
            }
        }
    }

    struct Sweep: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "sweep",
            abstract: "检查等待检查的目录 · check what waits, as the server does by itself")

        @OptionGroup var place: PlaceOptions

        func run() async throws {
            try await onPlatform(place.settings) { platform in
                print("检查次数 · checks: \(try await platform.quality.sweep())")
            }
        }
    }
}
