import Cases
import Catalogue
import Matters
import Parties
import Platform
import Regulation
import TestCity
import Testing

@Suite("Forms of matters")
struct MatterFormTests {
    struct Fault: Sendable, CustomTestStringConvertible {
        let answers: MatterAnswers
        let codes: [ReasonCode]
        let fields: [String]
        var testDescription: String { fields.joined(separator: ",") }
    }

    /// What stands against a filing of restricted data in Zhuzhou, all at once and in the order of the form.
    static let wrong = [
        Fault(
            answers: [:],
            codes: [
                MattersCodes.fieldMissing, MattersCodes.fieldMissing, MattersCodes.fieldMissing,
                MattersCodes.fieldMissing,
            ],
            fields: ["entries", "restriction", "reasons", "basis"]),
        Fault(
            answers: [
                "entries": ["999999/000001"], "restriction": ["secret"], "reasons": [" "],
                "basis": [String(repeating: "字", count: 2_001)], "other": ["x"],
            ],
            codes: [
                MattersCodes.fieldMalformed, MattersCodes.fieldMalformed, MattersCodes.fieldMissing,
                MattersCodes.fieldMalformed, MattersCodes.fieldUnknown,
            ],
            fields: ["entries", "restriction", "reasons", "basis", "answers"]),
    ]

    @Test(
        "Every fault of a form is told at once, each with its article, and nothing is opened",
        arguments: wrong)
    func faults(fault: Fault) async throws {
        let city = try await TestCity.open()
        let actor = try await city.actor("police.data-staff")
        let refusal = await #expect(throws: Refusal.self) {
            try await city.platform.matters.open(
                "restricted-filing", MatterContent(answers: fault.answers), by: actor)
        }
        #expect(refusal?.reasons.map(\.code) == fault.codes)
        #expect(refusal?.reasons.map(\.field) == fault.fields)
        #expect(refusal?.reasons.allSatisfy { $0.article?.regulation == "zhuzhou-2020" } == true)
        #expect(try await city.platform.cases.list(CaseFilter(.opened), for: actor).isEmpty)
        await city.close()
    }

    @Test("Refusals come in the order of the guide: procedure, form, opener, content")
    func precedence() async throws {
        let city = try await TestCity.open()
        let entry = try await city.publish(.stops())
        let head = try await city.actor("social.department-head")
        let staff = try await city.actor("social.data-staff")
        let provider = try await city.actor("police.data-staff")
        let bad = MatterContent(about: "nowhere", answers: ["other": ["x"]])
        let table: [(procedure: String, content: MatterContent, actor: Actor, code: ReasonCode)] = [
            ("trade-classification", bad, head, CasesCodes.procedureUnknown),
            ("entry-review", bad, head, MattersCodes.noForm),
            ("data-correction", bad, head, CasesCodes.procedureNotYours),
            ("data-correction", bad, staff, MattersCodes.subjectUnknown),
            (
                "data-correction", MatterContent(about: entry.code ?? "", answers: ["concern": ["有误"]]),
                provider, MattersCodes.subjectOwn
            ),
            (
                "service-change", MatterContent(about: entry.code ?? "", answers: [:]), staff,
                MattersCodes.subjectNotYours
            ),
        ]
        for line in table {
            let refusal = await #expect(throws: Refusal.self) {
                try await city.platform.matters.open(line.procedure, line.content, by: line.actor)
            }
            #expect(refusal?.code == line.code, "\(line.procedure)")
            #expect(refusal?.reasons.first?.article != nil, "\(line.procedure)")
        }
        await city.close()
    }

    @Test(
        "A coordination names entries of two bodies, and one of these bodies", arguments: TestEngine.available
    )
    func coordination(engine: TestEngine) async throws {
        let city = try await TestCity.open(engine)
        let first = try await city.publish(.persons())
        let second = try await city.publish(.stops())
        let reviewer = try await city.actor("authority.authority-reviewer")
        let social = try await city.actor("social.data-staff").body.id
        let refusal = await #expect(throws: Refusal.self) {
            try await city.platform.matters.open(
                "duplicate-coordination",
                MatterContent(answers: [
                    "entries": [first.code ?? "", second.code ?? ""], "items": ["姓名"], "collector": [social],
                ]), by: reviewer)
        }
        #expect(refusal?.reasons.map(\.field) == ["entries", "collector"])
        #expect(refusal?.reasons.first?.article?.description == "zhuzhou-2020#13")
        await city.close()
    }

    @Test(
        "A returned matter is supplemented once and then stands as stated anew",
        arguments: TestEngine.available)
    func supplement(engine: TestEngine) async throws {
        let city = try await TestCity.open(engine)
        let entry = try await city.publish(.stops())
        let staff = try await city.actor("social.data-staff")
        let provider = try await city.platform.parties.addPerson(
            account: "police.second", name: "第二人", body: entry.body, roles: ["data-staff"],
            password: TestCity.password, by: nil)
        let second = try await city.actor(provider.account)
        let matters = city.platform.matters
        let opened = try await matters.open(
            "data-correction", MatterContent(about: entry.code ?? "", answers: ["concern": ["有误"]]), by: staff
        )
        let early = await #expect(throws: Refusal.self) {
            try await matters.supplement(opened.id, MatterContent(answers: ["concern": ["站点"]]), by: staff)
        }
        #expect(early?.code == CasesCodes.notReturned)
        try await city.platform.decide(opened.caseID, Decision(.returnOnce, note: "哪个站点"), by: second)
        let incomplete = await #expect(throws: Refusal.self) {
            try await matters.supplement(opened.id, MatterContent(answers: [:]), by: staff)
        }
        #expect(incomplete?.code == MattersCodes.fieldMissing)
        let again = try await matters.supplement(
            opened.id, MatterContent(answers: ["concern": ["01号站点名称有误"], "items": ["站点名称"]]), by: staff)
        #expect(again.settled["concern"] == ["01号站点名称有误"])
        #expect(try await city.platform.cases.file(opened.caseID, for: staff).state == .open)
        let stranger = await #expect(throws: Refusal.self) {
            try await matters.matter(opened.id, for: try await city.actor("county-civil.data-staff"))
        }
        #expect(stranger?.code == MattersCodes.notFound)
        await city.close()
    }

    @Test("Reviewers settle what the form lets them, and nothing else")
    func amendments() async throws {
        let city = try await TestCity.open()
        let social = try await city.actor("social.data-staff")
        let police = try await city.actor("police.data-staff").body.id
        let opened = try await city.platform.matters.open(
            "demand-coordination",
            MatterContent(
                about: police, answers: ["data": ["补贴数据"], "basis": ["依据"], "scene": ["场景"]]), by: social)
        let head = try await city.actor("social.department-head")
        for (amendment, code) in [
            (#"{"data":["别的数据"]}"#, MattersCodes.amendmentForbidden),
            (#"{"holder":["nobody"]}"#, MattersCodes.fieldMalformed),
            ("nothing", MattersCodes.fieldMalformed),
        ] {
            let refusal = await #expect(throws: Refusal.self) {
                try await city.platform.decide(
                    opened.caseID, Decision(.approve, amendment: amendment), by: head)
            }
            #expect(refusal?.code == code, "\(amendment)")
        }
        let holder = head.body.id == police ? "" : police
        try await city.platform.decide(
            opened.caseID, Decision(.approve, amendment: "{\"holder\":[\"\(holder)\"]}"), by: head)
        let matter = try await city.platform.matters.matter(opened.id, for: social)
        #expect(matter.answers["holder"] == nil && matter.settled["holder"] == [police])
        await city.close()
    }

    @Test("What was filed can be read by other modules; what was withdrawn cannot")
    func outcomes() async throws {
        let city = try await TestCity.open()
        let staff = try await city.actor("police.data-staff")
        let matters = city.platform.matters
        let content = MatterContent(answers: [
            "purpose": ["派出所与局机关互通"], "scope": ["全局民警"], "connection": ["接入市平台交换接口"],
        ])
        let issued = try await matters.open("internal-channel", content, by: staff)
        let dropped = try await matters.open("internal-channel", content, by: staff)
        try await city.approveAll(try await city.platform.cases.file(issued.caseID, for: staff))
        try await city.platform.withdraw(dropped.caseID, by: staff)
        #expect(try await matters.outcomes(procedure: "internal-channel").map(\.id) == [issued.id])
        #expect(try await matters.matter(dropped.id, for: staff).outcome?.state == .withdrawn)
        await city.close()
    }
}
