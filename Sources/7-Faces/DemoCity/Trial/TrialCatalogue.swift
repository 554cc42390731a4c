import Catalogue
import Parties
import Platform
import Regulation
import Standards

/// A catalogue of any size from a seed (试验目录): titles, abstracts and items put together from what the offices of a
/// city call their work.
public struct TrialCatalogue: Sendable {
    /// Who searches it: data staff of the first body.
    public static let account = "trial.data"
    /// Who sees every body's duties and figures.
    public static let auditor = "trial.auditor"
    static let itemsCount = 10

    let territory: Territory
    let seed: UInt64

    public init(territory: Territory, seed: UInt64) {
        self.territory = territory
        self.seed = seed
    }

    /// Registers the bodies and puts `count` entries of theirs into the catalogue, which must be empty; with
    /// `asDrafts`, as drafts of the first body, each with a name of its own.
    public func load(_ count: Int, asDrafts: Bool = false, into platform: Platform) async throws {
        var bodies: [String] = []
        for (number, name) in bodyNames.enumerated() {
            let code = DemoCity.creditCode("11" + territory.division, number: 10_000 + number)
            if let known = try await platform.parties.body(creditCode: code) {
                bodies.append(known.id)
                continue
            }
            let body = try await platform.parties.addBody(
                name: name, creditCode: code, kind: .department, division: territory.division, level: .city,
                by: nil)
            if number == 0 {
                _ = try await platform.parties.addPerson(
                    account: Self.account, name: "试验用户", body: body.id, roles: ["data-staff"],
                    password: DemoCity.password, by: nil)
            }
            bodies.append(body.id)
        }
        if try await platform.parties.bodies(kind: .authority, limit: 1).isEmpty {
            let authority = try await platform.parties.addBody(
                name: territory.city + "数据主管部门",
                creditCode: DemoCity.creditCode("11" + territory.division, number: 20_000), kind: .authority,
                division: territory.division, level: .city, by: nil)
            _ = try await platform.parties.addPerson(
                account: Self.auditor, name: "试验审计", body: authority.id, roles: ["auditor"],
                password: DemoCity.password, by: nil)
        }
        let owners = bodies
        try await platform.catalogue.loadTrial(count, asDrafts: asDrafts) { number in
            var random = SeededRandom(seed, row: number)
            let owner = owners[random.below(owners.count)]
            var content = content(&random)
            if asDrafts {
                // Drafts are imported elsewhere, where they are held to every rule.
                content.name += String(number + 1)
                (content.sharing, content.opening) = (.conditional, .none)
                content.grade = DataGrade.allCases[1].rawValue
            }
            return (asDrafts ? owners[0] : owner, content)
        }
    }

    private var places: [String] { [territory.city] + territory.counties.map(\.name) }

    private var bodyNames: [String] {
        places.flatMap { place in TrialWords.offices.map { place + $0 } }
    }

    /// One entry.
    func content(_ random: inout SeededRandom) -> EntryContent {
        func one(_ words: [String]) -> String { words[random.below(words.count)] }
        let (place, subject, act) = (one(places), one(TrialWords.subjects), one(TrialWords.acts))
        let kind = one(TrialWords.kinds)
        // The same name is the same field everywhere, as systems that collect the same would have it.
        var chosen: [Int] = []
        while chosen.count < Self.itemsCount {
            let number = random.below(TrialWords.items.count)
            if !chosen.contains(number) { chosen.append(number) }
        }
        let names = chosen.map { TrialWords.items[$0] }
        let pieces = [
            "{place}": place, "{subject}": subject, "{act}": act, "{kind}": kind,
            "{use}": one(TrialWords.uses),
            "{one}": names[0], "{two}": names[1],
        ]
        let abstract = pieces.reduce(one(TrialWords.abstracts)) { $0.replacing($1.key, with: $1.value) }
        let sharing = SharingType.ID.allCases[random.below(SharingType.ID.allCases.count)]
        let grades = DataGrade.allCases.prefix(4)
        let format = ["1:pdf", "2:xlsx", "3:Dm", "3:KingbaseES", "7:API"]
        return EntryContent(
            name: place + subject + act + kind, abstract: abstract,
            classification: String(1 + random.below(3)) + "0100" + String(1 + random.below(9)),
            format: format[random.below(format.count)],
            items: names.enumerated().map { number, name in
                Item(
                    number: number + 1, field: "item_\(chosen[number])", name: name, type: .characters,
                    length: 100,
                    isRequired: number == 0, isKey: number == 0)
            },
            sharing: sharing, sharingConditions: "按批准的用途使用", sharingBasis: "依法确定",
            opening: OpeningType.ID.allCases[random.below(OpeningType.ID.allCases.count)],
            updateCycle: UpdateCycle.allCases[random.below(UpdateCycle.allCases.count)],
            sensitivity: .internal, grade: grades[random.below(grades.count)].rawValue,
            legalBasis: "《政务数据共享条例》", secrecyAssessed: true, personalInformationAssessed: true)
    }
}

/// What the titles, abstracts and items of trial entries are made of (试验词库).
enum TrialWords {
    static let offices = words(
        """
        公安局 人力资源和社会保障局 民政局 市场监督管理局 自然资源和规划局 住房和城乡建设局 卫生健康局 教育局
        交通运输局 生态环境局 水利局 农业农村局 应急管理局 医疗保障局 文化旅游局
        """)
    static let subjects = words(
        """
        机动车驾驶证 道路运输许可证 不动产登记 企业营业执照 个体工商户 社会保险参保 医疗保险结算 城乡低保对象 残疾人补贴
        公积金缴存 排污许可证 危险废物经营 食品经营许可 药品经营企业 医疗机构执业 执业医师 教师资格 学生学籍 高校毕业生
        就业失业登记 劳动合同备案 工伤认定 婚姻登记 殡葬服务 养老机构 社会组织 宗教场所 户籍人口 流动人口 出入境证件
        建设工程规划 施工许可 房屋预售 物业企业 燃气经营 供水管网 公交线路 出租汽车 取水许可 河道采砂 林木采伐 农药经营
        种子生产 动物防疫 农机驾驶 土地承包 科技项目 高新企业 专利授权 纳税信用 行政处罚 行政许可 信用评价 招标投标
        政府采购 预算执行 国有资产 安全生产 消防验收 地震监测 气象观测 空气质量 地表水质 噪声监测 文物保护 图书馆藏
        旅游景区 体育场馆 义务教育招生 职业技能鉴定 慈善募捐 退役军人优抚 法律援助 人民调解 公证事项 律师执业
        """)
    static let acts = words("基本 变更 注销 年检 审批 办理 核查 检查 统计 缴费 发放 备案 公示 预警 历史 明细 汇总 异常")
    static let kinds = words("信息 数据 记录 名单 台账 汇总表 档案 清单")
    static let uses = words("信用监管 政策兑现 资格核验 统计分析 风险防控 民生服务 城市治理 宏观决策 一网通办 应急处置")
    static let items = words(
        """
        姓名 身份证号码 统一社会信用代码 企业名称 法定代表人 证件编号 发证日期 有效期起 有效期止 发证机关 联系电话 住址
        经营范围 注册资本 行政区划代码 业务状态 办理时间 审批结果 备注 数据更新时间 申请人 申请日期 许可内容
        处罚决定书文号 处罚结果 检查人员 检查日期 监测点位 监测数值 计量单位 缴费基数 缴费月数 参保状态 发放金额 银行账号
        学校名称 学历层次 毕业时间 车牌号码 车辆类型 所有权人 坐落位置 建筑面积 用途 合同编号 合同金额 项目名称 建设单位
        施工单位 开工日期 竣工日期 从业人数 经度 纬度 所属行业 登记机关 信用等级 违法事实 整改期限 受理编号
        """)
    static let abstracts = [
        "本单位在履行{subject}职责过程中形成的{act}{kind}，用于{use}。", "反映{place}{subject}的{act}情况，供各部门业务协同和{use}使用。",
        "{place}范围内{subject}{act}产生的{kind}，包括{one}、{two}等内容。", "依据{subject}管理规定采集的{act}{kind}，含{one}和{two}。",
        "{subject}业务系统中{place}的{act}{kind}，可按{one}查询，服务于{use}。",
    ]

    private static func words(_ text: String) -> [String] {
        text.split { $0 == " " || $0 == "\n" }.map(String.init)
    }
}
