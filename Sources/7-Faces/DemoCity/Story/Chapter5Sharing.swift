import Cases
import Catalogue
import Exchange
import Foundation
import Parties
import Platform
import Protection
import Regulation

extension DemoStory {
    /// Another department finds the data and applies; what comes of it is a grant bound to a system.
    func sharing() async throws -> Grant {
        narrator.chapter(5, "共享申请和授权", "Sharing")
        let applicant = try await work.actor("social.data")
        let found = try await platform.catalogue.search(EntryFilter(words: "人口"), for: applicant)
        narrator.act("\(applicant.body.name)在目录中检索“人口”", "Another department searches the catalogue")
        for entry in found.entries {
            let type = platform.profile.sharingType(entry.content.sharing)?.word.zh ?? ""
            narrator.evidence("\(entry.code ?? "") \(entry.content.name) \(type)")
        }
        try await refusedApplications(by: applicant)
        for planned in city.applications(on: platform.today) where planned.entry == "hospitals" {
            try await work.share(planned)
            try await tellUnconditional(planned)
        }
        guard let planned = city.applications(on: platform.today).first(where: { $0.entry == "population" })
        else {
            throw DemoCityError.incomplete("population")
        }
        let grant = try await conditional(planned, by: applicant)
        for planned in city.applications(on: platform.today) where planned.stage != .granted {
            try await work.share(planned)
        }
        return grant
    }

    private func refusedApplications(by applicant: Actor) async throws {
        let system = try await work.system("pension")
        let complete = city.applications(on: platform.today)[0].content
        narrator.act("申请不予共享的数据", "Data that is not shared is applied for")
        let sealed = try await work.published("sealed-records")
        var content = complete
        content.items = sealed.entry.content.items.map { GrantedItem(field: $0.field, transform: .none) }
        try await refused(ExchangeCodes.notShared) {
            try await platform.exchange.apply(
                content, entryCode: sealed.code, system: system.id, by: applicant)
        }
        narrator.act("申请缺使用依据和使用场景，一次性全部告知", "Basis and scene are missing: told once and in full")
        content = complete
        content.basis = ""
        content.scene = ""
        let population = try await work.published("population")
        let refusal = try await refused(ExchangeCodes.applicationElement) {
            try await platform.exchange.apply(
                content, entryCode: population.code, system: system.id, by: applicant)
        }
        try hold(refusal.reasons.count == 2, "not every missing element was told")
    }

    private func tellUnconditional(_ planned: DemoApplication) async throws {
        let applicant = try await work.actor("civil.data")
        let (entry, code) = try await work.published(planned.entry)
        narrator.act(
            "\(applicant.body.name)申请无条件共享的 \(code)“\(entry.content.name)”",
            "Unconditional data takes the short way")
        let applications = try await platform.exchange.applications(for: applicant)
        guard let application = applications.first(where: { $0.entry == entry.id }),
            let id = application.grant
        else {
            throw DemoCityError.storyBroken("no grant came of unconditional data")
        }
        try await tell(application.caseID)
        tell(try await platform.exchange.grant(id, for: applicant))
    }

    /// The applicant's head consents, the provider narrows, the authority reviews.
    private func conditional(_ planned: DemoApplication, by applicant: Actor) async throws -> Grant {
        let system = try await work.system(planned.system)
        let (entry, code) = try await work.published(planned.entry)
        narrator.act(
            "\(applicant.body.name)以“\(planned.content.scene)”为场景申请 \(code)“\(entry.content.name)”，供“\(system.name)”使用",
            "Conditional data is applied for, for one system")
        let application = try await platform.exchange.apply(
            planned.content, entryCode: code, system: system.id, by: applicant)
        var file = try await platform.cases.file(application.caseID, for: applicant)
        while file.state == .open, let step = file.current {
            let reviewer = try await work.holder(of: step)
            let decision =
                reviewer.body.id == entry.body
                ? Decision(.approve, note: "地址不予提供，姓名和证件号码可用于核验。", amendment: try narrowed(application))
                : Decision(.approve, note: "同意。")
            file = try await platform.decide(file.id, decision, by: reviewer)
        }
        try await tell(application.caseID)
        let decided = try await platform.exchange.application(application.id, for: applicant)
        guard let id = decided.grant else { throw DemoCityError.storyBroken("no grant came of the review") }
        let grant = try await platform.exchange.grant(id, for: applicant)
        tell(grant)
        try hold(
            !grant.items.contains { $0.field == "address" }, "the reviewer's narrowing is not in the grant")
        return grant
    }

    /// The items as the provider leaves them: without the address.
    private func narrowed(_ application: Application) throws -> String {
        let items = application.content.items.filter { $0.field != "address" }
        return String(decoding: try JSONEncoder().encode(items), as: UTF8.self)
    }

    private func tell(_ grant: Grant) {
        let items = grant.items.map { "\($0.field)=\($0.transform.rawValue)" }.joined(separator: "、")
        narrator.evidence(
            "授权 \(grant.id)：\(items)；方式 \(grant.forms.map(\.rawValue).sorted().joined(separator: "、"))；\(grant.from) 至 \(grant.until)",
            "grant: items, forms, term")
        narrator.evidence("批准人员 \(grant.approver)", "approved by")
    }
}
