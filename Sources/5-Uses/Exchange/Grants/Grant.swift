import Protection
import Regulation

/// A grant (授权): who may use which items of an entry, why, in which form, until when. Nothing leaves without one.
public struct Grant: Sendable, Hashable {
    public let id: String
    public let application: String
    public let entry: String
    /// The providing body.
    public let provider: String
    /// The using body, and the one system of it that may call.
    public let body: String
    public let system: String
    public let basis: String
    public let scene: String
    /// 具体用途.
    public let purpose: String
    public let items: [GrantedItem]
    public let forms: Set<UseForm>
    public let from: LocalDate
    /// The last day of use.
    public let until: LocalDate
    public let state: State
    /// 批准人员: those who approved the steps, in order.
    public let approver: String
    public let createdAt: Instant
    /// The published version of the entry under which it was reviewed; 0 where it is not known.
    public let entryVersion: Int

    /// Where the grant stands (授权状态); expiry is a matter of the date, not of the state.
    public enum State: String, Sendable, Hashable, Codable, CaseIterable {
        case active, suspended, revoked
    }
}

extension Transform {
    /// Whether nothing that `other` hides shows through this one. Of two masks neither is taken to be the stronger.
    func hides(asMuchAs other: Transform) -> Bool {
        switch (self, other) {
        case (.drop, _), (_, .none), (.digest, .digest), (.digest, .mask), (.mask(.all), .mask),
            (.mask(.all), .digest):
            true
        case (.mask(let one), .mask(let other)): one == other
        default: false
        }
    }
}

/// One item of a grant with what is done to its values before they leave (授权信息项).
public struct GrantedItem: Sendable, Hashable, Codable {
    public let field: String
    /// ``Protection/Transform`` in its text form: `none`, `mask:name`, `drop`.
    public let transform: Transform

    public init(field: String, transform: Transform) {
        self.field = field
        self.transform = transform
    }
}
