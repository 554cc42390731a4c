import Cases
import HTTPTypes
import Hummingbird
import Parties
import Platform
import Regulation

/// What every page works with (页面工作台): the platform behind it and the shelf it is made from.
struct Desk: Sendable {
    let platform: Platform
    let shelf: PageShelf
    let settings: ServerSettings
    let book: ArticleBook

    var profile: Profile { platform.profile }

    /// The page `template` for this visit.
    func page(
        _ visit: Visit, _ template: String, _ model: Any, status: HTTPResponse.Status = .ok
    ) async throws -> Response {
        let frame = try await frame(visit)
        return Answers.html(shelf.render(template, frame: frame, model: model), status: status)
    }

    /// Back to `path` with a notice: `key` is below `notice` in the texts.
    func done(_ path: String, notice key: String, tone: Tone = .good) -> Response {
        var response = Answers.seeOther(path)
        response.setCookie(.notice, "\(tone.rawValue).\(key)", secondsMax: 60, settings: settings)
        return response
    }

    func frame(_ visit: Visit) async throws -> PageFrame {
        let language = visit.language
        var signedIn: PageFrame.SignedIn?
        var groups: [NavigationGroup] = []
        if let actor = visit.person {
            let roles = actor.roles.sorted().map { profile.role($0)?.name[language] ?? $0 }
            signedIn = PageFrame.SignedIn(
                name: actor.displayName, body: actor.body.name,
                roles: roles.joined(separator: language == .chinese ? "、" : ", "),
                initial: String(actor.displayName.prefix(1)))
            groups = Navigation(
                texts: visit.texts, path: visit.path,
                waiting: try await platform.cases.waitingCount(for: actor),
                notices: try await platform.notices.openCount(for: actor), profile: profile,
                upkeep: try await platform.upkeep.waitingCount(for: actor),
                mayCompile: platform.catalogue.mayCompile(for: actor.body.id, actor) == .allowed
            ).groups(for: actor)
        }
        return PageFrame(
            language: language, platform: profile.word(.platform)[language],
            regulation: profile.title[language], navigation: groups, person: signedIn,
            formToken: visit.formToken,
            otherLanguageHref: visit.href(
                setting: "lang",
                to: language == .chinese ? Language.english.rawValue : Language.chinese.rawValue),
            notice: notice(visit))
    }

    /// Only texts of our own are ever shown from the cookie.
    private func notice(_ visit: Visit) -> PageFrame.Notice? {
        guard let value = visit.notice else { return nil }
        let sides = value.split(separator: ".", maxSplits: 1)
        guard sides.count == 2, let tone = Tone(rawValue: String(sides[0])) else { return nil }
        let key = "notice.\(sides[1])"
        guard shelf.texts.keys.contains(key) else { return nil }
        return PageFrame.Notice(tone: tone, text: visit.texts(key))
    }
}
