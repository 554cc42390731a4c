import ArgumentParser
import Foundation
import Intake
import Parties
import Platform
import Regulation

/// `yuanliu collect FILE --entry CODE`: delivers a file of rows (归集).
struct CollectCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "collect", abstract: "把文件归集到目录条目 · deliver a file against a catalogue entry")

    @Argument(help: "CSV 文件 · CSV file") var file: String
    @Option(help: "信息资源代码 · resource code, 301001/000001") var entry: String
    @Option(name: .customLong("as"), help: "以谁的名义：账号 · whose account delivers (YUANLIU_ACCOUNT)")
    var account: String?
    @Flag(help: "文件没有表头，按信息项顺序 · no header, items in order") var headerless = false
    @OptionGroup var place: PlaceOptions

    func run() async throws {
        try await onPlatform(place.settings) { platform in
            complain(about: try await platform.intake.resume())
            let actor = try await platform.localActor(
                account ?? ProcessInfo.processInfo.environment["YUANLIU_ACCOUNT"], deliveringTo: entry)
            let target = try await platform.catalogue.entry(entry, for: actor)
            let receipt = try await platform.intake.deliver(
                file: file, to: target, by: actor,
                options: DeliveryOptions(header: headerless ? .absent : .auto))
            print(ReceiptText(receipt))
        }
    }
}
