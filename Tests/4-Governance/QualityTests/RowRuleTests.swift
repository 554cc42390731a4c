import Catalogue
import Regulation
import Standards
import Testing

@testable import Quality

@Suite("Rules on the values of a row")
struct RowRuleTests {
    /// The valid numbers of GB 11643 that were checked against public validators.
    static let numbers = [
        "11010519491231002X", "440524188001010014", "360426199101010071", "321083197812162119",
        "210203197503102721", "235407195106112745", "520323197806058856", "110101199003070134",
        "33010219200403064X", "34052419800101001X", "150102198807303035", "810000199408230021",
        "830000199201300022",
    ]

    private func raw<T>(_ text: String, _ body: (UnsafeRawBufferPointer) -> T) -> T {
        Array(text.utf8).withUnsafeBytes(body)
    }

    private func birth(_ id: String, _ day: String) -> Bool? {
        raw(id) { id in raw(day) { IdentityNumber.birth(in: id, is: $0) } }
    }

    private func sex(_ id: String, _ word: String) -> Bool? {
        raw(id) { id in raw(word) { IdentityNumber.sex(in: id, is: $0) } }
    }

    @Test("The birth date and the sex of every valid number are its own, and no other", arguments: numbers)
    func identity(_ number: String) throws {
        let parts = try #require(CitizenID.parts(number, asOf: 2026_03_02))
        let day = try #require(DateText.canonical(String(parts.birth)))
        #expect(birth(number, day) == true)
        #expect(birth(number, day + "T00:00:00") == true)
        // Whatever digit of the day is another, it is another day.
        for place in [0, 1, 2, 3, 5, 6, 8, 9] {
            var digits = Array(day)
            digits[place] = digits[place] == "9" ? "0" : "9"
            if String(digits) != day { #expect(birth(number, String(digits)) == false) }
        }
        for word in ["1", "男", "男性"] { #expect(sex(number, word) == parts.isMale) }
        for word in ["2", "女", "女性"] { #expect(sex(number, word) == !parts.isMale) }
        for word in ["", "0", "9", "未知"] { #expect(sex(number, word) == nil, "nothing is known") }
    }

    @Test(
        "What is no number of eighteen characters or no day says nothing",
        arguments: [("150102880730303", "1988-07-30"), ("", "1988-07-30"), ("11010519491231002X", "1949")])
    func nothing(id: String, day: String) {
        #expect(birth(id, day) == nil)
    }

    struct Pair: Sendable {
        let order: ValueOrder
        let left: String
        let right: String
        let expected: Int
    }

    static let pairs = [
        Pair(order: .number, left: "2", right: "10", expected: -1),
        Pair(order: .number, left: "-2", right: "-10", expected: 1),
        Pair(order: .number, left: "-1", right: "0.5", expected: -1),
        Pair(order: .number, left: "1.50", right: "1.5", expected: 0),
        Pair(order: .number, left: "007", right: "7", expected: 0),
        Pair(order: .number, left: "-0", right: "0.0", expected: 0),
        Pair(order: .number, left: "0.1", right: "0.09", expected: 1),
        Pair(
            order: .number, left: "123456789012345678901.000000000000000001",
            right: "123456789012345678901.000000000000000002", expected: -1),
        Pair(order: .number, left: "1e3", right: "999", expected: 1),
        Pair(order: .day, left: "2026-02-09", right: "2026-02-10", expected: -1),
        Pair(order: .moment, left: "2026-02-09T10:00:00", right: "2026-02-09T09:59:59", expected: 1),
    ]

    @Test("Values are put in order exactly, from either side", arguments: pairs)
    func order(_ pair: Pair) {
        let forth = raw(pair.left) { left in raw(pair.right) { pair.order.compare(left, $0) } }
        let back = raw(pair.right) { right in raw(pair.left) { pair.order.compare(right, $0) } }
        #expect(forth.signum() == pair.expected)
        #expect(back.signum() == -pair.expected)
    }

    @Test("Whole numbers of every size are in the order of arithmetic")
    func arithmetic() {
        var chance = SystemRandomNumberGenerator()
        for _ in 0..<2_000 {
            let (left, right) = (
                Int64.random(in: -99_999...99_999, using: &chance),
                Int64.random(in: -99_999...99_999, using: &chance)
            )
            let found = raw(String(left)) { one in
                raw(String(right)) { ValueOrder.number.compare(one, $0).signum() }
            }
            #expect(found == (left - right).signum(), "\(left) and \(right)")
        }
    }

    @Test("An order holds for what it says", arguments: QualityRule.Order.allCases)
    func orders(_ order: QualityRule.Order) {
        let expected: [Bool] =
            switch order {
            case .less: [true, false, false]
            case .atMost: [true, true, false]
            case .equal: [false, true, false]
            case .unequal: [true, false, true]
            case .atLeast: [false, true, true]
            case .more: [false, false, true]
            }
        #expect([-1, 0, 1].map(order.holds) == expected)
    }

    @Test("A bound of a day holds for every moment of it")
    func topOfDay() {
        let late = "2026-02-09T23:59:59"
        #expect(raw(late) { value in raw("2026-02-09") { ValueOrder.moment.compareTop(value, $0) } } == 0)
        #expect(raw(late) { value in raw("2026-02-08") { ValueOrder.moment.compareTop(value, $0) } } > 0)
    }

    static let items = [
        Item(
            number: 1, field: "id", name: "身份证号码", type: .characters, length: 18, isKey: true,
            identifier: .citizenID),
        Item(number: 2, field: "birth", name: "出生日期", type: .date),
        Item(number: 3, field: "sex", name: "性别", type: .characters),
        Item(number: 4, field: "income", name: "收入", type: .numeric, length: 12, scale: 2),
        Item(number: 5, field: "tax", name: "税额", type: .numeric, length: 12, scale: 2),
        Item(number: 6, field: "note", name: "备注", type: .memo),
    ]

    static let wrong: [QualityRule] = [
        QualityRule(name: " ", kind: .unique, items: [3]),
        QualityRule(name: "自动产生", kind: .identifier, items: [1]),
        QualityRule(name: "没有信息项", kind: .unique, items: []),
        QualityRule(name: "不存在", kind: .unique, items: [9]),
        QualityRule(name: "重复", kind: .unique, items: [3, 3]),
        QualityRule(name: "次序", kind: .birthInID, items: [2, 1]),
        QualityRule(name: "不是日期", kind: .birthInID, items: [1, 3]),
        QualityRule(name: "性别是数值", kind: .sexInID, items: [1, 4]),
        QualityRule(name: "没有界限", kind: .range, items: [4]),
        QualityRule(name: "界限不是数值", kind: .range, items: [4], least: "很多"),
        QualityRule(name: "数值没有今天", kind: .range, items: [4], most: "today"),
        QualityRule(name: "文字没有范围", kind: .range, items: [3], least: "1"),
        QualityRule(name: "没有比较方式", kind: .comparison, items: [4, 5]),
        QualityRule(name: "类型不同", kind: .comparison, items: [2, 4], order: .less),
        QualityRule(name: "引用不存在的目录", kind: .reference, items: [1], target: "nothing"),
    ]

    @Test("A rule that does not fit the items is told, with the article", arguments: wrong)
    func faults(_ rule: QualityRule) throws {
        let article = try #require(ArticleReference("national-2025#18"))
        let ruling = RuleFaults(items: Self.items, article: article, targets: [:])([rule])
        guard case .refused(let reasons) = ruling else {
            Issue.record("\(rule.name) is taken")
            return
        }
        #expect(reasons.map(\.code) == [QualityCodes.ruleMalformed])
        #expect(reasons[0].article == article)
    }

    @Test("Rules that fit are taken, and the same rule twice is not")
    func fitting() {
        let rules = [
            QualityRule(name: "出生日期", kind: .birthInID, items: [1, 2]),
            QualityRule(name: "性别", kind: .sexInID, items: [1, 3]),
            QualityRule(name: "收入", kind: .range, items: [4], least: "0", most: "99999.50"),
            QualityRule(name: "出生", kind: .range, items: [2], most: "today"),
            QualityRule(name: "税额", kind: .comparison, items: [5, 4], order: .atMost),
            QualityRule(name: "唯一", kind: .unique, items: [3, 2]),
        ]
        let check = RuleFaults(items: Self.items, article: nil, targets: [:])
        #expect(check(rules) == .allowed)
        var again = rules[0]
        again.name = "另一名称"
        #expect(check(rules + [again]) != .allowed)
        #expect(check(Array(repeating: rules[0], count: QualityRuleSet.rulesMax + 1)) != .allowed)
    }
}
