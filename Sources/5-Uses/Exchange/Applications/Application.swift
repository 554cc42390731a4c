import Regulation

/// An application for sharing (共享申请): on what basis, for what scene and purpose, which items, until when.
public struct Application: Sendable, Hashable {
    public let id: String
    public let entry: String
    /// The applying body and the system that will call.
    public let body: String
    public let system: String
    public let content: ApplicationContent
    /// The case that decides it.
    public let caseID: String
    public let createdAt: Instant
    /// The grant that came of it; nil until it is approved.
    public let grant: String?
    /// The published version of the entry that the content was held against; 0 where it is not known.
    public let entryVersion: Int
}

/// What the applicant states (申请内容): Decree 809 article 20 and the local regulation's own elements.
public struct ApplicationContent: Sendable, Hashable, Codable {
    /// 使用依据.
    public var basis: String
    /// 使用场景.
    public var scene: String
    /// 具体用途: enters every usage record.
    public var purpose: String
    /// 使用范围.
    public var scope: String
    /// 共享方式.
    public var forms: Set<UseForm>
    /// The items asked for; a reviewer may take items away or mask them, never add one.
    public var items: [GrantedItem]
    /// 使用时限: the last day of use.
    public var until: LocalDate

    public init(
        basis: String, scene: String, purpose: String, scope: String, forms: Set<UseForm>,
        items: [GrantedItem],
        until: LocalDate
    ) {
        self.basis = basis
        self.scene = scene
        self.purpose = purpose
        self.scope = scope
        self.forms = forms
        self.items = items
        self.until = until
    }
}

/// A form in which shared data is used (共享方式).
public enum UseForm: String, Sendable, Hashable, Codable, CaseIterable {
    /// 结果核验: match or mismatch, no value leaves.
    case verify
    /// 数据查询: the granted items of one record by its key.
    case query
}
