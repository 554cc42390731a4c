import ArgumentParser
import Parties
import Platform
import Regulation

/// `yuanliu account list | password`: accounts, for the machine's owner (账号).
struct AccountCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "account", abstract: "列出账号、重设口令 · list accounts, set a password anew",
        subcommands: [List.self, Password.self])

    struct List: AsyncParsableCommand {
        @OptionGroup var place: PlaceOptions

        func run() async throws {
            try await onPlatform(place.settings) { platform in
                for body in try await platform.parties.allBodies() {
                    for person in try await platform.parties.people(in: body.id) {
                        print(
                            "\(person.account)\t\(body.name)\t\(person.name)\t\(person.roles.sorted().joined(separator: ","))"
                        )
                    }
                }
            }
        }
    }

    struct Password: AsyncParsableCommand {
        @Argument(help: "账号 · account") var account: String
        @OptionGroup var place: PlaceOptions

        func run() async throws {
            try await onPlatform(place.settings) { platform in
                let actor = try await platform.parties.actor(account: account, channel: .commandLine)
                print("请输入新口令 · new password: ", terminator: "")
                guard let password = readLine(strippingNewline: true), !password.isEmpty else {
                    throw ValidationError("没有输入口令 · no password was given")
                }
                try await platform.parties.setPassword(password, of: actor.id, by: nil)
                print("已重设，其他会话已结束 · set; other sessions have ended")
            }
        }
    }
}
