import ArgumentParser
import Foundation
import Intake
import Platform
import Regulation

/// Runs `work`; a refusal or a fault is printed in both languages and ends the program with a status of its own.
///
/// Errors of the command line itself (wrong options, an exit status that was chosen) pass through.
func reporting<T>(_ work: () async throws -> T) async throws -> T {
    do {
        return try await work()
    } catch let refusal as Refusal {
        for reason in refusal.reasons { complain(describe(reason)) }
        throw ExitCode(2)
    } catch let error where error is ExitCode || error is ValidationError || error is CleanExit {
        throw error
    } catch {
        let fault = Fault(error)
        complain(fault.description)
        throw ExitCode(fault.status)
    }
}

/// Runs `work` on an open platform, with ``reporting(_:)``, and closes it however the work ends.
func onPlatform<T>(
    _ settings: PlatformSettings, _ work: (Platform) async throws -> T
) async throws -> T {
    try await reporting {
        let platform = try await Platform.open(settings)
        do {
            let result = try await work(platform)
            await platform.close()
            return result
        } catch {
            await platform.close()
            throw error
        }
    }
}

func complain(_ text: String) {
    FileHandle.standardError.write(Data((text + "\n").utf8))
}

func describe(_ reason: Reason) -> String {
    var lines = ["拒绝 · refused [\(reason.code.name)] \(reason.code.title.zh) · \(reason.code.title.en)"]
    if let article = reason.article { lines.append("  依据 · article: \(article)") }
    if let detail = reason.detail { lines.append("  说明 · detail: \(detail.zh) · \(detail.en)") }
    if let field = reason.field { lines.append("  字段 · field: \(field)") }
    lines.append("  办法 · remedy: \(reason.code.remedy.zh) · \(reason.code.remedy.en)")
    return lines.joined(separator: "\n")
}

/// How a regulation stands, in words.
func describe(_ standing: Standing) -> Bilingual {
    switch standing {
    case .notYet(let from): Bilingual("\(from) 起施行", "in force from \(from)")
    case .inForce: Bilingual("现行有效", "in force")
    case .endingSoon(let until): Bilingual("即将失效，最后一日 \(until)", "ends soon: its last day is \(until)")
    case .ended(let until): Bilingual("已于 \(until) 失效", "ended on \(until)")
    }
}

/// What came of deliveries that had been cut short, where people should hear of it.
func complain(about outcome: Resumption) {
    for receipt in outcome.interrupted {
        complain(
            "交付 \(receipt.id)（\(receipt.code)）的暂存文件丢失或损坏，已中断，请重新交付 · delivery \(receipt.id) "
                + "(\(receipt.code)): its spooled file is gone or damaged; it must be delivered again")
    }
    for fault in outcome.faults {
        complain(
            "交付 \(fault.receipt.id)（\(fault.receipt.code)）暂时不能续办，将再次尝试 · delivery \(fault.receipt.id) "
                + "(\(fault.receipt.code)) cannot go on now and is tried again: \(Fault(fault.error))")
    }
}
