import ArgumentParser
import Platform
import Supervision

/// `yuanliu duties check | recount`: the counts behind duties and statistics (履职账).
struct DutiesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "duties", abstract: "职责与统计的计数 · the counts behind duties and statistics",
        subcommands: [Check.self, Recount.self])

    struct Check: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "check", abstract: "逐条核对计数与记录 · compare every count with what is on record")

        @OptionGroup var place: PlaceOptions

        func run() async throws {
            try await onPlatform(place.settings) { platform in
                let check = try await platform.duties.check()
                for difference in check.differences { complain(difference) }
                guard check.differencesCount == 0 else {
                    complain(
                        "计数与记录有 \(check.differencesCount) 处不符，可用 duties recount 重新计数 · "
                            + "\(check.differencesCount) differences: count again with duties recount")
                    throw ExitCode(1)
                }
                print("计数与记录一致 · counts and records agree: \(check.entries) 条 · entries")
            }
        }
    }

    struct Recount: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "recount", abstract: "由记录重新计数 · count again from what is on record")

        @OptionGroup var place: PlaceOptions

        func run() async throws {
            try await onPlatform(place.settings) { platform in
                try await platform.duties.recount()
                print("已重新计数 · counted again")
            }
        }
    }
}
