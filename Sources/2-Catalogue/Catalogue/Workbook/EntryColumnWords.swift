import Protection
import Regulation
import Standards

/// What the template says of each column (填写说明), and the words to choose from.
extension EntryColumn {
    var width: Double {
        switch self {
        case .serial, .category, .item, .subject, .isKey, .isRequired, .isOpen, .itemLength: 9
        case .abstract, .sharingTerms, .legalBasis, .sharingBasis, .usage, .otherConditions, .relations: 36
        case .name, .itemName, .provider, .business: 26
        default: 16
        }
    }

    func choices(_ words: EntryWords) -> [String] {
        switch self {
        case .category: ResourceCategory.allCases.map(\.zh)
        case .formatCategory: FormatCategory.allCases.map(\.zh)
        case .itemType: DataType.allCases.map { $0.zh + $0.rawValue }
        case .sharing: words.profile.sharingTypes.map(\.word.zh)
        case .manner: SharingManner.allCases.map(\.zh)
        case .mannerType: SharingMannerType.allCases.map(\.zh)
        case .isOpen, .isKey, .isRequired: [EntryWords.yes, EntryWords.no]
        case .cycle: UpdateCycle.allCases.map(\.zh)
        case .identifier: IdentifierKind.allCases.map(\.zh)
        case .sensitivity, .itemSensitivity: words.profile.sensitivities.filter(\.admitted).map(\.word.zh)
        case .grade, .itemGrade: DataGrade.allCases.map(\.zh)
        case .affectedObject: DataGrade.AffectedObject.allCases.map(\.zh)
        case .harm: DataGrade.Harm.allCases.map(\.zh)
        case .opening, .itemOpening: words.profile.openingTypes.map(\.word.zh)
        case .secrecy, .personal: [EntryWords.done, EntryWords.notDone]
        default: []
        }
    }

    /// How to fill it in.
    var about: Bilingual {
        switch self {
        case .serial: Bilingual("任意编号，平台不读取", "any number; not read")
        case .category: Bilingual("选择类，或填 1、2、3", "the class, or 1, 2, 3")
        case .item: Bilingual("两位数字", "two digits")
        case .subject: Bilingual("三位数字", "three digits")
        case .detail, .nestedDetail: Bilingual("数字，没有则留空", "digits, or empty")
        case .business: Bilingual("产生数据的业务事项", "the business that the data comes from")
        case .name:
            Bilingual("最多200字；同一条目的其他行留空或重复", "at most 200 characters; empty or repeated on further rows")
        case .code: Bilingual("已发布条目填写，据此更新；新条目留空", "of a published entry, which is then changed; else empty")
        case .unit, .manner, .mannerType, .theme: Bilingual("可以填写，平台不保存", "may be filled in; not kept")
        case .abstract: Bilingual("最多2000字", "at most 2,000 characters")
        case .formatCategory: Bilingual("选择格式分类，或填 1 至 7", "the class of format, or 1 to 7")
        case .formatType: Bilingual("如 MySQL、xlsx", "such as MySQL or xlsx")
        case .formatDescription:
            Bilingual("自描述格式或服务接口的说明", "describes a format of your own or a service interface")
        case .itemName: Bilingual("每行一个信息项，同一条目内不重名", "one item a row, named once in an entry")
        case .itemType: Bilingual("选择类型，或填字母", "the type, or its letter")
        case .itemLength: Bilingual("如 18；带小数的写 10,2", "such as 18; with decimals 10,2")
        case .sharing: Bilingual("按本地规则选择", "by the regulation in force")
        case .sharingTerms: Bilingual("有条件共享填条件，不予共享填依据", "the conditions, or the basis of not sharing")
        case .isOpen: Bilingual("是或否", "yes or no")
        case .openingConditions:
            Bilingual("有条件开放的填条件，不予开放的填理由", "the conditions of opening, or why it is not opened")
        case .cycle: Bilingual("选择更新周期", "how often it is renewed")
        case .publishedOn: Bilingual("由平台在发布时记下", "written by the platform on publication")
        case .provider: Bilingual("只能是本单位，可留空", "your own body, or empty")
        case .field: Bilingual("以小写字母开头，只含小写字母、数字、下划线", "a-z, then a-z 0-9 _")
        case .isKey: Bilingual("每个条目至少一个主键", "at least one key an entry")
        case .isRequired: Bilingual("是否每行必须有值", "whether every row must have a value")
        case .identifier: Bilingual("值是某种标识时选择", "where the values are an identifier")
        case .mask: Bilingual("脱敏时的方式，如姓名脱敏、generic:3:4", "how it is masked")
        case .sensitivity: Bilingual("按本地规则选择；涉及国家秘密的不得填报", "by the regulation in force; never state secrets")
        case .grade: Bilingual("GB/T 43697 数据级别", "grade of GB/T 43697")
        case .legalBasis: Bilingual("依据哪部法律法规采集", "the law on which it is collected")
        case .sharingBasis: Bilingual("有条件共享的依据", "the basis of conditional sharing")
        case .otherConditions: Bilingual("其他共享条件", "further conditions of sharing")
        case .opening:
            Bilingual(
                "按本地规则选择；留空时由“是否向社会开放”决定", "by the regulation; decided by the column before where empty")
        case .system: Bilingual("数据所在的信息系统", "the system that holds the data")
        case .usage: Bilingual("对使用方的要求", "what is asked of users")
        case .secrecy, .personal: Bilingual("编目前应当完成", "completed before the entry")
        case .affectedObject, .harm:
            Bilingual(
                "按 GB/T 43697 评估定级时填写，两列同时填", "where the grade was assessed by GB/T 43697: both or none")
        case .relations:
            Bilingual(
                "每行一条：关联类型 | 信息资源代码或名称 | 说明；类型为\(EntryRelation.Kind.allCases.map(\.zh).joined(separator: "、"))",
                "one a line: kind | resource code or name | note")
        case .standard:
            Bilingual("所遵循的数据元标准代码，如 DE0101", "code of the standard that it follows, such as DE0101")
        case .codeList: Bilingual("取值的代码集，如 CL0201", "code of the list of its values, such as CL0201")
        case .itemSensitivity, .itemGrade, .itemOpening:
            Bilingual("只在与条目不同时填写", "only where it differs from that of the entry")
        case .state: Bilingual("由平台写出，不读取", "written by the platform; not read")
        case .entryID:
            Bilingual(
                "由平台写出，据以找回改了名称的草稿；新条目留空",
                "written by the platform, by which a draft is found though renamed; empty for a new entry")
        }
    }
}
