import Cases
import Exchange
import Parties
import Platform
import Protection
import Regulation

/// An application that a body of the demo city makes (演示申请).
struct DemoApplication: Sendable {
    let system: String
    let entry: String
    let content: ApplicationContent
    let stage: Stage

    enum Stage: Sendable {
        case granted
        /// Waits for the provider.
        case waiting
        case returned
    }
}

extension DemoCity {
    /// The applications with which the demo begins: some granted, some under way.
    func applications(on today: LocalDate) -> [DemoApplication] {
        let until = today.adding(months: 12)
        func content(
            _ basis: String, _ scene: String, _ purpose: String, _ scope: String, _ forms: Set<UseForm>,
            _ fields: [String]
        ) -> ApplicationContent {
            ApplicationContent(
                basis: basis, scene: scene, purpose: purpose, scope: scope, forms: forms,
                items: fields.map { GrantedItem(field: $0, transform: .none) }, until: until)
        }
        return [
            DemoApplication(
                system: "pension", entry: "population",
                content: content(
                    "《中华人民共和国社会保险法》第七十四条", "养老保险待遇领取资格认证", "核验领取养老保险待遇人员的身份和居住状态", "社会保险经办机构待遇审核岗位",
                    [.verify, .query], ["id_number", "name", "birth_date", "address"]),
                stage: .granted),
            DemoApplication(
                system: "assistance", entry: "hospitals",
                content: content(
                    "《社会救助暂行办法》", "医疗救助定点机构核对", "核对医疗救助票据的开具机构", "社会救助核对岗位", [.verify, .query],
                    ["licence_no", "name", "grade", "address"]),
                stage: .granted),
            DemoApplication(
                system: "fund", entry: "marriages",
                content: content(
                    "《住房公积金管理条例》第二十四条", "夫妻共同提取住房公积金", "核验共同提取人的婚姻登记状态", "提取审核岗位", [.verify],
                    ["certificate_no", "man_id", "woman_id", "kind"]),
                stage: .waiting),
            DemoApplication(
                system: "credit", entry: "insurance",
                content: content(
                    "《企业信息公示暂行条例》", "企业年度报告抽查", "核验企业公示的参保人数", "信用监管抽查岗位", [.verify],
                    ["id_number", "employer_code", "status"]),
                stage: .waiting),
            DemoApplication(
                system: "counter", entry: "estates",
                content: content(
                    "《优化营商环境条例》", "入学报名房产核验", "核验入学报名家庭的房产坐落", "窗口受理岗位", [.verify],
                    ["unit_no", "holder_id", "address"]),
                stage: .returned),
        ]
    }
}

extension DemoCityAtWork {
    /// Makes an application and takes it as far as its stage says.
    func share(_ planned: DemoApplication) async throws {
        let system = try await system(planned.system)
        guard let user = city.systems.first(where: { $0.key == planned.system }) else { return }
        let applicant = try await actor("\(user.body).data")
        let (entry, code) = try await published(planned.entry)
        let known = try await platform.exchange.applications(for: applicant, limit: 200)
        let application: Application
        if let made = known.first(where: { $0.entry == entry.id && $0.system == system.id }) {
            application = made
        } else {
            application = try await platform.exchange.apply(
                planned.content, entryCode: code, system: system.id, by: applicant)
        }
        let file = try await platform.cases.file(application.caseID, for: applicant)
        switch planned.stage {
        case .granted: try await approve(file)
        case .waiting: try await approve(file, leaving: file.steps.count - 1)
        case .returned:
            let waiting = try await approve(file, leaving: file.steps.count - 1)
            guard waiting.state == .open, !waiting.wasSupplemented, let step = waiting.current else { return }
            try await platform.decide(
                waiting.id, Decision(.returnOnce, note: "请一次补齐：核验所依据的具体条款、使用期限的理由。"),
                by: try await holder(of: step))
        }
    }
}
