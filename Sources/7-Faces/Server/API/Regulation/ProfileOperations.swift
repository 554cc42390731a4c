import Hummingbird
import Regulation

/// The regulation as data (规则档案), open to anybody.
extension API {
    var profileOperations: [Operation] { [readProfile, readArticle, listProfiles, compareProfiles] }

    private var readProfile: Operation {
        Operation(
            .get, "/api/v1/profile", "readProfile", Bilingual("正在施行的规则档案", "The regulation in force"),
            tag: .regulation, security: .open, answer: .json(ProfileJSON.schema)
        ) { _ in
            Answers.json(ProfileJSON(platform.profile, line: line(platform.profile)))
        }
    }

    private var readArticle: Operation {
        Operation(
            .get, "/api/v1/profile/articles/{article}", "readArticle",
            Bilingual(
                "查看条文；本规则写条号，其他写 national-2025#21(# 写作 %23)",
                "An article: its number, or national-2025%2321 of another"),
            tag: .regulation, security: .open,
            parameters: [.path("article", Bilingual("条号或条款编号", "Number or reference"), .text(100, min: 1))],
            answer: .json(ArticleJSON.schema), errors: [APICodes.noArticle]
        ) { call in
            let asked = try call.required("article")
            let reference =
                ArticleReference(asked) ?? ArticleReference(regulation: platform.profile.id, article: asked)
            let owner = platform.library[reference.regulation]
            guard let article = platform.profile.article(reference) ?? owner?.article(reference) else {
                throw Refusal(APICodes.noArticle, field: "article")
            }
            return Answers.json(ArticleJSON(article))
        }
    }

    private var listProfiles: Operation {
        Operation(
            .get, "/api/v1/profiles", "listProfiles", Bilingual("全部规则档案", "Every regulation at hand"),
            tag: .regulation, security: .open, answer: .json(ProfileListJSON.schema)
        ) { _ in
            let profiles = platform.library.ids.compactMap { platform.library[$0] }
            return Answers.json(ProfileListJSON(profiles: profiles.map(line)))
        }
    }

    private var compareProfiles: Operation {
        Operation(
            .get, "/api/v1/profiles/{profile}/difference/{other}", "compareProfiles",
            Bilingual("两个规则档案的差异", "How two regulations differ"), tag: .regulation, security: .open,
            parameters: [
                .path("profile", Bilingual("规则档案编号", "Id of a profile"), .text(64, min: 1)),
                .path("other", Bilingual("另一个规则档案编号", "Id of the other"), .text(64, min: 1)),
            ],
            answer: .json(ProfileDifferenceJSON.schema), errors: [APICodes.noProfile]
        ) { call in
            let one = try profile(call, "profile")
            let other = try profile(call, "other")
            return Answers.json(
                ProfileDifferenceJSON(
                    one: line(one), other: line(other), ProfileDifference.between(one, other)))
        }
    }

    private func profile(_ call: Call, _ name: String) throws(Refusal) -> Profile {
        guard let profile = platform.library[try call.required(name)] else {
            throw Refusal(APICodes.noProfile, field: name)
        }
        return profile
    }

    private func line(_ profile: Profile) -> ProfileLineJSON {
        ProfileLineJSON(
            profile, isUsable: platform.library.isUsable(profile.id),
            isInForce: profile.id == platform.profile.id)
    }
}
