import Foundation
import Ledger
import Platform
import Regulation

extension DemoStory {
    /// Every act and every access is in the ledger; the whole log is proved, and one flipped byte is found.
    func ledger() async throws {
        narrator.chapter(7, "台账", "Ledger")
        while try await platform.ledger.integrate() > 0 {}
        let (_, code) = try await work.published("population")
        let usages = try await platform.ledger.usages(UsageFilter(entry: code))
        let answered = usages.filter { $0.content.outcome == .answered }.count
        narrator.act("\(code) 的使用记录：\(usages.count) 条", "Usage records of the entry: \(usages.count)")
        narrator.evidence(
            "应答 \(answered)，拒绝 \(usages.count - answered)",
            "\(answered) answered, \(usages.count - answered) refused")
        try hold(answered == 4 && usages.count == 8, "not every call left its record")
        if let usage = usages.first(where: { $0.content.means == "query" && $0.content.outcome == .answered })
        {
            tell(usage.content, at: usage.position)
        }
        let verifier = LedgerVerifier(
            origin: platform.ledger.origin, verifiers: try platform.ledger.publicVerifiers())
        narrator.act("逐条重算全部台账", "The whole log is recomputed")
        let sound = try await verifier.verify(StoredLedger(platform.store))
        try hold(sound.isSound, "the ledger is not sound")
        narrator.evidence(
            "完好：\(sound.entries) 条，树根 \(sound.checkpoint.map { hex($0.root) } ?? "")",
            "sound: \(sound.entries) entries, root")
        try await flipOneByte(verifier)
    }

    private func hex(_ root: TreeHash) -> String {
        root.bytes.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
    }

    private func tell(_ usage: UsageRecord, at position: Int64) {
        let at = usage.at.minuteText(offsetSeconds: platform.profile.utcOffsetSeconds)
        let article = platform.profile.article(for: .usageRecord).map(narrator.cite) ?? ""
        narrator.evidence("第 \(position) 号 \(article)", "its position and article")
        narrator.evidence("具体用途 \(usage.purpose)", "purpose")
        narrator.evidence("使用人员 \(usage.user)", "user")
        narrator.evidence("批准人员 \(usage.approver)", "approver")
        narrator.evidence(
            "数据内容 \(usage.content)；对象摘要 \(usage.subjectDigest.prefix(16))…", "content; digest of the subject")
        narrator.evidence("获取时间 \(at)；获取方式 \(usage.means)；介质类型 \(usage.medium)", "time; means; medium")
    }

    /// Changes one byte of an exported copy, and lets the verifier name the entry.
    private func flipOneByte(_ verifier: LedgerVerifier) async throws {
        let path = platform.settings.dataDirectory + "/demo-ledger-" + platform.surroundings.newID()
        defer { try? FileManager.default.removeItem(atPath: path) }
        let folder = LedgerFolder(path)
        try await folder.write(platform.ledger)
        try hold(try await verifier.verify(folder).isSound, "the exported ledger is not sound")
        let size = try await platform.ledger.size()
        let position = size / 2
        let bundle = position / 256
        let width = min(256, size - bundle * 256)
        let file = LedgerPath.entries(bundle: bundle, width: width == 256 ? nil : Int(width))
        let url = URL(fileURLWithPath: "\(path)/\(file)")
        var bytes = [UInt8](try Data(contentsOf: url))
        var start = 0
        for _ in 0..<(position - bundle * 256) {
            start += 2 + (Int(bytes[start]) << 8 | Int(bytes[start + 1]))
        }
        bytes[start + 12] ^= 1
        try Data(bytes).write(to: url)
        narrator.act(
            "导出台账，把第 \(position) 号记录改动一个比特", "The log is exported and one bit of entry \(position) is flipped"
        )
        let found = try await verifier.verify(folder)
        guard let fault = found.fault else { throw DemoCityError.storyBroken("a flipped bit was not found") }
        narrator.evidence("✗ \(fault.message.zh)", fault.message.en)
        try hold(
            fault.position == position, "the fault was found at \(fault.position ?? -1), not \(position)")
    }
}
