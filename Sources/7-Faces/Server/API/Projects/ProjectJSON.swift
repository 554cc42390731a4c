import Projects
import Regulation

/// What is registered of a project, as bodies carry it in both directions (项目内容).
struct ProjectContentJSON: Codable, Described {
    let name: String
    let number: String
    let summary: String?
    let budget: Int64?
    let systems: [System]
    let entries: [EntryLine]

    /// A system that it builds.
    struct System: Codable {
        let name: String
        let interfaces: String?
        let system: String?
    }

    /// An entry that it will produce.
    struct EntryLine: Codable {
        let name: String
        let system: String?
        let entry: String?
    }

    init(_ content: ProjectContent) {
        name = content.name
        number = content.number
        summary = content.summary
        budget = content.budget
        systems = content.systems.map {
            System(name: $0.name, interfaces: $0.interfaces, system: $0.system)
        }
        entries = content.entries.map { EntryLine(name: $0.name, system: $0.system, entry: $0.entry) }
    }

    var content: ProjectContent {
        ProjectContent(
            name: name, number: number, summary: summary ?? "", budget: budget,
            systems: systems.map {
                PlannedSystem(name: $0.name, interfaces: $0.interfaces ?? "", system: $0.system)
            },
            entries: entries.map {
                PlannedEntry(name: $0.name, system: $0.system ?? "", entry: $0.entry)
            })
    }

    static let schema = Schema.named(
        "ProjectContent", Bilingual("项目内容", "What is registered of a project"),
        .object([
            .init("name", Bilingual("项目名称", "Name"), .text(500)),
            .init("number", Bilingual("项目编号", "Number"), .text(200)),
            .init("summary", Bilingual("建设内容", "What is built"), .text(5_000), optional: true),
            .init("budget", Bilingual("计划投资（元）", "Planned budget in yuan"), .int, optional: true),
            .init(
                "systems", Bilingual("所建系统", "Systems that it builds"),
                .array(
                    .object([
                        .init("name", Bilingual("系统名称", "Name"), .text(500)),
                        .init(
                            "interfaces",
                            Bilingual("共享接口和对接文档", "Interfaces for sharing and their documents"),
                            .text(2_000), optional: true),
                        .init(
                            "system", Bilingual("平台登记的系统编号", "Id of the registered system"), .text(64),
                            optional: true),
                    ]), max: 200)),
            .init(
                "entries", Bilingual("将产生的目录", "Entries that it will produce"),
                .array(
                    .object([
                        .init("name", Bilingual("目录名称", "Name"), .text(500)),
                        .init(
                            "system", Bilingual("来源系统（所建系统的名称）", "Name of the system that produces it"),
                            .text(500), optional: true),
                        .init(
                            "entry", Bilingual("目录条目编号或信息资源代码", "Id or resource code of the entry"),
                            .text(200), optional: true),
                    ]), max: 500)),
        ]))
}

/// A project as answers show it (项目).
struct ProjectJSON: Codable, Described {
    let id: String
    let body: NamedJSON
    let stage: String
    let stageWord: Bilingual
    let content: ProjectContentJSON
    let revision: Int64
    let requests: [String]
    let createdAt: String
    let updatedAt: String

    init(_ project: Project, body: NamedJSON, requests: Set<ProjectGate.ID>) {
        id = project.id
        self.body = body
        stage = project.stage.rawValue
        stageWord = project.stage.word
        content = ProjectContentJSON(project.content)
        revision = project.revision
        self.requests = requests.map(\.rawValue).sorted()
        createdAt = project.createdAt.iso8601
        updatedAt = project.updatedAt.iso8601
    }

    static let schema = Schema.named(
        "Project", Bilingual("信息化项目", "An informatisation project"),
        .object([
            .init("id", Bilingual("编号", "Id"), .id),
            .init("body", Bilingual("建设单位", "Responsible body"), NamedJSON.schema),
            .init("stage", Bilingual("阶段", "Stage"), .oneOf(Project.Stage.self)),
            .init("stageWord", Bilingual("阶段名称", "Its name"), Bilingual.schema),
            .init("content", Bilingual("项目内容", "What is registered"), ProjectContentJSON.schema),
            .init("revision", Bilingual("修改序号", "Revision"), .amount),
            .init(
                "requests", Bilingual("等待审查的环节", "Gates at which it waits"),
                .array(.oneOf(ProjectGate.ID.self), max: 10)),
            .init("createdAt", Bilingual("登记时间", "Registered at"), .instant),
            .init("updatedAt", Bilingual("修改时间", "Changed at"), .instant),
        ]))
}

/// A list of projects (项目列表).
struct ProjectListJSON: Codable, Described {
    let projects: [ProjectJSON]

    static let schema = Schema.object([
        .init("projects", Bilingual("项目", "Projects"), .array(ProjectJSON.schema, max: Projects.listMax))
    ])
}

/// How a project stands before a gate (审查结果).
struct GateReportJSON: Codable, Described {
    let gate: String
    let name: Bilingual
    let conclusion: String
    let conclusionWord: Bilingual
    let conditions: [Line]

    /// One condition.
    struct Line: Codable {
        let fact: String
        let demand: Bilingual
        let article: CitationJSON
        let isDecisive: Bool
        let isMet: Bool
        let missing: [Missing]
        let missingTotal: Int
    }

    /// One thing that lacks something.
    struct Missing: Codable {
        let what: String
        let detail: Bilingual
    }

    init(_ report: GateReport, _ book: ArticleBook) {
        gate = report.gate.rawValue
        name = report.name
        conclusion = report.conclusion.rawValue
        conclusionWord = report.conclusion.word
        conditions = report.results.map { result in
            Line(
                fact: result.fact.rawValue, demand: result.demand,
                article: CitationJSON(result.article, book), isDecisive: result.isDecisive,
                isMet: result.isMet,
                missing: result.missing.map { Missing(what: $0.what, detail: $0.detail) },
                missingTotal: result.missingTotal)
        }
    }

    static let schema = Schema.named(
        "GateReport", Bilingual("前置审查结果", "How a project stands before a gate"),
        .object([
            .init("gate", Bilingual("审查环节", "The gate"), .oneOf(ProjectGate.ID.self)),
            .init("name", Bilingual("审查名称", "Its name"), Bilingual.schema),
            .init(
                "conclusion",
                Bilingual(
                    "met 符合全部条件，noted 符合必备条件，failed 不符合必备条件",
                    "met: all; noted: what is necessary; failed: something necessary is missing"),
                .oneOf(GateReport.Conclusion.self)),
            .init("conclusionWord", Bilingual("结论", "Conclusion"), Bilingual.schema),
            .init(
                "conditions", Bilingual("各项条件", "Every condition"),
                .array(
                    .object([
                        .init("fact", Bilingual("核实事项", "What was looked at"), .oneOf(ProjectGate.Fact.self)),
                        .init("demand", Bilingual("要求", "What is demanded"), Bilingual.schema),
                        .init("article", Bilingual("所依据的条文", "Its article"), CitationJSON.schema),
                        .init(
                            "isDecisive",
                            Bilingual("必备条件；否则为重要依据", "Necessary; else it weighs in the decision"),
                            .boolean),
                        .init("isMet", Bilingual("是否符合", "Whether it is met"), .boolean),
                        .init(
                            "missing", Bilingual("缺项", "What is missing"),
                            .array(
                                .object([
                                    .init("what", Bilingual("目录或系统", "Entry or system"), .text(500)),
                                    .init("detail", Bilingual("缺什么", "What it lacks"), Bilingual.schema),
                                ]), max: ConditionResult.missingMax)),
                        .init("missingTotal", Bilingual("缺项总数", "How many in all"), .count),
                    ]), max: 20)),
        ]))
}
