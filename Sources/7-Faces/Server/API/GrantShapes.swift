import Exchange
import Protection
import Regulation

/// What an application states (申请内容).
struct ApplicationContentInput: Decodable, Described {
    let basis: String
    let scene: String
    let purpose: String
    let scope: String
    let forms: Set<UseForm>
    let items: [String]
    let until: LocalDate

    var content: ApplicationContent {
        ApplicationContent(
            basis: basis, scene: scene, purpose: purpose, scope: scope, forms: forms,
            items: items.map { GrantedItem(field: $0, transform: .none) }, until: until)
    }

    static let members: [Schema.Member] = [
        .init("basis", Bilingual("使用依据", "Basis"), .text()),
        .init("scene", Bilingual("使用场景", "Scene"), .text()),
        .init("purpose", Bilingual("具体用途,记入每次使用记录", "Purpose, kept with every use"), .text()),
        .init("scope", Bilingual("使用范围", "Scope"), .text()),
        .init("forms", Bilingual("共享方式", "Forms"), .array(.oneOf(UseForm.allCases.map(\.rawValue)), max: 8)),
        .init("items", Bilingual("所需信息项的字段", "Fields asked for"), .array(.text(63), max: 500)),
        .init("until", Bilingual("使用时限(最后一日)", "Last day of use"), .date),
    ]

    static let schema = Schema.object(members)
}

/// A new application (共享申请输入).
struct ApplicationInput: Decodable, Described {
    /// 信息资源代码.
    let entry: String
    let system: String
    let content: ApplicationContent

    private enum Key: String, CodingKey { case entry, system }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        entry = try container.decode(String.self, forKey: .entry)
        system = try container.decode(String.self, forKey: .system)
        content = try ApplicationContentInput(from: decoder).content
    }

    static let schema = Schema.object(
        [
            .init("entry", Bilingual("信息资源代码", "Resource code"), .text(64)),
            .init("system", Bilingual("使用系统编号", "System that will call"), .text(64)),
        ] + ApplicationContentInput.members)
}

/// An application (共享申请).
struct ApplicationOutput: Encodable, Described {
    let id: String
    let entry: String
    let body: String
    let system: String
    let caseID: String
    let grant: String?
    let createdAt: String
    let basis: String
    let scene: String
    let purpose: String
    let scope: String
    let forms: [UseForm]
    let items: [GrantedItem]
    let until: LocalDate

    init(_ application: Application) {
        id = application.id
        entry = application.entry
        body = application.body
        system = application.system
        caseID = application.caseID
        grant = application.grant
        createdAt = application.createdAt.iso8601
        let content = application.content
        basis = content.basis
        scene = content.scene
        purpose = content.purpose
        scope = content.scope
        forms = UseForm.allCases.filter(content.forms.contains)
        items = content.items
        until = content.until
    }

    static let schema = Schema.named(
        "Application", Bilingual("共享申请", "Application for sharing"),
        .object(
            [
                Shapes.id(), .init("entry", Bilingual("目录编号", "Entry"), .text(64)),
                .init("body", Bilingual("申请单位", "Applying body"), .text(64)),
                .init("system", Bilingual("使用系统", "System"), .text(64)),
                .init("caseID", Bilingual("办件编号", "Case"), .text(64)),
                .init("grant", Bilingual("授权编号", "Grant"), .text(64), optional: true),
                .init("createdAt", Bilingual("申请时间", "Applied"), .instant),
            ] + ApplicationContentInput.members.filter { $0.name != "items" } + [
                Shapes.list("items", Bilingual("信息项和处理方式", "Items and transforms"), of: GrantedItemShape.schema, max: 500)
            ]))
}

struct ApplicationListOutput: Encodable, Described {
    let applications: [ApplicationOutput]

    static let schema = Schema.object([
        Shapes.list("applications", Bilingual("申请,最新在前", "Applications, newest first"), of: ApplicationOutput.schema, max: 200)
    ])
}

/// A grant (授权).
struct GrantOutput: Encodable, Described {
    let id: String
    let application: String
    let entry: String
    let body: String
    let system: String
    let basis: String
    let scene: String
    let purpose: String
    let forms: [UseForm]
    let items: [GrantedItem]
    let from: LocalDate
    let until: LocalDate
    let state: Grant.State
    let approver: String
    let createdAt: String

    init(_ grant: Grant) {
        id = grant.id
        application = grant.application
        entry = grant.entry
        body = grant.body
        system = grant.system
        basis = grant.basis
        scene = grant.scene
        purpose = grant.purpose
        forms = UseForm.allCases.filter(grant.forms.contains)
        items = grant.items
        from = grant.from
        until = grant.until
        state = grant.state
        approver = grant.approver
        createdAt = grant.createdAt.iso8601
    }

    static let schema = Schema.named(
        "Grant", Bilingual("授权", "Grant"),
        .object(
            [
                Shapes.id(), .init("application", Bilingual("申请编号", "Application"), .text(64)),
                .init("entry", Bilingual("目录编号", "Entry"), .text(64)),
                .init("body", Bilingual("使用单位", "Using body"), .text(64)),
                .init("system", Bilingual("使用系统", "System"), .text(64)),
            ] + ApplicationContentInput.members.filter { !["items", "scope"].contains($0.name) } + [
                Shapes.list("items", Bilingual("信息项和处理方式", "Items and transforms"), of: GrantedItemShape.schema, max: 500),
                .init("from", Bilingual("起始日", "First day"), .date),
                .init("state", Bilingual("状态", "State"), .oneOf(Grant.State.allCases.map(\.rawValue))),
                .init("approver", Bilingual("批准人员", "Approvers"), .text()),
                .init("createdAt", Bilingual("授权时间", "Granted"), .instant),
            ]))
}

struct GrantListOutput: Encodable, Described {
    let grants: [GrantOutput]

    static let schema = Schema.object([
        Shapes.list("grants", Bilingual("授权,最新在前", "Grants, newest first"), of: GrantOutput.schema, max: 200)
    ])
}

struct GrantStateInput: Decodable, Described {
    let state: Grant.State
    let reason: String

    static let schema = Schema.object([
        .init("state", Bilingual("状态", "State"), .oneOf(Grant.State.allCases.map(\.rawValue))),
        .init("reason", Bilingual("理由", "Reason"), .text(1000, min: 1)),
    ])
}
