import Catalogue
import Datasets
import Intake
import Parties
import Platform
import Regulation

extension DemoStory {
    /// Rows are checked at the door: what is found is exactly what the generator put in.
    func intake() async throws {
        narrator.chapter(4, "数据归集", "Intake")
        for key in ["population", "enterprises"] {
            guard let planned = city.entry(key) else { throw DemoCityError.incomplete(key) }
            let (entry, code) = try await work.published(key)
            let clerk = try await work.actor("\(planned.body).data")
            narrator.act(
                "\(clerk.body.name)向 \(code)“\(entry.content.name)”交付 \(planned.rows) 行",
                "\(planned.rows) rows are delivered")
            let known = try await platform.intake.receipts(of: entry, by: clerk).first
            let receipt = if let known { known } else { try await work.deliver(planned, to: entry) }
            try await compare(receipt, with: planned, by: clerk)
        }
        try await repeatDelivery()
        try await beyondScope()
    }

    private func compare(_ receipt: Receipt, with planned: DemoEntry, by clerk: Actor) async throws {
        let manifest = planned.generator.manifest(rows: planned.rows)
        narrator.evidence(
            "回执 \(receipt.id)：\(receipt.rowsRead) 行，入库 \(receipt.good)，问题 \(receipt.problems)，摘要 \(receipt.digest.prefix(16))…",
            "receipt: \(receipt.rowsRead) rows, \(receipt.good) stored, \(receipt.problems) set aside")
        var found: [CheckRule: Int] = [:]
        var last: ProblemRow?
        var shown = 0
        while true {
            let page = try await platform.intake.problems(of: receipt, by: clerk, after: last)
            guard !page.isEmpty else { break }
            for problem in page {
                found[problem.rule, default: 0] += 1
                if shown < 2 {
                    shown += 1
                    narrator.evidence(
                        "第 \(problem.line) 行 第 \(problem.item) 项 \(problem.rule.name.zh)，值摘要 \(problem.valueDigest.prefix(12))… "
                            + (problem.article.map(narrator.cite) ?? ""))
                }
            }
            last = page.last
        }
        for finding in Defect.Finding.allCases {
            guard let rule = finding.rule else { continue }
            let (expected, counted) = (manifest.count(finding), found[rule] ?? 0)
            guard expected > 0 || counted > 0 else { continue }
            narrator.evidence(
                "\(rule.name.zh)：检出 \(counted)，生成清单 \(expected)\(expected == counted ? "，一致" : "，不一致")",
                "\(rule.name.en): \(counted) found, \(expected) put in")
            try hold(expected == counted, "\(planned.key) \(rule.rawValue): \(counted), put in \(expected)")
        }
        try hold(
            receipt.rowsRead == manifest.rows && receipt.good == manifest.accepted
                && receipt.problems == manifest.setAside,
            "the receipt of \(planned.key) differs from what was put in")
        let standing = try await platform.datasets.standing(of: receipt.entry)
        narrator.evidence("数据集现有 \(standing?.rows ?? 0) 行", "\(standing?.rows ?? 0) rows in the dataset")
        try hold(
            standing?.rows == Int64(manifest.accepted), "the dataset holds other rows than were accepted")
    }

    private func repeatDelivery() async throws {
        guard let planned = city.entry("population") else { throw DemoCityError.incomplete("population") }
        let (entry, _) = try await work.published(planned.key)
        narrator.act("同一批数据重复交付", "The same delivery is made again")
        let before = try await platform.datasets.standing(of: entry.id)
        let again = try await work.deliver(planned, to: entry)
        let after = try await platform.datasets.standing(of: entry.id)
        narrator.evidence(
            "回执相同 \(again.id)，重复：\(again.repeated ? "是" : "否")；数据集 \(before?.rows ?? 0) → \(after?.rows ?? 0) 行",
            "the same receipt; nothing changed")
        try hold(again.repeated && before == after, "a repeated delivery changed something")
    }

    private func beyondScope() async throws {
        let (entry, _) = try await work.published("population")
        narrator.act("多交一列目录以外的“宗教信仰”", "A column beyond the entry is delivered")
        let clerk = try await work.actor("police.data")
        let row = city.persons.person(at: city.persons.soundRow())
        let text = """
            \(city.persons.header),religion
            \(row.idNumber),\(row.name),\(row.gender),\(row.birthDate),\(row.phone),\(row.address),\(row.division),\(row.updatedOn),无

            """
        try await refused(IntakeCodes.columnBeyondPlan) {
            try await platform.intake.deliver(Whole(bytes: Array(text.utf8)), to: entry, by: clerk)
        }
    }
}

/// A text that arrives in one piece.
private struct Whole: AsyncSequence, Sendable {
    let bytes: [UInt8]

    func makeAsyncIterator() -> Iterator { Iterator(rest: bytes) }

    struct Iterator: AsyncIteratorProtocol {
        var rest: [UInt8]?

        mutating func next() async -> [UInt8]? {
            defer { rest = nil }
            return rest
        }
    }
}

extension Defect.Finding {
    /// The rule of the door that finds it; nil for what no check of single items finds.
    public var rule: CheckRule? {
        switch self {
        case .required: .required
        case .identifier: .identifier
        case .type: .type
        case .length: .length
        case .duplicate: .duplicateKey
        case .nothing: nil
        }
    }
}
