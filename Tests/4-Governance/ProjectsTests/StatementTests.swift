import Foundation
import Guomi
import Matters
import Parties
import Platform
import Regulation
import Store
import TestCity
import Testing

@testable import Projects

@Suite("Statements on projects")
struct StatementTests {
    static let content = ProjectContent(
        name: "智慧公交", number: "株信〔2026〕7", budget: 3_000_000,
        systems: [PlannedSystem(name: "公交系统", interfaces: "接口说明书")],
        entries: [PlannedEntry(name: "公交站点", system: "公交系统")])

    @Test(
        "Statements issued at once are numbered one after the other, without a gap and none twice",
        arguments: TestEngine.available)
    func numbering(engine: TestEngine) async throws {
        let city = try await TestCity.open(engine)
        let projects = city.platform.projects
        let keeper = try await city.actor("police.data-staff")
        let reviewer = try await city.actor("authority.authority-reviewer")
        var ids: [String] = []
        for number in 0..<8 {
            var content = Self.content
            content.number = "项目\(number)"
            ids.append(try await projects.register(content, by: keeper).id)
        }
        // Between those that succeed stand some that are refused: they take no number.
        let issued = try await withThrowingTaskGroup(of: Statement?.self) { group in
            for (index, id) in ids.enumerated() {
                group.addTask { try await projects.issue(.approval, of: id, by: reviewer) }
                if index.isMultiple(of: 2) {
                    group.addTask {
                        await #expect(throws: Refusal.self) {
                            try await projects.issue(.approval, of: id, by: keeper)
                        }
                        return nil
                    }
                }
            }
            return try await group.reduce(into: [Statement]()) { if let one = $1 { $0.append(one) } }
        }
        #expect(issued.map(\.number).sorted() == Array(1...8))
        #expect(Set(issued.map(\.content.title.zh)).count == 8)
        // The next year begins anew.
        city.clock.set("2027-01-04")
        let next = try await projects.issue(.approval, of: ids[0], by: reviewer)
        #expect((next.year, next.number) == (2027, 1))
        #expect(next.content.title.zh == "政务信息化项目审查意见〔2027〕1号")
        await city.close()
    }

    @Test(
        "Statements on one gate issued at once supersede one another in one line",
        arguments: TestEngine.available)
    func line(engine: TestEngine) async throws {
        let city = try await TestCity.open(engine)
        let projects = city.platform.projects
        let project = try await projects.register(
            Self.content, by: try await city.actor("police.data-staff"))
        let reviewer = try await city.actor("authority.authority-reviewer")
        let issued = try await withThrowingTaskGroup(of: Statement.self) { group in
            for _ in 0..<6 {
                group.addTask { try await projects.issue(.approval, of: project.id, by: reviewer) }
            }
            return try await group.reduce(into: [Statement]()) { $0.append($1) }
        }
        #expect(Set(issued.map(\.number)) == Set(1...6))
        let all = try await projects.statements(project: project.id, for: reviewer)
        #expect(all.count == 6)
        #expect(all.filter { $0.supersedes == nil }.count == 1)
        #expect(all.filter { $0.supersededBy == nil }.count == 1)
        #expect(Set(all.compactMap { $0.supersedes?.id }).count == 5, "nothing is superseded twice")
        await city.close()
    }

    @Test(
        "A statement says what it said, whatever becomes of its project, and its digest is in the ledger",
        arguments: TestEngine.available)
    func immutable(engine: TestEngine) async throws {
        let city = try await TestCity.open(engine)
        let projects = city.platform.projects
        let keeper = try await city.actor("police.data-staff")
        let reviewer = try await city.actor("authority.authority-reviewer")
        let project = try await projects.register(Self.content, by: keeper)
        let first = try await projects.issue(.approval, of: project.id, note: "请补编目录", by: reviewer)
        #expect(first.content.report.conclusion == .failed)
        var content = Self.content
        content.name = "智慧公交二期"
        content.entries = []
        _ = try await projects.change(project.id, to: content, revision: project.revision, by: keeper)
        let second = try await projects.issue(.approval, of: project.id, by: reviewer)
        let again = try await projects.statement(first.id, for: keeper)
        #expect(again.content == first.content)
        #expect(again.content.projectName == "智慧公交")
        #expect(again.supersededBy?.id == second.id)
        #expect(second.supersedes?.number == 1)
        #expect(second.content.supersededTitle == first.content.title)
        let digest = try SM3.digest(Array(try StoredJSON.text(first.content).utf8))
            .map { String(format: "%02x", $0) }.joined()
        #expect(first.digest == digest)
        while try await city.platform.ledger.integrate() > 0 {}
        let kept = try await city.platform.ledger.events(subject: "project:\(project.id)")
        #expect(kept.contains { $0.content.facts.contains { $0.name == "digest" && $0.value == digest } })
        await city.close()
    }

    @Test("Only a reviewer of the authority issues, and nobody on what they wrote themselves")
    func rights() async throws {
        let city = try await TestCity.open()
        let projects = city.platform.projects
        let keeper = try await city.actor("police.data-staff")
        let project = try await projects.register(Self.content, by: keeper)
        func code(_ actor: Actor, of id: String) async -> String? {
            do {
                _ = try await projects.issue(.approval, of: id, by: actor)
                return nil
            } catch {
                return (error as? Refusal)?.code.name
            }
        }
        #expect(await code(keeper, of: project.id) == "statement-authority-only")
        #expect(
            await code(try await city.actor("authority.auditor"), of: project.id)
                == "statement-authority-only")
        #expect(await code(try await city.actor("social.data-staff"), of: project.id) == "project-not-found")
        #expect(
            await code(try await city.actor("county-authority.county-authority-reviewer"), of: project.id)
                == "project-not-found")
        // The authority has projects as well; who registered one lets a colleague issue.
        let both = try await city.add(
            "authority.both", beside: "authority.authority-reviewer",
            roles: ["data-staff", "authority-reviewer"])
        let own = try await projects.register(Self.content, by: both)
        #expect(await code(both, of: own.id) == "statement-own-project")
        #expect(await code(try await city.actor("authority.authority-reviewer"), of: own.id) == nil)
        await city.close()
    }

    @Test(
        "Tests of a system count as filed once its connection is approved, where that is a procedure",
        arguments: TestEngine.available)
    func testsFiled(engine: TestEngine) async throws {
        let city = try await TestCity.open(engine, profile: "taijiang-2022")
        let keeper = try await city.actor("police.system-staff")
        let (system, _) = try await city.system(of: "police.system-staff", name: "公交系统")
        var content = Self.content
        content.systems[0].system = system.id
        let project = try await city.platform.projects.register(content, by: keeper)
        func isFiled() async throws -> Bool? {
            let report = try await city.platform.projects.check(.acceptance, of: project.id, for: keeper)
            return report.results.first { $0.fact == .testsFiled }?.isMet
        }
        #expect(try await isFiled() == false)
        let matter = try await city.platform.matters.open(
            "system-connection",
            MatterContent(
                about: system.id,
                answers: ["security-test": ["三级等保测评通过"], "performance-test": ["功能性能测评通过"]]),
            by: keeper)
        _ = try await city.add("police.security", beside: "police.data-staff", roles: ["security-staff"])
        #expect(try await isFiled() == false, "to apply is not to file")
        try await city.approveAll(try await city.platform.cases.file(matter.caseID, for: keeper))
        #expect(try await isFiled() == true)
        await city.close()
    }

    @Test("A project goes from stage to stage: none is passed over, and none is gone back to")
    func stages() async throws {
        // A regulation without a gate before acceptance: nothing but the order keeps a proposed project from it.
        let city = try await TestCity.open(profile: "guiyang-2017")
        let projects = city.platform.projects
        let keeper = try await city.actor("police.data-staff")
        let project = try await projects.register(Self.content, by: keeper)
        let skipped = await #expect(throws: Refusal.self) {
            try await projects.advance(project.id, to: .accepted, by: keeper)
        }
        #expect(skipped?.code == ProjectsCodes.stageSkipped)
        #expect(skipped?.reasons.first?.article?.description == "guiyang-2017#17")
        #expect(try await projects.project(project.id, for: keeper).stage == .proposed)
        let back = await #expect(throws: Refusal.self) {
            _ = try await projects.advance(project.id, to: .ended, by: keeper)
            _ = try await projects.advance(project.id, to: .building, by: keeper)
        }
        #expect(back?.code == ProjectsCodes.closed)
        #expect(back?.reasons.first?.article?.description == "guiyang-2017#17")
        await city.close()
    }

    @Test(
        "A project that is over waits for no review, and what waited for it before is cleared away",
        arguments: TestEngine.available)
    func over(engine: TestEngine) async throws {
        let city = try await TestCity.open(engine)
        let projects = city.platform.projects
        let keeper = try await city.actor("police.data-staff")
        var ids: [String] = []
        for number in 0..<2 {
            var content = Self.content
            content.number = "项目\(number)"
            let id = try await projects.register(content, by: keeper).id
            try await projects.request(.approval, of: id, by: keeper)
            ids.append(id)
        }
        _ = try await projects.advance(ids[0], to: .ended, by: keeper)
        #expect(try await projects.requests(of: ids) == [ids[1]: [.approval]])
        let late = await #expect(throws: Refusal.self) {
            try await projects.request(.approval, of: ids[0], by: keeper)
        }
        #expect(late?.code == ProjectsCodes.closed && late?.reasons.first?.article != nil)
        // As an earlier version left it behind.
        let asked = ids[0]
        try await city.platform.store.write { session in
            try session.run(
                "INSERT INTO project_request (project, gate, asked_at) VALUES (?, 'approval', 1)",
                [.text(asked)])
            for migration in Projects.migrations where migration.id == "projects-002" {
                try session.script(migration.sql)
            }
        }
        #expect(try await projects.requests(of: ids) == [ids[1]: [.approval]])
        await city.close()
    }

    @Test("The body is told the conclusion of a statement in both languages")
    func told() async throws {
        let city = try await TestCity.open()
        let projects = city.platform.projects
        let keeper = try await city.actor("police.data-staff")
        let project = try await projects.register(Self.content, by: keeper)
        _ = try await projects.issue(
            .approval, of: project.id, by: try await city.actor("authority.authority-reviewer"))
        let notice = try #require(try await city.platform.notices.list(for: keeper).first)
        #expect(notice.title.zh == "已出具政务信息化项目审查意见〔2026〕1号：不符合必备条件")
        #expect(notice.title.en.hasSuffix("Closed: a necessary condition is missing"))
        #expect(notice.text == "智慧公交")
        let reports = try await projects.checks(of: project.id, for: keeper)
        #expect(Set(reports.keys) == Set(city.platform.profile.projectGates.map(\.id)))
        for (gate, report) in reports {
            #expect(try await projects.check(gate, of: project.id, for: keeper) == report)
        }
        await city.close()
    }

    struct Wrong: Sendable, CustomTestStringConvertible {
        let content: ProjectContent
        let codes: [String]
        var testDescription: String { codes.joined(separator: ",") }
    }

    static let wrong = [
        Wrong(
            content: ProjectContent(
                name: "智慧公交", number: "1", summary: String(repeating: " ", count: 2_001)),
            codes: ["project-field-malformed summary"]),
        Wrong(
            content: ProjectContent(name: " ", number: ""),
            codes: ["project-field-missing name", "project-field-missing number"]),
        Wrong(
            content: ProjectContent(
                name: "智慧公交", number: "1", budget: -1,
                systems: [PlannedSystem(name: "甲"), PlannedSystem(name: "甲", system: "nobody")],
                entries: [PlannedEntry(name: "站点", system: "乙", entry: "none")]),
            codes: [
                "project-field-malformed budget", "project-field-malformed systems.1",
                "project-system-unknown systems.1", "project-field-malformed entries.0",
                "project-entry-unknown entries.0",
            ]),
    ]

    @Test("Everything that is wrong with a project is told at once", arguments: wrong)
    func check(wrong: Wrong) async throws {
        let city = try await TestCity.open()
        let actor = try await city.actor("police.system-staff")
        let refusal = await #expect(throws: Refusal.self) {
            try await city.platform.projects.register(wrong.content, by: actor)
        }
        #expect(refusal?.reasons.map { "\($0.code.name) \($0.field ?? "")" } == wrong.codes)
        #expect(refusal?.reasons.allSatisfy { $0.article?.description == "zhuzhou-2020#13" } == true)
        await city.close()
    }
}
