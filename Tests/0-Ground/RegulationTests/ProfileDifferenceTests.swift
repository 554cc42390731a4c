import Regulation
import Testing

@Suite("How two regulations differ")
struct ProfileDifferenceTests {
    let library: ProfileLibrary

    init() throws {
        library = try ProfileFiles.library()
    }

    @Test("A regulation does not differ from itself", arguments: ProfileFiles.names)
    func same(id: String) throws {
        let profile = try #require(library[id])
        #expect(ProfileDifference.between(profile, profile).isEmpty)
    }

    @Test(
        "Each difference shows both sides with their articles",
        arguments: [
            (
                "zhuzhou-2020", "taijiang-2022", ProfileDifference.Topic.types, "sharing-none", "不予共享；须有依据",
                "暂不共享；须有依据", "zhuzhou-2020#18", "taijiang-2022#16"
            ),
            (
                "zhuzhou-2020", "guiyang-2017", .deadlines, "correction-answer", "10个工作日内", "5个工作日内",
                "national-2025#26", "guiyang-2017#16"
            ),
            (
                "zhuzhou-2020", "guiyang-2017", .deadlines, "complaint-answer", "未规定", "5个工作日内", "",
                "guiyang-2017#31"
            ),
            (
                "zhuzhou-2020", "jingzhou-2024", .terms, "authority", "市行政审批局", "数据主管部门", "zhuzhou-2020#6",
                "jingzhou-2024#6"
            ),
            (
                "taijiang-2022", "jingzhou-2024", .chains, "sharing-unconditional", "直接办结", "提供机构答复〔1个工作日内〕",
                "taijiang-2022#17", "jingzhou-2024#17"
            ),
            (
                "jingzhou-2024", "zhuzhou-2020", .rules, "necessary-identifier",
                "采集应以身份号码、统一社会信用代码等作为必要标识", "未规定", "jingzhou-2024#11", ""
            ),
            (
                "guiyang-2017", "zhuzhou-2020", .sensitivities, "internal", "内部数据：无条件共享",
                "内部：无条件共享、有条件共享、不予共享", "guiyang-2017#9", "zhuzhou-2020#17"
            ),
            (
                "jingzhou-2024", "zhuzhou-2020", .validity, "validity", "自2024-12-02起，至2026-12-01止",
                "自2020-12-14起，无终止日期", "jingzhou-2024#35", "zhuzhou-2020#31"
            ),
        ])
    func sides(
        one: String, other: String, topic: ProfileDifference.Topic, subject: String, mine: String,
        theirs: String, myArticle: String, theirArticle: String
    ) throws {
        let all = ProfileDifference.between(try #require(library[one]), try #require(library[other]))
        let found = try #require(all.first { $0.topic == topic && $0.subject == subject })
        #expect(found.one.text.zh == mine)
        #expect(found.other.text.zh == theirs)
        #expect((found.one.articles.first?.description ?? "") == myArticle)
        #expect((found.other.articles.first?.description ?? "") == theirArticle)
        #expect(!found.one.text.en.isEmpty && !found.other.text.en.isEmpty)
    }

    @Test("A chain is shown step by step, with levels, limits and the article of each step")
    func chain() throws {
        let one = try #require(library["zhuzhou-2020"])
        let other = try #require(library["guiyang-2017"])
        let found = try #require(
            ProfileDifference.between(one, other).first {
                $0.subject == "entry-review" && $0.topic == .chains
            })
        #expect(
            found.one.text.en
                == "Approval by the body's head → Review and publication by the Administrative Approval Bureau "
                + "[within 2 working days]")
        #expect(found.one.articles.map(\.description) == ["national-2025#13", "zhuzhou-2020#13"])
        #expect(found.other.text.en.contains("Review by the county government (county, township) → "))
        #expect(found.other.articles.map(\.description) == ["national-2025#13", "guiyang-2017#14"])
    }

    @Test("Differences come in the order of the topics, each once, and the same both ways round")
    func order() throws {
        let one = try #require(library["zhuzhou-2020"])
        let other = try #require(library["guiyang-2017"])
        let there = ProfileDifference.between(one, other)
        let back = ProfileDifference.between(other, one)
        let topics = ProfileDifference.Topic.allCases
        let order = there.compactMap { topics.firstIndex(of: $0.topic) }
        #expect(order == order.sorted())
        #expect(Set(there.map { "\($0.topic) \($0.subject)" }).count == there.count)
        #expect(Set(there.map(\.subject)) == Set(back.map(\.subject)))
        #expect(Set(there.map(\.topic)) == Set(topics))
    }
}
