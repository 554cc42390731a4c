import Cases
import Catalogue
import Parties
import Platform
import Regulation

extension DemoCityAtWork {
    /// Compiles a demo entry and takes it as far as its stage says; published ones get their rows.
    func compile(_ planned: DemoEntry) async throws {
        let compiler = try await actor("\(planned.body).data")
        var entry: Entry
        if let known = try await self.entry(planned.key) {
            entry = known
        } else {
            entry = try await platform.catalogue.draft(planned.content, by: compiler)
        }
        if entry.state == .draft, entry.reviewCase == nil {
            _ = try await platform.catalogue.submit(entry.id, by: compiler)
            entry = try await platform.catalogue.entry(entry.id, for: compiler)
        }
        if entry.state == .inReview, let review = entry.reviewCase {
            let file = try await platform.cases.file(review, for: compiler)
            switch planned.stage {
            case .published: try await approve(file)
            case .inReview: try await approve(file, leaving: 1)
            case .returned: try await returnOnce(file)
            }
            entry = try await platform.catalogue.entry(entry.id, for: compiler)
        }
        if planned.stage == .published { try await deliver(planned, to: entry) }
    }

    private func returnOnce(_ file: CaseFile) async throws {
        guard file.state == .open, !file.wasSupplemented, let step = file.current else { return }
        try await platform.decide(
            file.id, Decision(.returnOnce, note: "请一次补齐：登记类别的取值说明、失业登记注销的更新规则。"),
            by: try await holder(of: step))
    }
}
