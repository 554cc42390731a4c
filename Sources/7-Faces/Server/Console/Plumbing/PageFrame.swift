import Regulation

/// What stands around every page (页面框架): language, navigation, who is signed in, and the token of its forms.
///
/// Templates see stored values only.
struct PageFrame {
    let language: Language
    let htmlLanguage: String
    /// The name of the platform in the regulation's own words.
    let platform: String
    /// The regulation in force.
    let regulation: String
    let navigation: [NavigationGroup]
    let person: SignedIn?
    /// Goes into every form as `form-token`.
    let formToken: String
    /// This page in the other language.
    let otherLanguageHref: String
    let notice: Notice?

    init(
        language: Language, platform: String, regulation: String, navigation: [NavigationGroup],
        person: SignedIn?, formToken: String, otherLanguageHref: String, notice: Notice?
    ) {
        self.language = language
        htmlLanguage = language == .english ? "en" : "zh-CN"
        self.platform = platform
        self.regulation = regulation
        self.navigation = navigation
        self.person = person
        self.formToken = formToken
        self.otherLanguageHref = otherLanguageHref
        self.notice = notice
    }

    /// Who is signed in.
    struct SignedIn {
        let name: String
        let body: String
        let roles: String
        /// The first character of the name.
        let initial: String
    }

    /// One message after an act.
    struct Notice {
        let tone: Tone
        let text: String
    }
}
