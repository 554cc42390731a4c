import Catalogue
import Foundation
import Platform
import Regulation
import Standards
import TestCity
import Testing

@Suite("Grading bounds what may be chosen")
struct GradeCheckTests {
    struct Case: Sendable, CustomStringConvertible {
        let profile: String
        let change: @Sendable (inout EntryContent) -> Void
        let code: String?
        let article: String?
        let description: String
    }

    static let cases: [Case] = [
        Case(
            profile: "zhuzhou-2020", change: { $0.opening = .conditional }, code: "opening-outside-grade",
            article: "zhuzhou-2020#21",
            description: "level 3 is not opened by the city that keeps privacy from opening"
        ),
        Case(
            profile: "jingzhou-2024", change: { $0.opening = .conditional }, code: nil, article: nil,
            description: "level 3 may be opened under conditions elsewhere"),
        Case(
            profile: "jingzhou-2024", change: { $0.opening = .unconditional }, code: "opening-outside-grade",
            article: "jingzhou-2024#7", description: "level 3 is not opened without conditions"),
        Case(
            profile: "taijiang-2022",
            change: {
                $0.grade = "general-4"
                $0.sharing = .unconditional
            }, code: "sharing-outside-grade", article: "national-2025#35",
            description: "a text that is silent takes the bound of the decree"),
        Case(
            profile: "guiyang-2017",
            change: {
                $0.sharing = .unconditional
                $0.sensitivity = .public
                $0.grade = "general-1"
            }, code: "opening-outside-sensitivity", article: "guiyang-2017#9",
            description: "public data is opened in full"),
        Case(
            profile: "zhuzhou-2020",
            change: {
                $0.affectedObject = .individual
                $0.harm = .extreme
            }, code: "grade-below-assessment", article: "national-2025#35",
            description: "the grade is not below what the harm asks for"),
        Case(
            profile: "zhuzhou-2020",
            change: {
                $0.affectedObject = .individual
                $0.harm = .serious
            }, code: nil, article: nil, description: "the grade that the harm asks for stands"),
        Case(
            profile: "zhuzhou-2020", change: { $0.harm = .serious }, code: "entry-element-missing",
            article: "national-2025#35", description: "harm without an affected object is half an assessment"),
        Case(
            profile: "zhuzhou-2020", change: { $0.items[1].grade = "general-4" }, code: "grade-below-items",
            article: "national-2025#35", description: "the gravest item settles the entry's grade"),
        Case(
            profile: "zhuzhou-2020",
            change: {
                $0.sensitivity = .public
                $0.items[1].sensitivity = .internal
            }, code: "grade-below-items", article: "zhuzhou-2020#17",
            description: "the most sensitive item settles the entry's sensitivity"),
    ]

    @Test("A grade, a harm or an item that forbids the choice is told with its article", arguments: cases)
    func bounds(_ row: Case) throws {
        let library = try ProfileFolder.read(TestCity.root + "/Profiles").library
        let profile = try #require(library[row.profile])
        var content = EntryContent.persons()
        row.change(&content)
        let reasons = GradeCheck(profile: profile)(content).reasons
        #expect(reasons.map(\.code.name) == (row.code.map { [$0] } ?? []))
        #expect(reasons.first?.article?.description == row.article)
        // It is part of what every entry is held to.
        let all = EntryCheck(profile: profile)(content).reasons.map(\.code.name)
        #expect(row.code.map(all.contains) ?? true)
    }

    @Test(
        "Every grade of the standard has its bounds under every regulation, and both lists of grades are one")
    func covered() throws {
        let library = try ProfileFolder.read(TestCity.root + "/Profiles").library
        #expect(GradeBound.Grade.allCases.map(\.rawValue) == DataGrade.allCases.map(\.rawValue))
        for (id, profile) in library.profiles {
            for grade in GradeBound.Grade.allCases {
                let bound = try #require(profile.gradeBound(covering: grade.rawValue), "\(id) \(grade)")
                #expect(profile.article(bound.article) != nil && profile.article(bound.openingArticle) != nil)
                #expect(!bound.sharing.isEmpty && !bound.opening.isEmpty)
            }
        }
    }

    @Test("An item marked as a state secret is not even kept")
    func secretItem() async throws {
        let city = try await TestCity.open()
        var content = EntryContent.persons()
        content.items[2].sensitivity = .secret
        let secret = content
        let compiler = try await city.actor("police.data-staff")
        let refusal = await #expect(throws: Refusal.self) {
            try await city.platform.catalogue.draft(secret, by: compiler)
        }
        #expect(refusal?.code == CatalogueCodes.secretRefused)
        #expect(refusal?.reasons.first?.article?.description == "zhuzhou-2020#3")
        await city.close()
    }
}
