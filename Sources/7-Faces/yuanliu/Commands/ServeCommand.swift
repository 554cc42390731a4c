import ArgumentParser
import Cases
import DemoCity
import Foundation
import Logging
import Platform
import Regulation
import Server

/// `yuanliu serve`: the console, the API and the public ledger (服务).
struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve", abstract: "启动服务；空库时载入演示城市 · serve; loads the demo city into an empty store")

    @OptionGroup var place: PlaceOptions
    @Option(help: "地址 · address (YUANLIU_HOST, else 127.0.0.1)") var host: String?
    @Option(help: "端口 · port (YUANLIU_PORT, else 8080)") var port: Int?
    @Flag(help: "空库时不载入演示城市 · leave an empty store empty") var withoutDemo = false

    func run() async throws {
        let environment = ProcessInfo.processInfo.environment
        let host = host ?? environment["YUANLIU_HOST"] ?? "127.0.0.1"
        guard let port = port ?? Int(environment["YUANLIU_PORT"] ?? "8080"), (0...65_535).contains(port)
        else {
            throw ValidationError("端口为 0 至 65535 · a port is 0–65535")
        }
        var settings = place.settings
        if !withoutDemo { settings.profileOfNewStore = DemoCity.profile }
        try await onPlatform(settings) { platform in
            let demo = try withoutDemo ? nil : Self.demo(of: platform.profile)
            if let demo {
                if try await platform.isEmpty() {
                    print("空库，正在载入演示城市 · empty store: loading the demo city …")
                    fflush(nil)
                }
                try await demo.load(into: platform)
            }
            complain(about: try await platform.intake.resume())
            let application = try ServerApplication(
                platform: platform,
                settings: ServerSettings(
                    host: host, port: port, behindTLS: environment["YUANLIU_BEHIND_TLS"] == "1"))
            print("源流 · Yuanliu  http://\(host):\(port)  \(platform.profile.title.zh)")
            let standing = platform.profile.standing(on: platform.today)
            if standing != .inForce {
                let words = describe(standing)
                print("注意 · note: \(words.zh) · \(words.en)")
            }
            if let demo, try await demo.isOurs(platform) { printAccounts(of: demo) }
            fflush(nil)
            try await Self.run(application, on: platform)
        }
    }

    /// Serves until the program is told to end; beside it the ledger is integrated, and what another process of
    /// this folder left unfinished is taken up.
    private static func run(_ application: ServerApplication, on platform: Platform) async throws {
        var logger = Logger(label: "yuanliu")
        logger.logLevel = .warning
        let log = logger
        let beside = [
            Task {
                await platform.ledger.integrateContinually(every: .milliseconds(500)) { fault in
                    log.warning("integration: \(Fault(fault))")
                }
            },
            Task {
                await platform.intake.resumeContinually { outcome in
                    switch outcome {
                    case .success(let outcome): complain(about: outcome)
                    case .failure(let fault): log.warning("deliveries: \(Fault(fault))")
                    }
                }
            },
            Task {
                await platform.cases.escalateContinually(every: .seconds(600)) { fault in
                    log.warning("sweep of overdue cases: \(Fault(fault))")
                }
            },
            Task {
                await platform.roster.remindContinually(every: .seconds(600)) { fault in
                    log.warning("reminders of the roster: \(Fault(fault))")
                }
            },
            Task {
                await platform.upkeep.reportContinually(every: .seconds(600)) { fault in
                    log.warning("sweep of overdue upkeep: \(Fault(fault))")
                }
            },
            Task {
                await platform.quality.checkContinually(every: .seconds(60)) { fault in
                    log.warning("checks of data quality: \(Fault(fault))")
                }
            },
        ]
        defer { for task in beside { task.cancel() } }
        try await application.build(logger: log).runService()
    }

    /// The demo city of the regulation; nil where there is none for its place.
    private static func demo(of profile: Profile) throws -> DemoCity? {
        do {
            return try DemoCity(profile: profile)
        } catch DemoCityError.noTerritory {
            return nil
        }
    }

    private func printAccounts(of demo: DemoCity) {
        print("演示账号（口令都是 \(DemoCity.password)） · demo accounts (one password for all):")
        for account in demo.accounts {
            let body = demo.body(account.body)?.name ?? account.body
            print("  \(account.account)\t\(body)\t\(account.roles.sorted().joined(separator: ", "))")
        }
    }
}
