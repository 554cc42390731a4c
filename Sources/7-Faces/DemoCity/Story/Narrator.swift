import Platform
import Regulation

/// Tells the story line by line (叙述): Chinese first, English beside it, evidence indented below.
struct Narrator: Sendable {
    let library: ProfileLibrary
    let print: @Sendable (String) -> Void

    func chapter(_ number: Int, _ zh: String, _ en: String) {
        print("")
        print("━━ \(number) \(zh) · \(en) ━━")
    }

    /// What somebody does.
    func act(_ zh: String, _ en: String) {
        print("▸ \(zh)")
        print("  \(en)")
    }

    /// What the store, a receipt or an answer says.
    func evidence(_ zh: String, _ en: String) { print("    \(zh) · \(en)") }

    func evidence(_ text: String) { print("    \(text)") }

    func refusal(_ refusal: Refusal) {
        for reason in refusal.reasons {
            let article = reason.article.map { " " + cite($0) } ?? ""
            print("    ✗ [\(reason.code.name)]\(article) \(reason.code.title.zh) · \(reason.code.title.en)")
            if let detail = reason.detail { print("      \(detail.zh) · \(detail.en)") }
        }
        let remedy = refusal.code.remedy
        print("      办法 · remedy: \(remedy.zh) · \(remedy.en)")
    }

    /// `《株洲市……办法（试行）》第十八条 (zhuzhou-2020#18)`.
    func cite(_ reference: ArticleReference) -> String {
        guard let profile = library[reference.regulation], let article = profile.article(reference) else {
            return "\(reference)"
        }
        return "《\(profile.title.zh)》\(article.label) (\(reference))"
    }
}
