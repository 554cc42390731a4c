import ArgumentParser
import Catalogue
import Platform

/// `yuanliu catalogue check | rebuild`: the search index beside the entries (目录检索索引).
struct CatalogueCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "catalogue", abstract: "核对与重建检索索引 · check and rebuild the search index",
        subcommands: [Check.self, Rebuild.self])

    struct Check: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "check", abstract: "逐条核对索引与条目 · compare the index with every entry")

        @OptionGroup var place: PlaceOptions

        func run() async throws {
            try await reporting {
                let platform = try await Platform.open(place.settings)
                let check = try await platform.catalogue.checkSearch()
                await platform.close()
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
            try await reporting {
                let platform = try await Platform.open(place.settings)
                try await platform.catalogue.rebuildSearch()
                await platform.close()
                print("索引已重建 · the index was made again")
            }
        }
    }
}
