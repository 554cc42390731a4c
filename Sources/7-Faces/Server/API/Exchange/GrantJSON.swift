import Exchange
import Regulation

/// A grant (授权).
struct GrantJSON: Codable, Described {
    let id: String
    let application: String
    let entry: EntryNameJSON
    let body: NamedJSON
    let system: NamedJSON
    let basis: String
    let scene: String
    let purpose: String
    let items: [GrantedItemJSON]
    let forms: [String]
    let from: String
    let until: String
    let state: String
    let isExpired: Bool
    let approver: String
    let createdAt: String

    init(_ grant: Grant, entry: EntryNameJSON, body: NamedJSON, system: NamedJSON, today: LocalDate) {
        id = grant.id
        application = grant.application
        self.entry = entry
        self.body = body
        self.system = system
        basis = grant.basis
        scene = grant.scene
        purpose = grant.purpose
        items = grant.items.map(GrantedItemJSON.init)
        forms = UseForm.allCases.filter(grant.forms.contains).map(\.rawValue)
        from = grant.from.description
        until = grant.until.description
        state = grant.state.rawValue
        isExpired = today > grant.until
        approver = grant.approver
        createdAt = grant.createdAt.iso8601
    }

    static let schema = Schema.named(
        "Grant", Bilingual("授权", "A grant"),
        .object([
            .init("id", Bilingual("编号", "Id"), .id),
            .init("application", Bilingual("申请编号", "Application"), .id),
            .init("entry", Bilingual("目录条目", "Entry"), EntryNameJSON.schema),
            .init("body", Bilingual("使用单位", "Using body"), NamedJSON.schema),
            .init("system", Bilingual("使用系统", "System that may call"), NamedJSON.schema),
            .init("basis", Bilingual("使用依据", "Basis"), .text()),
            .init("scene", Bilingual("使用场景", "Scene"), .text()),
            .init("purpose", Bilingual("具体用途", "Purpose"), .text()),
            .init("items", Bilingual("信息项", "Items"), .array(GrantedItemJSON.schema, max: 500)),
            .init("forms", Bilingual("共享方式", "Forms of use"), .array(.oneOf(UseForm.self), max: 10)),
            .init("from", Bilingual("起始日", "First day"), .date),
            .init("until", Bilingual("最后一日", "Last day"), .date),
            .init("state", Bilingual("状态", "State"), .oneOf(Grant.State.self)),
            .init("isExpired", Bilingual("是否已过期", "Whether it has expired"), .boolean),
            .init("approver", Bilingual("批准人员", "Who approved it"), .text(10_000)),
            .init("createdAt", Bilingual("授予时间", "Issued at"), .instant),
        ]))
}

/// A list of grants (授权列表).
struct GrantListJSON: Codable, Described {
    static let countMax = 200
    let grants: [GrantJSON]

    static let schema = Schema.object([
        .init("grants", Bilingual("授权，新的在前", "Grants, newest first"), .array(GrantJSON.schema, max: countMax))
    ])
}
