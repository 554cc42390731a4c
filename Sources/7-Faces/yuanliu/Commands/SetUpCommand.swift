import ArgumentParser
import Parties
import Platform
import Regulation

/// `yuanliu setup`: makes a city's store with its first body and its first administrator (初始化).
struct SetUpCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "setup", abstract: "建立本市的库和第一个管理员 · make the store and its first administrator")

    @OptionGroup var place: PlaceOptions
    @Option(help: "数据主管部门名称 · name of the data authority") var body: String
    @Option(help: "统一社会信用代码 · its unified social credit code") var creditCode: String
    @Option(help: "管理员账号 · administrator's account") var account: String = "admin"
    @Option(help: "管理员姓名 · administrator's name") var name: String

    func run() async throws {
        try await onPlatform(place.settings) { platform in
            guard try await platform.isEmpty() else {
                throw ValidationError("库中已有单位，请在控制台管理 · the store is in use: manage it in the console")
            }
            let password = try readPassword()
            let body = try await platform.parties.addBody(
                name: body, creditCode: creditCode, kind: .authority,
                division: platform.profile.jurisdiction.division, level: platform.profile.jurisdiction.level,
                by: nil)
            _ = try await platform.parties.addPerson(
                account: account, name: name, body: body.id, roles: ["administrator", "authority-reviewer"],
                password: password, by: nil)
            print("已建立 · ready: \(platform.profile.title.zh), \(body.name), \(account)")
        }
    }

    /// From standard input, so that it stays out of the process list and the shell's history.
    private func readPassword() throws -> String {
        print("请输入管理员口令 · administrator's password: ", terminator: "")
        guard let password = readLine(strippingNewline: true), !password.isEmpty else {
            throw ValidationError("没有输入口令 · no password was given")
        }
        return password
    }
}
