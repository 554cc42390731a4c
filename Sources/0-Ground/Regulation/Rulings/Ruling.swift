/// One reason for a refusal (理由): the code, the article behind it, and what exactly was wrong.
public struct Reason: Sendable, Hashable {
    public let code: ReasonCode
    /// The article that forbids it, where a regulation does; nil for matters of form.
    public let article: ArticleReference?
    /// What was wrong here: names of fields and limits, never a secret or a person's value.
    public let detail: Bilingual?
    /// The field of the input at fault, as the API names it.
    public let field: String?

    public init(
        _ code: ReasonCode, article: ArticleReference? = nil, detail: Bilingual? = nil, field: String? = nil
    ) {
        self.code = code
        self.article = article
        self.detail = detail
        self.field = field
    }
}

/// The outcome of asking whether something may be done (裁定): allowed, or refused with ordered reasons.
public enum Ruling: Sendable, Hashable {
    case allowed
    /// Never empty; the first reason is the one that decides.
    case refused([Reason])

    public init(_ reasons: [Reason]) {
        self = reasons.isEmpty ? .allowed : .refused(reasons)
    }

    public var reasons: [Reason] {
        switch self {
        case .allowed: []
        case .refused(let reasons): reasons
        }
    }

    /// A refusal always wins: both sets of reasons, in order.
    public func and(_ other: Ruling) -> Ruling { Ruling(reasons + other.reasons) }

    /// Returns when allowed, throws the refusal otherwise.
    public func orThrow() throws(Refusal) {
        if case .refused(let reasons) = self { throw Refusal(reasons) }
    }
}

/// A refusal that ends the work at hand (拒绝): the one error for everything that a caller did wrong.
///
/// Faults of the platform itself (a broken disk, a lost connection) are errors of their module instead.
public struct Refusal: Error, Sendable, Hashable {
    /// Never empty; the first decides the status that faces answer with.
    public let reasons: [Reason]

    public init(_ reasons: [Reason]) {
        precondition(!reasons.isEmpty, "a refusal gives its reasons")
        self.reasons = reasons
    }

    public init(
        _ code: ReasonCode, article: ArticleReference? = nil, detail: Bilingual? = nil, field: String? = nil
    ) {
        self.init([Reason(code, article: article, detail: detail, field: field)])
    }

    public var code: ReasonCode { reasons[0].code }
}
