import ArgumentParser

/// `yuanliu`: the command line of the platform (命令行).
@main
struct Yuanliu: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "yuanliu",
        abstract: "源流：城市公共数据平台 · the city's platform for its public data",
        subcommands: [
            ServeCommand.self, SetUpCommand.self, CollectCommand.self, CatalogueCommand.self,
            ListsCommand.self, StandardsCommand.self, DemoCommand.self, ProfileCommand.self,
            LedgerCommand.self,
            CasesCommand.self, UpkeepCommand.self, DutiesCommand.self, AccountCommand.self,
            GenerateCommand.self, QualityCommand.self,
            MeasureCommand.self,
        ])
}
