import ArgumentParser
import Cases
import Platform

/// `yuanliu cases sweep`: reports overdue steps upwards, as the server does by itself (办件).
struct CasesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cases", abstract: "办件 · cases", subcommands: [Sweep.self])

    struct Sweep: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "sweep",
            abstract: "把逾期环节上报上级，提醒名册逾期和年度总结 · report overdue steps, remind of rosters and summaries")

        @Option(help: "一次最多上报多少件 · cases at the most (1–\(Cases.sweepMax))") var limit = Cases.sweepMax
        @OptionGroup var place: PlaceOptions

        func validate() throws {
            guard (1...Cases.sweepMax).contains(limit) else {
                throw ValidationError("--limit: 1–\(Cases.sweepMax)")
            }
        }

        func run() async throws {
            try await onPlatform(place.settings) { platform in
                let reported = try await platform.cases.escalateOverdue(limit: limit)
                print("已上报 · reported: \(reported)")
                let reminded = try await platform.roster.remind()
                print("已提醒 · reminded: \(reminded)")
            }
        }
    }
}
