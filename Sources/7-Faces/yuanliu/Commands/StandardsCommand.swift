import ArgumentParser
import Catalogue
import Foundation
import Platform
import Regulation

/// `yuanliu standards …`: data standards at the command line (数据标准).
struct StandardsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "standards", abstract: "数据标准与代码 · data standards and codes",
        subcommands: [ImportDivisions.self])

    /// `yuanliu standards import-divisions FILE --kind history --as ACCOUNT`.
    struct ImportDivisions: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "import-divisions",
            abstract: "导入行政区划代码及沿革 · import division codes and their history")

        @Argument(help: "CSV 文件 · CSV file") var file: String
        @Option(help: "history: code,year,name · current: code,name · changes: old,year,new")
        var kind: DivisionFile = .history
        @Option(name: .customLong("as"), help: "以谁的名义：审核人员账号 · account of a reviewer (YUANLIU_ACCOUNT)")
        var account: String?
        @OptionGroup var place: PlaceOptions

        func run() async throws {
            try await onPlatform(place.settings) { platform in
                let name = account ?? ProcessInfo.processInfo.environment["YUANLIU_ACCOUNT"] ?? ""
                guard let bytes = FileManager.default.contents(atPath: file) else {
                    throw PlatformError.unreadable(file)
                }
                let actor = try await platform.parties.actor(account: name, channel: .commandLine)
                let done = try await platform.standards.importDivisions(Array(bytes), kind: kind, by: actor)
                print("已导入 \(done.rows) 条；代码 \(done.codes) 个，旧代码 \(done.former) 个，其中已知替代 \(done.followed) 个")
                print(
                    "\(done.rows) rows; \(done.codes) codes, \(done.former) old, \(done.followed) with a successor"
                )
            }
        }
    }
}

extension DivisionFile: ExpressibleByArgument {}
