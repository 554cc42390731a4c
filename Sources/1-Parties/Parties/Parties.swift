import Ledger
import Protection
import Regulation
import Store

/// Bodies, people, information systems and their proofs of identity (主体与身份).
///
/// Every change is one transaction together with its entry in the ledger. Changes are made `by` an actor;
/// nil stands for the platform's own set-up from the command line of the machine's owner, which the ledger
/// names `platform`.
public struct Parties: Sendable {
    /// Rows that one list answers at the most.
    public static let listMax = 1_000
    /// The role that keeps bodies and people.
    public static let administrator = "administrator"
    /// The role that keeps the systems and keys of its own body.
    public static let systemStaff = "system-staff"

    let store: Store
    let ledger: Ledger
    let profile: Profile
    let surroundings: Surroundings
    let passwords: PasswordDesk
    let signingKeys: SigningKeys
    let principals: PrincipalCache

    /// `secrets` seals the signing key of tokens; `passwordCost` is what new passwords are hashed with.
    public init(
        store: Store, ledger: Ledger, profile: Profile, surroundings: Surroundings, secrets: SecretBox,
        passwordCost: PasswordCost = .standard
    ) {
        self.store = store
        self.ledger = ledger
        self.profile = profile
        self.surroundings = surroundings
        passwords = PasswordDesk(cost: passwordCost)
        signingKeys = SigningKeys(store: store, ledger: ledger, surroundings: surroundings, secrets: secrets)
        principals = PrincipalCache()
    }

    /// The article that demands identification and authorisation.
    var accessArticle: ArticleReference? { profile.article(for: .accessControl) }

    func refusal(_ code: ReasonCode, _ detail: Bilingual? = nil, field: String? = nil) -> Refusal {
        Refusal(code, article: accessArticle, detail: detail, field: field)
    }

    /// Whether `actor` may keep bodies and people; a pure ruling that pages ask too.
    public func mayAdminister(_ actor: Actor?) -> Ruling {
        guard let actor, !actor.holds(Self.administrator) else { return .allowed }
        return .refused([Reason(PartiesCodes.administratorOnly, article: accessArticle)])
    }

    /// Whether `actor` may keep the systems and keys of `body`; a pure ruling that pages ask too.
    public func mayKeepSystems(of body: String, _ actor: Actor?) -> Ruling {
        guard let actor, !actor.holds(Self.administrator) else { return .allowed }
        if actor.body.id == body, actor.holds(Self.systemStaff) { return .allowed }
        return .refused([Reason(PartiesCodes.systemStaffOnly, article: accessArticle)])
    }

    /// Whether `actor` may read the people and systems of `body`: those of the body itself, administrators, data
    /// authorities of either level, and whoever oversees everything. To others the body is not there.
    public func mayRead(_ body: String, _ actor: Actor) -> Ruling {
        let mayRead =
            actor.body.id == body || actor.body.kind == .authority || actor.oversees(profile)
            || mayAdminister(actor) == .allowed
        return mayRead ? .allowed : .refused([Reason(PartiesCodes.bodyNotFound)])
    }

    func record(
        _ kind: EventKind, _ subject: String, by actor: Actor?, _ facts: [(name: String, value: String)] = [],
        in session: any Session
    ) throws {
        try ledger.record(
            LedgerEvent(
                kind, at: surroundings.now(), actor: actor?.ledgerName ?? "platform",
                body: actor?.body.id ?? "",
                subject: subject, article: accessArticle, facts: facts),
            in: session)
    }

    /// Rows for a list: at least one, at most ``listMax``.
    static func bounded(_ limit: Int) -> Value { .int(Int64(min(max(limit, 1), listMax))) }

    /// The name of a body, person or system: 1–`max` characters, no control characters, no spaces at the ends.
    static func checkName(_ name: String, max: Int = 100) throws(Refusal) {
        let isPlain = name.unicodeScalars.allSatisfy { scalar in
            switch scalar.properties.generalCategory {
            case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .unassigned: false
            default: true
            }
        }
        guard isPlain, (1...max).contains(name.unicodeScalars.count), name.first?.isWhitespace == false,
            name.last?.isWhitespace == false
        else {
            throw Refusal(
                PartiesCodes.nameMalformed,
                detail: Bilingual(
                    "名称为 1–\(max) 字，首尾无空格，不含控制字符",
                    "1–\(max) characters, no spaces at the ends, no control characters"),
                field: "name")
        }
    }
}

/// A fault of this module itself (主体模块故障). No case carries a secret or a person's value.
public enum PartiesError: Error, Sendable, Hashable {
    /// The sealed signing key cannot be opened: another master key, or altered bytes.
    case signingKeyUnusable
    /// A stored value is none that this version writes; names its column.
    case stored(String)
    /// Hashing failed for want of memory or by wrong parameters.
    case hashing
}
