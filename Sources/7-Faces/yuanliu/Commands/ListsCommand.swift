import ArgumentParser
import Catalogue
import Foundation
import Matters
import Platform
import Regulation
import Workbooks

/// `yuanliu lists`: the responsibility list and the negative list as files (责任清单与负面清单).
struct ListsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lists",
        abstract: "导出责任清单和负面清单 · the responsibility list and the negative list as files",
        subcommands: [Responsibility.self, Negative.self])

    /// The file to write, whose ending says in which form.
    struct Target: ParsableArguments {
        @Argument(help: "写入的 .xlsx 或 .csv 文件 · the .xlsx or .csv file to write") var file: String
        @Option(help: "只导出这个单位：名称或编号 · one body: its name or id") var body: String?
        @OptionGroup var place: PlaceOptions

        func validate() throws {
            guard TableFile.Form(path: file) != nil else {
                throw ValidationError("文件名须以 .xlsx 或 .csv 结尾 · the file must end in .xlsx or .csv")
            }
        }

        /// Writes what `export` makes in the form of the file's name.
        func write(
            _ export: @escaping (Platform, TableFile.Form, _ body: String?) async throws -> String
        ) async throws {
            let form = TableFile.Form(path: file) ?? .xlsx
            try await onPlatform(place.settings) { platform in
                let body = try await wanted(platform)
                try WorkbookFile.move(try await export(platform, form, body), to: file)
                print("已导出 · exported: \(file)")
            }
        }

        private func wanted(_ platform: Platform) async throws -> String? {
            guard let body else { return nil }
            return try await platform.body(named: body).id
        }
    }

    struct Responsibility: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "responsibility", abstract: "共享开放责任清单 · who answers for what is shared and opened")

        @OptionGroup var target: Target

        func run() async throws {
            try await target.write { platform, form, body in
                try await platform.catalogue.exportResponsibilities(
                    EntryFilter(body: body), as: form, in: try platform.workbookRoom())
            }
        }
    }

    struct Negative: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "negative",
            abstract: "负面清单及逐项理由、确认 · restrictions with their reasons and confirmation")

        @OptionGroup var target: Target
        @Option(help: "只导出这个确认状态 · one state: unconfirmed, confirmed, lapsed") var state: String?

        func run() async throws {
            let wanted = try state.map { text in
                guard let state = NegativeLine.State(rawValue: text) else {
                    throw ValidationError("没有这个状态 · no such state: \(text)")
                }
                return state
            }
            try await target.write { platform, form, body in
                try await platform.negativeList.export(
                    NegativeFilter(body: body, state: wanted), as: form, for: nil,
                    in: try platform.workbookRoom())
            }
        }
    }
}
