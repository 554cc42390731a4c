import HTTPTypes
import Hummingbird
import Regulation

/// One operation of the API (接口操作): the route, its documentation and its handler in one value.
///
/// The server registers its routes from these values and derives `openapi.json` from them, so that neither can
/// say what the other does not. A class, for each call carries it.
final class Operation: Sendable {
    let method: HTTPRequest.Method
    /// In OpenAPI's form: `/api/v1/entries/{entry}`.
    let path: String
    /// Unique: `readEntry`.
    let id: String
    let summary: Bilingual
    let tag: Tag
    let security: Security
    let parameters: [Parameter]
    let body: Body
    let answer: Answer
    /// The codes it may answer with, those of every operation aside.
    let errors: [ReasonCode]
    let handler: @Sendable (Call) async throws -> Response

    init(
        _ method: HTTPRequest.Method, _ path: String, _ id: String, _ summary: Bilingual, tag: Tag,
        security: Security, parameters: [Parameter] = [], body: Body = .none, answer: Answer,
        errors: [ReasonCode] = [], handler: @escaping @Sendable (Call) async throws -> Response
    ) {
        self.method = method
        self.path = path
        self.id = id
        self.summary = summary
        self.tag = tag
        self.security = security
        self.parameters = parameters
        self.body = body
        self.answer = answer
        self.errors = errors
        self.handler = handler
    }

    /// Who may call.
    enum Security: String, Sendable {
        /// Anybody.
        case open
        /// A person, by a session.
        case person
        /// A system, by a token of one of its keys.
        case system
        /// Either.
        case any
    }

    /// What the request carries.
    enum Body: Sendable {
        case none
        case json(Schema)
        /// The OAuth 2 form of the token endpoint, or the same members as JSON.
        case formOrJSON(Schema)
        /// Bytes of one media type, streamed.
        case bytes(String)
    }

    /// What a success carries.
    enum Answer: Sendable {
        case json(Schema, status: HTTPResponse.Status = .ok)
        case bytes(String)
        case none
    }

    /// The chapters of the documentation.
    enum Tag: String, Sendable, CaseIterable {
        case identity, catalogue, cases, intake, governance, exchange, grants, parties, ledger, regulation

        var title: Bilingual {
            switch self {
            case .identity: Bilingual("身份与令牌", "Identity and tokens")
            case .catalogue: Bilingual("目录", "Catalogue")
            case .cases: Bilingual("办件", "Cases")
            case .intake: Bilingual("归集", "Intake")
            case .governance: Bilingual("数据治理", "Governance")
            case .exchange: Bilingual("共享交换", "Exchange")
            case .grants: Bilingual("申请与授权", "Applications and grants")
            case .parties: Bilingual("主体", "Parties")
            case .ledger: Bilingual("台账", "Ledger")
            case .regulation: Bilingual("规则档案", "Regulation profile")
            }
        }
    }

    /// A parameter of the path or of the query.
    struct Parameter: Sendable {
        enum Place: String, Sendable { case path, query }

        let name: String
        let place: Place
        let about: Bilingual
        let schema: Schema
        let isRequired: Bool

        static func path(_ name: String, _ about: Bilingual, _ schema: Schema = .text(200, min: 1))
            -> Parameter
        {
            Parameter(name: name, place: .path, about: about, schema: schema, isRequired: true)
        }

        static func query(_ name: String, _ about: Bilingual, _ schema: Schema = .text(200)) -> Parameter {
            Parameter(name: name, place: .query, about: about, schema: schema, isRequired: false)
        }
    }
}
