import Parties
import Regulation
import Standards

/// The bodies, accounts and systems of the demo city, named as its regulation names them (单位人员).
extension DemoCity {
    static func bodies(_ profile: Profile, _ territory: Territory) -> [DemoBody] {
        let county = territory.counties[3]
        // The regulation speaks of 市行政审批局; its full name bears that of the city.
        func full(_ term: TermID) -> String {
            let word = profile.word(term).zh
            return word.hasPrefix("市") ? territory.city + word.dropFirst() : word
        }
        let bodies: [(key: String, name: String, prefix: String, kind: Body.Kind, isCounty: Bool)] = [
            ("government", territory.city + "人民政府", "11", .government, false),
            ("authority", full(.authority), "11", .authority, false),
            ("operator", full(.platformOperator), "12", .platformOperator, false),
            ("police", territory.city + "公安局", "11", .department, false),
            ("market", territory.city + "市场监督管理局", "11", .department, false),
            ("social", territory.city + "人力资源和社会保障局", "11", .department, false),
            ("health", territory.city + "卫生健康委员会", "11", .department, false),
            ("civil", territory.city + "民政局", "11", .department, false),
            ("land", territory.city + "自然资源和规划局", "11", .department, false),
            ("housing", territory.city + "住房公积金管理中心", "12", .department, false),
            ("county-authority", territory.city + county.name + "行政审批服务局", "11", .authority, true),
            ("county", territory.city + county.name + "人民政府", "11", .government, true),
        ]
        return bodies.enumerated().map { number, body in
            let division = body.isCounty ? county.code : territory.division
            return DemoBody(
                key: body.key, name: body.name,
                creditCode: creditCode(body.prefix + division, number: number + 1), kind: body.kind,
                division: division, level: body.isCounty ? .county : profile.jurisdiction.level)
        }
    }

    /// A valid code of a public body, its organisation code made from the body's number.
    static func creditCode(_ start: String, number: Int) -> String {
        var digits: [UInt8] = []
        digits.append(number: 613_000 + number * 7, width: 8)
        let organisation = String(decoding: digits, as: UTF8.self)
        let check = OrganisationCode.checkCharacter(for: organisation).map { String($0) } ?? ""
        return EnterpriseGenerator.closed(start + organisation + check)
    }

    static func accounts(_ bodies: [DemoBody], seed: UInt64) -> [DemoAccount] {
        var random = SeededRandom(seed &+ 0xACC0_0425)
        let names = ChineseNames.common
        return bodies.flatMap { body in
            posts(of: body).map { post in
                let isMale = random.below(2) == 0
                var name: [UInt8] = []
                names.append(
                    surname: names.surname(&random), given: names.given(isMale: isMale, &random),
                    isMale: isMale,
                    to: &name)
                return DemoAccount(
                    account: post.account, name: String(decoding: name, as: UTF8.self), body: body.key,
                    roles: post.roles)
            }
        }
    }

    private static func posts(of body: DemoBody) -> [(account: String, roles: Set<String>)] {
        func post(_ name: String, _ roles: String...) -> (account: String, roles: Set<String>) {
            ("\(body.key).\(name)", Set(roles))
        }
        let common = [
            post("data", "data-staff"), post("head", "department-head"),
            post("system", "system-staff", "security-staff"),
        ]
        return switch (body.kind, body.level) {
        case (.authority, .county): common + [post("review", "county-authority-reviewer")]
        case (.government, .county): common + [post("review", "county-government-reviewer")]
        case (.authority, _): common + [post("review", "authority-reviewer"), ("admin", ["administrator"])]
        case (.government, _): [post("review", "city-government-reviewer"), post("audit", "auditor")]
        case (.platformOperator, _):
            [post("data", "data-staff"), post("operate", "platform-operator", "security-staff")]
        default: common + [post("chief", "chief-data-officer")]
        }
    }

    static let systems = [
        DemoSystem(key: "pension", name: "社会保险经办系统", body: "social"),
        DemoSystem(key: "assistance", name: "社会救助家庭经济状况核对系统", body: "civil"),
        DemoSystem(key: "fund", name: "住房公积金综合服务系统", body: "housing"),
        DemoSystem(key: "estate", name: "不动产登记系统", body: "land"),
        DemoSystem(key: "credit", name: "企业信用监管系统", body: "market"),
        DemoSystem(key: "counter", name: "区级政务服务一窗受理系统", body: "county-authority"),
        DemoSystem(key: "services", name: "政务服务一体化平台", body: "authority"),
    ]
}
