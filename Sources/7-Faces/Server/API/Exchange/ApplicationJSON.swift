import Exchange
import Protection
import Regulation

/// An item with what is done to its values before they leave (授权信息项).
struct GrantedItemJSON: Codable, Described {
    let field: String
    /// `none`, `mask:name`, `digest`, `drop`.
    let transform: String?

    init(_ item: GrantedItem) {
        field = item.field
        transform = item.transform.rawValue
    }

    func item(at place: String) throws(Refusal) -> GrantedItem {
        guard let transform = Transform(rawValue: transform ?? "none") else {
            throw Refusal(
                ServerCodes.invalidField, detail: Bilingual("没有这种处理方式", "There is no such transform"),
                field: "\(place).transform")
        }
        return GrantedItem(field: field, transform: transform)
    }

    static let schema = Schema.named(
        "GrantedItem", Bilingual("授权信息项", "A granted item"),
        .object([
            .init("field", Bilingual("英文字段名", "Field name"), .text(200)),
            .init(
                "transform", Bilingual("处理方式：none、mask:name、digest、drop", "none, mask:name, digest, drop"),
                .text(60),
                optional: true),
        ]))
}

/// What an applicant states (申请内容). What is left out is empty: the exchange says, with the article, what is
/// missing.
struct ApplicationContentJSON: Codable, Described {
    var basis: String?
    var scene: String?
    var purpose: String?
    var scope: String?
    var forms: [String]?
    var items: [GrantedItemJSON]?
    let until: String

    init(_ content: ApplicationContent) {
        basis = content.basis
        scene = content.scene
        purpose = content.purpose
        scope = content.scope
        forms = UseForm.allCases.filter(content.forms.contains).map(\.rawValue)
        items = content.items.map(GrantedItemJSON.init)
        until = content.until.description
    }

    func content() throws(Refusal) -> ApplicationContent {
        guard let until = LocalDate(until) else { throw Refusal(ServerCodes.invalidField, field: "until") }
        var granted: [GrantedItem] = []
        for (index, item) in (items ?? []).enumerated() {
            granted.append(try item.item(at: "items[\(index)]"))
        }
        return ApplicationContent(
            basis: basis ?? "", scene: scene ?? "", purpose: purpose ?? "", scope: scope ?? "",
            forms: Set((forms ?? []).compactMap { UseForm(rawValue: $0) }), items: granted, until: until)
    }

    static let members: [Schema.Member] = [
        .init("basis", Bilingual("使用依据", "Basis"), .text(10_000), optional: true),
        .init("scene", Bilingual("使用场景", "Scene"), .text(10_000), optional: true),
        .init("purpose", Bilingual("具体用途", "Purpose"), .text(10_000), optional: true),
        .init("scope", Bilingual("使用范围", "Scope"), .text(10_000), optional: true),
        .init(
            "forms", Bilingual("共享方式", "Forms of use"), .array(.oneOf(UseForm.self), max: 10), optional: true),
        .init("items", Bilingual("信息项", "Items"), .array(GrantedItemJSON.schema, max: 500), optional: true),
        .init("until", Bilingual("使用时限的最后一日", "Last day of use"), .date),
    ]

    static let schema = Schema.named(
        "ApplicationContent", Bilingual("申请内容", "What an applicant states"), .object(members))
}

/// An application for sharing (共享申请).
struct ApplicationJSON: Codable, Described {
    let id: String
    let entry: EntryNameJSON
    let body: NamedJSON
    let system: NamedJSON
    let content: ApplicationContentJSON
    /// The case that decides it.
    let caseID: String
    let createdAt: String
    /// The grant that came of it.
    let grant: String?

    init(_ application: Application, entry: EntryNameJSON, body: NamedJSON, system: NamedJSON) {
        id = application.id
        self.entry = entry
        self.body = body
        self.system = system
        content = ApplicationContentJSON(application.content)
        caseID = application.caseID
        createdAt = application.createdAt.iso8601
        grant = application.grant
    }

    static let schema = Schema.named(
        "Application", Bilingual("共享申请", "An application for sharing"),
        .object([
            .init("id", Bilingual("编号", "Id"), .id),
            .init("entry", Bilingual("目录条目", "Entry"), EntryNameJSON.schema),
            .init("body", Bilingual("使用单位", "Using body"), NamedJSON.schema),
            .init("system", Bilingual("使用系统", "System that will call"), NamedJSON.schema),
            .init("content", Bilingual("申请内容", "What was stated"), ApplicationContentJSON.schema),
            .init("caseID", Bilingual("办件编号", "The case that decides it"), .id),
            .init("createdAt", Bilingual("申请时间", "Made at"), .instant),
            .init("grant", Bilingual("授权编号，批准后才有", "The grant that came of it"), .id, optional: true),
        ]))
}

/// A list of applications (申请列表).
struct ApplicationListJSON: Codable, Described {
    static let countMax = 200
    let applications: [ApplicationJSON]

    static let schema = Schema.object([
        .init(
            "applications", Bilingual("申请，新的在前", "Applications, newest first"),
            .array(ApplicationJSON.schema, max: countMax))
    ])
}

extension API {
    func json(_ applications: [Application]) async throws -> [ApplicationJSON] {
        let entries = try await entryNames(applications.map(\.entry))
        let bodies = try await bodyNames(applications.map(\.body))
        let systems = try await systemNames(applications.map(\.system))
        return applications.map { application in
            ApplicationJSON(
                application, entry: entries[application.entry] ?? EntryNameJSON(id: application.entry),
                body: named(application.body, bodies), system: named(application.system, systems))
        }
    }
}
