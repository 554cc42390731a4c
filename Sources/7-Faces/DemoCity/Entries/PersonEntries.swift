import Protection
import Standards

/// What the police and the civil affairs office hold of people (公安、民政目录).
enum PersonEntries {
    /// The Personal Information Protection Law on what state offices may do.
    static let officesLaw = "《中华人民共和国个人信息保护法》第三十四条"

    static func all(_ persons: PersonGenerator, rows: Int) -> [EntryDraft] {
        [
            population(persons, rows), population(baseRows: min(rows, 5_000)), vehicles, sealedRecords,
            marriages,
            allowances, homes, adoptions,
        ]
    }

    private static func population(_ persons: PersonGenerator, _ rows: Int) -> EntryDraft {
        EntryDraft(
            key: "population", body: "police",
            content: .demo(
                "常住人口登记信息", "本市常住人口登记的姓名、性别、出生日期、联系电话和居住地址。", "307001",
                sharing: .conditional(
                    basis: officesLaw + "、《中华人民共和国居民身份证法》第十九条", scope: "依法需要核实居民身份的部门",
                    depth: "按申请核验或者查询单个居民",
                    term: "一年以内"),
                cycle: .daily, sensitivity: .internal, grade: .general4, business: "户口登记和居住登记",
                system: "人口信息管理系统", law: "《中华人民共和国户口登记条例》"),
            columns: [
                .key(
                    "id_number", "公民身份号码", 18, is: .citizenID, mask: .idNumber,
                    from: .person(.anyone, .idNumber)),
                .text(
                    "name", "姓名", PersonGenerator.nameCharactersMax, mask: .name, required: true,
                    from: .person(.anyone, .name)),
                .text("gender", "性别", 1, required: true, from: .person(.anyone, .gender)),
                .date(
                    "birth_date", "出生日期", mask: .birthDate, required: true, from: .person(.anyone, .birthDate)
                ),
                .text("phone", "联系电话", 11, is: .mobilePhone, mask: .phone, from: .person(.anyone, .phone)),
                .text("address", "居住地址", 200, mask: .address, from: .person(.anyone, .address)),
                .text("division", "居住地行政区划代码", 6, is: .divisionCode, from: .place(.countyCode)),
                .date("updated_on", "更新日期", required: true, from: .day(before: 1...730)),
            ],
            rows: rows, generator: persons)
    }

    private static func population(baseRows: Int) -> EntryDraft {
        EntryDraft(
            key: "population-base", body: "police",
            content: .demo(
                "人口基础信息", "人口基础数据库的基础数据项：公民身份号码、姓名、性别、出生日期。", "101001", sharing: .unconditional,
                cycle: .daily, sensitivity: .internal, grade: .general3, business: "户口登记",
                system: "人口信息管理系统", law: "《中华人民共和国户口登记条例》"),
            columns: [
                .key(
                    "id_number", "公民身份号码", 18, is: .citizenID, mask: .idNumber,
                    from: .person(.anyone, .idNumber)),
                .text("name", "姓名", 50, mask: .name, required: true, from: .person(.anyone, .name)),
                .text("gender", "性别", 1, required: true, from: .person(.anyone, .gender)),
                .date(
                    "birth_date", "出生日期", mask: .birthDate, required: true, from: .person(.anyone, .birthDate)
                ),
            ],
            rows: baseRows)
    }

    private static let vehicles = EntryDraft(
        key: "vehicles", body: "police",
        content: .demo(
            "机动车登记信息", "在本市登记的机动车号牌、所有人、车型和登记日期。", "307001",
            sharing: .conditional(
                basis: officesLaw, scope: "救助核对、执法和税费征管部门", depth: "按所有人或者号牌核验", term: "一年以内"),
            cycle: .daily, sensitivity: .internal, grade: .general3, business: "机动车登记", system: "机动车登记系统",
            law: "《中华人民共和国道路交通安全法》第八条"),
        columns: [
            .key("plate", "号牌号码", 8, from: .joined([.choice(["湘B"]), .pattern("?"), .serial("", width: 4)])),
            .text(
                "owner_id", "所有人公民身份号码", 18, is: .citizenID, mask: .idNumber, required: true,
                from: .person(.anyone, .idNumber)),
            .text("owner_name", "所有人姓名", 50, mask: .name, required: true, from: .person(.anyone, .name)),
            .text("vehicle_type", "车辆类型", 20, from: .choice(["小型轿车", "小型普通客车", "轻型货车", "两轮摩托车", "小型新能源汽车"])),
            .date("registered_on", "登记日期", required: true, from: .day(before: 30...5_000)),
            .text("status", "机动车状态", 10, from: .choice(["正常", "正常", "正常", "查封", "注销"])),
        ],
        rows: 3_000)

    private static let sealedRecords = EntryDraft(
        key: "sealed-records", body: "police",
        content: .demo(
            "未成年人犯罪记录封存登记", "依法封存的未成年人犯罪记录的登记编号和封存日期，不含案情。", "307001",
            sharing: .withheld(basis: "《中华人民共和国刑事诉讼法》第二百八十六条：封存的犯罪记录不得向任何单位和个人提供，法定情形除外。"), cycle: .irregular,
            sensitivity: .internal, grade: .general4, business: "犯罪记录封存", system: "执法办案管理系统",
            law: "《中华人民共和国刑事诉讼法》第二百八十六条"),
        columns: [
            .key("record_no", "封存登记编号", 14, mask: .all, from: .serial("FC2025", width: 6)),
            .date("sealed_on", "封存日期", required: true, from: .day(before: 1...700)),
        ],
        rows: 60)

    private static let marriages = EntryDraft(
        key: "marriages", body: "civil",
        content: .demo(
            "婚姻登记信息", "在本市登记的结婚、离婚的双方和登记日期。", "203003",
            sharing: .conditional(
                basis: officesLaw + "、《婚姻登记条例》", scope: "不动产、公积金、救助和户籍部门", depth: "按当事人核验婚姻状况", term: "一年以内"),
            cycle: .daily, sensitivity: .internal, grade: .general4, business: "婚姻登记", system: "婚姻登记管理系统",
            law: "《婚姻登记条例》"),
        columns: [
            .key("certificate_no", "登记证字号", 20, from: .serial("J430200-2025-", width: 6)),
            .text(
                "man_id", "男方公民身份号码", 18, is: .citizenID, mask: .idNumber, required: true,
                from: .person(.man, .idNumber)),
            .text("man_name", "男方姓名", 50, mask: .name, required: true, from: .person(.man, .name)),
            .text(
                "woman_id", "女方公民身份号码", 18, is: .citizenID, mask: .idNumber, required: true,
                from: .person(.woman, .idNumber)),
            .text("woman_name", "女方姓名", 50, mask: .name, required: true, from: .person(.woman, .name)),
            .text("kind", "登记类别", 10, required: true, from: .choice(["结婚登记", "结婚登记", "结婚登记", "离婚登记"])),
            .date("registered_on", "登记日期", required: true, from: .day(before: 1...3_600)),
        ],
        rows: 2_000)

    private static let allowances = EntryDraft(
        key: "allowances", body: "civil",
        content: .demo(
            "最低生活保障对象信息", "享受城乡最低生活保障的对象、人数和月保障金额。", "203004",
            sharing: .conditional(
                basis: officesLaw + "、《社会救助暂行办法》", scope: "教育、医保、住房等救助部门", depth: "按对象核验保障状态", term: "一年以内"),
            cycle: .monthly, sensitivity: .internal, grade: .general4, business: "最低生活保障", system: "社会救助管理系统",
            law: "《社会救助暂行办法》"),
        columns: [
            .key(
                "id_number", "公民身份号码", 18, is: .citizenID, mask: .idNumber, from: .person(.anyone, .idNumber)),
            .text("name", "姓名", 50, mask: .name, required: true, from: .person(.anyone, .name)),
            .text("area", "城乡类别", 4, from: .choice(["城市", "农村"])),
            .whole("members", "保障人数", 2, required: true, from: .integer(1...6)),
            .amount("monthly", "月保障金额", required: true, from: .decimal(25_000...210_000, scale: 2)),
            .date("since", "保障起始日期", required: true, from: .day(before: 30...2_000)),
        ],
        rows: 1_200)

    private static let homes = EntryDraft(
        key: "homes-for-aged", body: "civil",
        content: .demo(
            "养老机构名录", "本市备案养老机构的名称、地址、床位和电话。", "201001", format: "2:xlsx", sharing: .unconditional,
            opening: .unconditional, cycle: .quarterly, sensitivity: .public, grade: .general1,
            business: "养老机构备案",
            system: "养老服务信息系统", law: "《养老机构管理办法》"),
        columns: [
            .key("home_no", "机构编号", 10, from: .serial("YL", width: 4)),
            .text(
                "name", "机构名称", 60, required: true,
                from: .joined([.place(.streetName), .place(.estate), .choice(["养老院", "敬老院", "养护中心"])])),
            .text("division", "行政区划代码", 6, is: .divisionCode, from: .place(.countyCode)),
            .text(
                "address", "地址", 100,
                from: .joined([
                    .place(.countyName), .place(.streetName), .place(.road), .integer(1...300),
                    .choice(["号"]),
                ])),
            .whole("beds", "床位数", 4, required: true, from: .integer(30...400)),
            .text(
                "telephone", "联系电话", 13, is: .landlinePhone,
                from: .joined([.choice(["0731-2"]), .pattern("8#####"), .choice(["0", "1", "2"])])),
        ],
        rows: 160)

    private static let adoptions = EntryDraft(
        key: "adoptions", body: "civil",
        content: .demo(
            "收养登记信息", "收养登记的登记证号和登记日期。", "307005",
            sharing: .withheld(basis: "《中华人民共和国民法典》第一千一百一十条：要求保守收养秘密的，不得泄露。"), cycle: .irregular,
            sensitivity: .internal, grade: .general4, business: "收养登记", system: "收养登记系统",
            law: "《中华人民共和国民法典》第一千一百零五条"),
        columns: [
            .key("certificate_no", "收养登记证号", 16, mask: .all, from: .serial("SY2025", width: 5)),
            .date("registered_on", "登记日期", required: true, from: .day(before: 1...3_000)),
        ],
        rows: 40, stage: .inReview)
}
