import ArgumentParser
import Catalogue
import Foundation
import Parties
import Platform
import Regulation

/// `yuanliu catalogue`: the catalogue as Excel workbooks (目录工作簿), and its search index (目录检索索引).
struct CatalogueCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "catalogue",
        abstract: "目录的 Excel 导入导出与检索索引 · the catalogue as workbooks, and its search index",
        subcommands: [Export.self, Import.self, Template.self, Check.self, Rebuild.self])

    struct Export: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "export", abstract: "按国家导入模板的列序导出 · export in the national template's columns")

        @Argument(help: "写入的 .xlsx 文件 · the .xlsx file to write") var file: String
        @Option(help: "只导出这个单位：名称或编号 · one body: its name or id") var body: String?
        @Option(help: "只导出这个状态 · one state: draft, in-review, published, retired") var state: String?
        @OptionGroup var place: PlaceOptions

        func run() async throws {
            let wanted = try state.map { text in
                guard let state = Entry.State(rawValue: text) else {
                    throw ValidationError("没有这个状态 · no such state: \(text)")
                }
                return state
            }
            try await onPlatform(place.settings) { platform in
                var filter = EntryFilter(state: wanted)
                if let body { filter.facets[.body] = try await platform.body(named: body).id }
                let path = try await platform.catalogue.exportWorkbook(
                    filter, for: nil, in: try platform.workbookRoom())
                try WorkbookFile.move(path, to: file)
                print("已导出 · exported: \(file)")
            }
        }
    }

    struct Import: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "import", abstract: "导入为草稿，逐格报告问题 · import as drafts, with every fault by cell")

        @Argument(help: ".xlsx 文件 · the .xlsx file") var file: String
        @Option(name: .customLong("as"), help: "以谁的名义：账号 · whose account imports (YUANLIU_ACCOUNT)")
        var account: String?
        @Option(help: "把批注了问题的工作簿写到这里 · where to write the workbook with its comments") var report: String?
        @Flag(help: "保存没有问题的条目 · keep the entries without a fault") var keepGood = false
        @Flag(help: "只检查，不保存 · check only, keep nothing") var check = false
        @OptionGroup var place: PlaceOptions

        func validate() throws {
            if keepGood, check { throw ValidationError("--keep-good 与 --check 只选其一 · choose one of them") }
        }

        func run() async throws {
            guard let account = account ?? ProcessInfo.processInfo.environment["YUANLIU_ACCOUNT"] else {
                throw ValidationError("请用 --as 指定账号 · name an account with --as")
            }
            try await onPlatform(place.settings) { platform in
                let actor = try await platform.parties.actor(account: account, channel: .commandLine)
                let clock = ContinuousClock()
                let begun = clock.now
                let outcome = try await platform.catalogue.importWorkbook(
                    at: file, mode: check ? .check : keepGood ? .good : .whole, by: actor)
                print(EntryImportText(outcome, after: clock.now - begun))
                if let report, outcome.faultTotal > 0 {
                    let path = try await platform.catalogue.workbookReport(
                        of: file, outcome, in: try platform.workbookRoom())
                    try WorkbookFile.move(path, to: report)
                    print("批注工作簿 · workbook with comments: \(report)")
                }
                if outcome.faultTotal > 0 { throw ExitCode(1) }
            }
        }
    }

    struct Template: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "template", abstract: "写出空白模板 · write the empty template")

        @Argument(help: "写入的 .xlsx 文件 · the .xlsx file to write") var file: String
        @OptionGroup var place: PlaceOptions

        func run() async throws {
            try await onPlatform(place.settings) { platform in
                let path = try platform.catalogue.workbookTemplate(in: try platform.workbookRoom())
                try WorkbookFile.move(path, to: file)
                print("已写出 · written: \(file)")
            }
        }
    }

    struct Check: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "check", abstract: "逐条核对索引与条目 · compare the index with every entry")

        @OptionGroup var place: PlaceOptions

        func run() async throws {
            try await onPlatform(place.settings) { platform in
                let check = try await platform.catalogue.checkSearch()
                for difference in check.differences { complain(difference.description) }
                guard check.differencesCount == 0 else {
                    complain(
                        "索引与条目有 \(check.differencesCount) 处不符，可用 catalogue rebuild 重建 · "
                            + "\(check.differencesCount) differences: make the index again with catalogue rebuild"
                    )
                    throw ExitCode(1)
                }
                print("索引与条目一致 · index and entries agree: \(check.entries) 条 · entries")
            }
        }
    }

    struct Rebuild: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "rebuild", abstract: "由条目重建索引 · make the index again from the entries")

        @OptionGroup var place: PlaceOptions

        func run() async throws {
            try await onPlatform(place.settings) { platform in
                try await platform.catalogue.rebuildSearch()
                print("索引已重建 · the index was made again")
            }
        }
    }
}

extension Platform {
    /// The body of this name or id; refuses where there is none.
    func body(named text: String) async throws -> Body {
        let all = try await parties.allBodies(activeOnly: false)
        guard let found = all.first(where: { $0.id == text || $0.name == text }) else {
            throw Refusal(PartiesCodes.bodyNotFound)
        }
        return found
    }
}
