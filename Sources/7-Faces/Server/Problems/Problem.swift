import HTTPTypes
import Hummingbird
import Regulation

/// An error as the API tells it (问题详情, RFC 9457): one status, the deciding reason, and every reason.
struct Problem: Encodable, Sendable {
    /// Where the code is described: `/api/docs#code-grant-expired`.
    let type: String
    /// Chinese first, English beside it.
    let title: String
    let titleEn: String
    let status: Int
    let code: String
    let detail: String?
    let detailEn: String?
    let article: Cited?
    let remedy: String
    let remedyEn: String
    /// At most 200; the first is the one above.
    let reasons: [Item]
    /// The `X-Request-Id` of this exchange.
    let requestID: String

    static let reasonsMax = 200

    /// An article with its own words.
    struct Cited: Encodable, Sendable {
        let reference: String
        let regulation: String
        let label: String
        let text: String
    }

    /// One reason of several.
    struct Item: Encodable, Sendable {
        let code: String
        let title: String
        let titleEn: String
        let field: String?
        let detail: String?
        let detailEn: String?
        let article: String?
        let remedy: String
        let remedyEn: String
    }

    init(_ reasons: [Reason], status: Int, requestID: String, citing: ArticleBook) {
        let first = reasons[0]
        type = "/api/docs#code-\(first.code.name)"
        title = first.code.title.zh
        titleEn = first.code.title.en
        self.status = status
        code = first.code.name
        detail = first.detail?.zh
        detailEn = first.detail?.en
        article = reasons.lazy.compactMap(\.article).first.flatMap(citing.cited)
        remedy = first.code.remedy.zh
        remedyEn = first.code.remedy.en
        self.reasons = reasons.prefix(Self.reasonsMax).map { reason in
            Item(
                code: reason.code.name, title: reason.code.title.zh, titleEn: reason.code.title.en,
                field: reason.field, detail: reason.detail?.zh, detailEn: reason.detail?.en,
                article: reason.article?.description, remedy: reason.code.remedy.zh,
                remedyEn: reason.code.remedy.en)
        }
        self.requestID = requestID
    }
}
