import Protection
import Standards

/// What the offices of social security, health and the housing fund hold (人社、卫健、公积金目录).
enum WelfareEntries {
    static let all = [insurance, employment, births, hospitals, housingFund]

    private static let insurance = EntryDraft(
        key: "insurance", body: "social",
        content: .demo(
            "社会保险参保信息", "参加社会保险人员的险种、单位、参保状态和缴费基数。", "203001",
            sharing: .conditional(
                basis: "《中华人民共和国社会保险法》第八十一条、" + PersonEntries.officesLaw, scope: "救助、住房、户籍和税务部门",
                depth: "按人核验参保状态，缴费基数脱敏", term: "一年以内"),
            cycle: .monthly, sensitivity: .internal, grade: .general4, business: "社会保险登记", system: "社会保险经办系统",
            law: "《中华人民共和国社会保险法》第五十七条"),
        columns: [
            .key(
                "id_number", "公民身份号码", 18, is: .citizenID, mask: .idNumber, from: .person(.anyone, .idNumber)),
            .text("name", "姓名", 50, mask: .name, required: true, from: .person(.anyone, .name)),
            .text("employer_code", "参保单位统一社会信用代码", 18, is: .creditCode, from: .enterprise(.creditCode)),
            .text("kind", "险种", 20, required: true, from: .choice(["城镇职工养老保险", "城乡居民养老保险", "城镇职工养老保险"])),
            .text("status", "参保状态", 10, required: true, from: .choice(["参保缴费", "参保缴费", "暂停缴费", "退休"])),
            .amount("base", "缴费基数", mask: .all, from: .decimal(380_000...2_400_000, scale: 2)),
            .date("since", "首次参保日期", required: true, from: .day(before: 60...9_000)),
        ],
        rows: 5_000)

    private static let employment = EntryDraft(
        key: "employment", body: "social",
        content: .demo(
            "就业失业登记信息", "就业登记、失业登记的人员和日期。", "203002",
            sharing: .conditional(
                basis: PersonEntries.officesLaw, scope: "救助、退役军人和教育部门", depth: "按人核验登记状态", term: "一年以内"),
            cycle: .monthly, sensitivity: .internal, grade: .general3, business: "就业失业登记", system: "公共就业服务系统",
            law: "《中华人民共和国就业促进法》第三十五条"),
        columns: [
            .key("register_no", "登记号", 16, from: .serial("JY2025", width: 6)),
            .text(
                "id_number", "公民身份号码", 18, is: .citizenID, mask: .idNumber, required: true,
                from: .person(.anyone, .idNumber)),
            .text("name", "姓名", 50, mask: .name, required: true, from: .person(.anyone, .name)),
            .text("kind", "登记类别", 10, required: true, from: .choice(["就业登记", "失业登记"])),
            .date("registered_on", "登记日期", required: true, from: .day(before: 1...1_000)),
        ],
        rows: 2_000, stage: .returned)

    private static let births = EntryDraft(
        key: "births", body: "health",
        content: .demo(
            "出生医学证明签发信息", "出生医学证明的编号、新生儿、母亲和签发机构。", "202001",
            sharing: .conditional(
                basis: "《中华人民共和国个人信息保护法》第三十一条、第三十四条", scope: "户籍、医保和社会保险部门", depth: "按证明编号核验", term: "一年以内"),
            cycle: .daily, sensitivity: .internal, grade: .general4, business: "出生医学证明签发", system: "妇幼健康信息系统",
            law: "《中华人民共和国母婴保健法》第二十三条"),
        columns: [
            .key(
                "certificate_no", "出生医学证明编号", 10, mask: .generic(keepPrefix: 1, keepSuffix: 3),
                from: .serial("Z43", width: 7)),
            .text("child_name", "新生儿姓名", 50, mask: .name, required: true, from: .person(.child, .name)),
            .text("child_gender", "新生儿性别", 1, required: true, from: .person(.child, .gender)),
            .date("birth_date", "出生日期", mask: .birthDate, required: true, from: .person(.child, .birthDate)),
            .text(
                "mother_id", "母亲公民身份号码", 18, is: .citizenID, mask: .idNumber, required: true,
                from: .person(.woman, .idNumber)),
            .text("mother_name", "母亲姓名", 50, mask: .name, required: true, from: .person(.woman, .name)),
            .date("issued_on", "签发日期", required: true, from: .day(before: 1...400)),
        ],
        rows: 800)

    private static let hospitals = EntryDraft(
        key: "hospitals", body: "health",
        content: .demo(
            "医疗机构名录", "本市执业登记医疗机构的名称、等级、地址和床位。", "202002", format: "2:xlsx", sharing: .unconditional,
            opening: .unconditional, cycle: .quarterly, sensitivity: .public, grade: .general1,
            business: "医疗机构执业登记", system: "医疗机构注册系统", law: "《医疗机构管理条例》"),
        columns: [
            .key(
                "licence_no", "执业许可证登记号", 22,
                from: .joined([
                    .choice(["PDY"]), .serial("", width: 5), .pattern("######"), .choice(["17D1"]),
                ])),
            .text(
                "name", "机构名称", 80, required: true,
                from: .joined([
                    .place(.countyName), .place(.streetName), .choice(["社区卫生服务中心", "卫生院", "医院", "门诊部"]),
                ])),
            .text("grade", "机构等级", 10, from: .choice(["一级", "一级", "二级", "三级", "未定级"])),
            .text("division", "行政区划代码", 6, is: .divisionCode, from: .place(.countyCode)),
            .text(
                "address", "地址", 100,
                from: .joined([
                    .place(.countyName), .place(.streetName), .place(.road), .integer(1...500),
                    .choice(["号"]),
                ])),
            .whole("beds", "床位数", 4, required: true, from: .integer(0...1_800)),
        ],
        rows: 420)

    private static let housingFund = EntryDraft(
        key: "housing-fund", body: "housing",
        content: .demo(
            "住房公积金缴存信息", "缴存职工的账号、单位、缴存状态和月缴存额。", "203005",
            sharing: .conditional(
                basis: PersonEntries.officesLaw + "、《住房公积金管理条例》", scope: "救助、不动产和住房保障部门",
                depth: "按人核验缴存状态，金额脱敏",
                term: "一年以内"),
            cycle: .monthly, sensitivity: .internal, grade: .general4, business: "住房公积金缴存",
            system: "住房公积金综合服务系统",
            law: "《住房公积金管理条例》"),
        columns: [
            .key(
                "account_no", "个人公积金账号", 12, mask: .generic(keepPrefix: 2, keepSuffix: 3),
                from: .serial("4302", width: 8)),
            .text(
                "id_number", "公民身份号码", 18, is: .citizenID, mask: .idNumber, required: true,
                from: .person(.anyone, .idNumber)),
            .text("name", "姓名", 50, mask: .name, required: true, from: .person(.anyone, .name)),
            .text(
                "employer_code", "缴存单位统一社会信用代码", 18, is: .creditCode, required: true,
                from: .enterprise(.creditCode)),
            .amount(
                "monthly", "月缴存额", mask: .all, required: true, from: .decimal(20_000...480_000, scale: 2)),
            .text("status", "账户状态", 6, required: true, from: .choice(["正常", "正常", "正常", "封存"])),
        ],
        rows: 3_000)
}
