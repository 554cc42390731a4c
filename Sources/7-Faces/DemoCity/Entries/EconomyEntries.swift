import Protection
import Standards

/// What the offices of market, land, approval and a district hold (市场监管、自然资源、审批、区县目录).
enum EconomyEntries {
    static func all(_ enterprises: EnterpriseGenerator, rows: Int) -> [EntryDraft] {
        [companies(enterprises, rows), foodLicences, irregular, estates, stops, permits, air]
    }

    private static func companies(_ enterprises: EnterpriseGenerator, _ rows: Int) -> EntryDraft {
        EntryDraft(
            key: "enterprises", body: "market",
            content: .demo(
                "企业登记信息", "在本市登记的企业的名称、法定代表人、注册资本、住所、行业和状态。", "102001", sharing: .unconditional,
                opening: .unconditional, cycle: .daily, sensitivity: .public, grade: .general1,
                business: "市场主体登记",
                system: "市场主体登记系统", law: "《中华人民共和国市场主体登记管理条例》"),
            columns: [
                .key("credit_code", "统一社会信用代码", 18, is: .creditCode, from: .enterprise(.creditCode)),
                .text(
                    "name", "企业名称", EnterpriseGenerator.nameCharactersMax, required: true,
                    from: .enterprise(.name)),
                .text("legal_representative", "法定代表人", 50, mask: .name, from: .enterprise(.representative)),
                .date("registered_on", "成立日期", required: true, from: .day(before: 1...9_000)),
                .amount("capital", "注册资本（万元）", .numeric, from: .decimal(100...100_000, scale: 2)),
                .text("address", "住所", 200, from: .enterprise(.address)),
                .text("industry", "行业门类", 1, from: .choice(["C"])),
                .text("status", "登记状态", 10, required: true, from: .choice(["存续"])),
                .text("division", "登记机关所在区划", 6, is: .divisionCode, from: .place(.countyCode)),
                .date("updated_on", "更新日期", required: true, from: .day(before: 1...700)),
            ],
            rows: rows, generator: enterprises)
    }

    private static let foodLicences = EntryDraft(
        key: "food-licences", body: "market",
        content: .demo(
            "食品经营许可信息", "食品经营许可证的编号、经营者、业态和有效期。", "204001", sharing: .unconditional, opening: .unconditional,
            cycle: .weekly, sensitivity: .public, grade: .general1, business: "食品经营许可", system: "食品经营许可系统",
            law: "《中华人民共和国食品安全法》第三十五条"),
        columns: [
            .key("licence_no", "许可证编号", 16, from: .joined([.choice(["JY14302"]), .serial("", width: 7)])),
            .text(
                "holder_code", "经营者统一社会信用代码", 18, is: .creditCode, required: true,
                from: .enterprise(.creditCode)),
            .text("holder", "经营者名称", 100, required: true, from: .enterprise(.name)),
            .text("kind", "主体业态", 20, required: true, from: .choice(["食品销售经营者", "餐饮服务经营者", "单位食堂"])),
            .date("issued_on", "发证日期", required: true, from: .day(before: 1...1_700)),
            .text("address", "经营场所", 200, from: .enterprise(.address)),
        ],
        rows: 900)

    private static let irregular = EntryDraft(
        key: "irregular-operations", body: "market",
        content: .demo(
            "企业经营异常名录", "列入经营异常名录的企业、原因和日期。", "208001", sharing: .unconditional, opening: .unconditional,
            cycle: .weekly, sensitivity: .public, grade: .general1, business: "企业信用监管", system: "企业信用监管系统",
            law: "《企业信息公示暂行条例》"),
        columns: [
            .key("credit_code", "统一社会信用代码", 18, is: .creditCode, from: .enterprise(.creditCode)),
            .text("name", "企业名称", 100, required: true, from: .enterprise(.name)),
            .text(
                "reason", "列入原因", 60, required: true,
                from: .choice(["未按规定公示年度报告", "通过登记的住所无法联系", "公示信息隐瞒真实情况"])),
            .date("listed_on", "列入日期", required: true, from: .day(before: 1...900)),
        ],
        rows: 180)

    private static let estates = EntryDraft(
        key: "estates", body: "land",
        content: .demo(
            "不动产登记信息", "不动产单元、权利人、用途、面积和登记日期。", "209001",
            sharing: .conditional(
                basis: "《中华人民共和国民法典》第二百一十九条、" + PersonEntries.officesLaw, scope: "税务、公积金、救助和户籍部门",
                depth: "按权利人核验有无不动产",
                term: "一年以内"),
            cycle: .daily, sensitivity: .internal, grade: .general4, business: "不动产登记", system: "不动产登记系统",
            law: "《不动产登记暂行条例》"),
        columns: [
            .key(
                "unit_no", "不动产单元号", 28,
                from: .joined([
                    .place(.countyCode), .choice(["003001GB"]), .serial("", width: 5), .choice(["F00010001"]),
                ])),
            .text(
                "holder_id", "权利人公民身份号码", 18, is: .citizenID, mask: .idNumber, required: true,
                from: .person(.anyone, .idNumber)),
            .text("holder_name", "权利人姓名", 50, mask: .name, required: true, from: .person(.anyone, .name)),
            .text("address", "坐落", 200, mask: .address, required: true, from: .person(.anyone, .address)),
            .text("use", "用途", 10, from: .choice(["住宅", "住宅", "住宅", "商业", "车位"])),
            .amount(
                "area", "建筑面积（平方米）", .numeric, 10, required: true, from: .decimal(3_000...22_000, scale: 2)),
            .date("registered_on", "登记日期", required: true, from: .day(before: 1...6_000)),
        ],
        rows: 3_000)

    private static let stops = EntryDraft(
        key: "bus-stops", body: "land",
        content: .demo(
            "公交站点空间信息", "公共交通站点的名称、坐标和停靠线路数。", "103001", format: "2:xlsx", sharing: .unconditional,
            opening: .unconditional, cycle: .halfYearly, sensitivity: .public, grade: .general1,
            business: "基础地理信息更新",
            system: "地理信息公共服务平台", law: "《中华人民共和国测绘法》第三十六条"),
        columns: [
            .key("stop_no", "站点编号", 8, from: .serial("S", width: 5)),
            .text(
                "name", "站点名称", 50, required: true,
                from: .joined([.place(.road), .place(.estate), .choice(["站", "路口站", "东站", "西站"])])),
            .text("division", "行政区划代码", 6, is: .divisionCode, from: .place(.countyCode)),
            .amount(
                "longitude", "经度", .numeric, 10, scale: 6, required: true,
                from: .decimal(113_050_000...113_250_000, scale: 6)),
            .amount(
                "latitude", "纬度", .numeric, 9, scale: 6, required: true,
                from: .decimal(27_700_000...27_950_000, scale: 6)),
            .whole("lines", "停靠线路数", 2, required: true, from: .integer(1...14)),
        ],
        rows: 1_100)

    private static let permits = EntryDraft(
        key: "permits", body: "authority",
        content: .demo(
            "行政许可信息", "市级行政许可的文书号、事项、相对人和决定日期。", "208002", sharing: .unconditional, opening: .conditional,
            openingConditions: "涉及自然人的信息脱敏后提供查询。", cycle: .weekly, sensitivity: .internal, grade: .general2,
            business: "行政许可", system: "政务服务一体化平台", law: "《中华人民共和国行政许可法》第四十条"),
        columns: [
            .key(
                "document_no", "许可文书号", 24,
                from: .joined([.choice(["株审批许〔2025〕"]), .serial("", width: 5), .choice(["号"])])),
            .text(
                "matter", "许可事项", 60, required: true,
                from: .choice(["建筑工程施工许可", "药品零售许可", "道路货物运输经营许可", "取水许可", "公共场所卫生许可"])),
            .text(
                "holder_code", "相对人统一社会信用代码", 18, is: .creditCode, required: true,
                from: .enterprise(.creditCode)),
            .text("holder", "相对人名称", 100, required: true, from: .enterprise(.name)),
            .date("decided_on", "许可决定日期", required: true, from: .day(before: 1...360)),
        ],
        rows: 700)

    private static let air = EntryDraft(
        key: "air-quality", body: "county",
        content: .demo(
            "环境空气质量日报", "区内各站点每日的空气质量指数和细颗粒物浓度。", "211001", format: "2:xlsx", sharing: .unconditional,
            opening: .unconditional, cycle: .daily, sensitivity: .public, grade: .general1,
            business: "环境空气质量监测",
            system: "大气环境监测系统", law: "《中华人民共和国大气污染防治法》第二十三条"),
        columns: [
            .date("day", "日期", isKey: true, from: .eachDay(repeated: 4)),
            .key("station", "站点", 20, from: .each(["市委党校", "大京风景区", "栗雨工业园", "湘江风光带"])),
            .whole("aqi", "空气质量指数", 3, required: true, from: .integer(18...165)),
            .amount(
                "pm25", "细颗粒物（微克每立方米）", .numeric, 6, scale: 1, required: true,
                from: .decimal(80...1_250, scale: 1)),
            .text("level", "空气质量级别", 6, from: .choice(["优", "良", "良", "轻度污染"])),
        ],
        rows: 1_460)
}
