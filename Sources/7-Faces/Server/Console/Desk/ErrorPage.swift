import Hummingbird
import Regulation

/// The page for what went wrong (错误页): the reasons, the article, what to do, and the request's number.
struct ErrorPage: Sendable {
    let desk: Desk

    @Sendable func answer(_ failure: Failure, _ request: Request, _ context: ServerContext) -> Response {
        let frame = openFrame(request)
        return Answers.html(
            desk.shelf.render(
                "error", frame: frame,
                model: Model(
                    status: failure.status.code, title: failure.reasons[0].code.title[frame.language],
                    faults: FaultsView(failure.reasons, book: desk.book, language: frame.language),
                    requestID: context.requestID)),
            status: failure.status)
    }

    /// A frame without navigation, for pages that may not read the store.
    @Sendable func openFrame(_ request: Request) -> PageFrame {
        let language = CookieJar(request)[.language].flatMap { Language(rawValue: $0) } ?? .chinese
        let other: Language = language == .chinese ? .english : .chinese
        return PageFrame(
            language: language, platform: desk.profile.word(.platform)[language],
            regulation: desk.profile.title[language], navigation: [], person: nil, formToken: "",
            otherLanguageHref: "/console/sign-in?lang=\(other.rawValue)", notice: nil)
    }

    struct Model {
        let status: Int
        let title: String
        let faults: FaultsView
        let requestID: String
    }
}
