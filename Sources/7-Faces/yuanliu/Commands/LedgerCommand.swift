import ArgumentParser
import Foundation
import Ledger
import Platform
import Regulation

/// `yuanliu ledger verify | checkpoint | proof | export`: the log that cannot be rewritten (台账).
struct LedgerCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ledger", abstract: "验证与导出台账 · verify and export the ledger",
        subcommands: [Verify.self, ShowCheckpoint.self, Proof.self, Export.self])

    struct Verify: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "verify", abstract: "逐条重算全部台账 · recompute the whole log, entry by entry")

        @Option(help: "已导出的台账目录，代替库 · an exported folder instead of the store") var folder: String?
        @OptionGroup var place: PlaceOptions

        func run() async throws {
            try await onPlatform(place.settings) { platform in
                let verifier = LedgerVerifier(
                    origin: platform.ledger.origin, verifiers: try platform.ledger.publicVerifiers())
                let result =
                    if let folder {
                        try await verifier.verify(LedgerFolder(folder))
                    } else {
                        try await verifyStore(platform, verifier)
                    }
                if let fault = result.fault {
                    let place = fault.position.map { "第 \($0) 条 · entry \($0): " } ?? ""
                    complain(
                        "台账不符 · the ledger is not sound: \(place)\(fault.message.zh) · \(fault.message.en)")
                    throw ExitCode(1)
                }
                print("台账完好 · sound: \(result.entries) 条 · entries")
                if let checkpoint = result.checkpoint { print(checkpoint.text, terminator: "") }
            }
        }

        /// What waits in the outbox is brought into the tree first, so that the whole log is proved.
        private func verifyStore(_ platform: Platform, _ verifier: LedgerVerifier) async throws
            -> LedgerVerification
        {
            var fault: LedgerError?
            do {
                while try await platform.ledger.integrate() > 0 {}
            } catch let error as LedgerError {
                // A damaged edge of the tree stops integration; the proof of the whole log says where.
                fault = error
            }
            let result = try await verifier.verify(StoredLedger(platform.store))
            if result.fault == nil, let fault { throw fault }
            return result
        }
    }

    struct ShowCheckpoint: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "checkpoint", abstract: "最新检查点和公钥 · the latest checkpoint and the public keys")

        @OptionGroup var place: PlaceOptions

        func run() async throws {
            try await onPlatform(place.settings) { platform in
                while try await platform.ledger.integrate() > 0 {}
                print(try await platform.ledger.checkpoint() ?? "尚无记录 · nothing recorded yet")
                for key in platform.ledger.verifierKeys { print(key) }
            }
        }
    }

    struct Proof: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "proof", abstract: "一条记录的离线证明 · an offline proof of one entry (.tlog-proof)")

        @Argument(help: "序号 · position, from 0") var position: Int64
        @OptionGroup var place: PlaceOptions

        func run() async throws {
            try await onPlatform(place.settings) { platform in
                print(try await platform.ledger.proof(at: position).text, terminator: "")
            }
        }
    }

    struct Export: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "export", abstract: "按公开形式导出全部台账 · write the log as it is served, for archives")

        @Argument(help: "目录 · folder") var folder: String
        @OptionGroup var place: PlaceOptions

        func run() async throws {
            try await onPlatform(place.settings) { platform in
                while try await platform.ledger.integrate() > 0 {}
                try await LedgerFolder(folder).write(platform.ledger)
                print("已导出 · exported: \(folder)")
            }
        }
    }
}
