import ArgumentParser
import Platform
import Upkeep

/// `yuanliu upkeep sweep`: reports overdue maintenance and updates upwards, as the server does by itself (目录维护).
struct UpkeepCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "upkeep", abstract: "目录维护 · upkeep of the catalogue", subcommands: [Sweep.self])

    struct Sweep: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "sweep",
            abstract: "把逾期的全面维护和更新任务上报上级 · report overdue maintenance and updates to whoever stands above")

        @OptionGroup var place: PlaceOptions

        func run() async throws {
            try await onPlatform(place.settings) { platform in
                let reported = try await platform.upkeep.reportOverdue()
                print("全面维护逾期单位 · bodies with overdue maintenance: \(reported.maintenance)")
                print("逾期更新任务 · overdue updates: \(reported.updates)")
            }
        }
    }
}
