import ArgumentParser

@main
struct Yuanliu: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "yuanliu")
}
