import ArgumentParser
import Foundation
import Platform
import Regulation
import Store
import Workbooks

/// Runs `work`; a refusal or a fault is printed in both languages and ends the program with a status of its own.
func reporting<T>(_ work: () async throws -> T) async throws -> T {
    do {
        return try await work()
    } catch let refusal as Refusal {
        for reason in refusal.reasons { complain(describe(reason)) }
        throw ExitCode(2)
    } catch let fault as StoreError {
        complain("存储故障 · store fault: \(fault)")
        throw ExitCode(3)
    } catch let fault as WorkbookError {
        complain("工作簿文件故障 · workbook fault: \(describe(fault))")
        throw ExitCode(3)
    } catch WorkbookFileError.unwritable(let path) {
        complain("无法写入 · cannot write: \(path)")
        throw ExitCode(3)
    } catch let fault as PlatformError {
        complain(describe(fault))
        throw ExitCode(4)
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

private func describe(_ fault: WorkbookError) -> String {
    switch fault {
    case .unreadable: "无法读取文件 · the file cannot be read"
    case .unwritable: "无法写入文件 · the file cannot be written"
    case .library(let call): call
    }
}

private func describe(_ fault: PlatformError) -> String {
    switch fault {
    case .unreadable(let path): "无法读取 · cannot read: \(path)"
    case .noProfile(let available):
        "请用 --profile 选择规则档案 · choose a regulation with --profile: \(available.joined(separator: ", "))"
    case .profileUnusable(let id): "规则档案不可用 · the profile cannot be used: \(id)"
    case .profileDiffers(let stored, let asked):
        "本库按 \(stored) 建立，不能改用 \(asked) · the store was set up under \(stored), not \(asked)"
    }
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
