import Catalogue
import Regulation
import Standards
import TestCity
import Testing

@Suite("Entries of other bodies with the same items")
struct DuplicateTests {
    static func entry(_ name: String, _ items: [(String, String)]) -> EntryContent {
        var content = EntryContent.persons()
        content.name = name
        content.items =
            [
                Item(
                    number: 0, field: "id_number", name: "公民身份号码", type: .characters, length: 18,
                    isRequired: true, isKey: true, identifier: .citizenID, mask: .idNumber),
                Item(number: 0, field: "name", name: "姓名", type: .characters, length: 50, mask: .name),
            ] + items.map { Item(number: 0, field: $0.0, name: $0.1, type: .characters, length: 50) }
        return content
    }

    @Test(
        "They are ranked by overlap; name and identity number alone are no duplicate",
        arguments: TestEngine.available)
    func ranked(engine: TestEngine) async throws {
        let city = try await TestCity.open(engine)
        let benefit = [("benefit", "救助类别"), ("since", "救助起始日期"), ("amount", "救助金额"), ("income", "家庭人均收入")]
        _ = try await city.publish(Self.entry("低保对象", benefit), by: "social.data-staff")
        _ = try await city.publish(
            Self.entry("困难家庭", Array(benefit.prefix(2)) + [("house", "住房情况"), ("car", "车辆情况")]),
            by: "social.data-staff")
        _ = try await city.publish(
            Self.entry("户籍", [("nation", "民族"), ("addr", "户籍地址")]), by: "social.data-staff")
        let own = Self.entry("临时救助", benefit.map { ("x_" + $0.0, $0.1 + " ") })
        let compiler = try await city.actor("police.data-staff")
        let catalogue = city.platform.catalogue
        let found = try await catalogue.similar(to: own, of: compiler.body.id, for: compiler)
        #expect(found.map(\.entry.content.name) == ["低保对象", "困难家庭"])
        let first = try #require(found.first)
        #expect(first.overlap > 0.95 && first.shared.count == 6)
        #expect(found[1].overlap < 0.7 && found[1].shared.map(\.other).contains("救助类别"))
        // A body's own entries are not told to itself.
        let social = try await city.actor("social.data-staff")
        #expect(try await catalogue.similar(to: own, of: social.body.id, for: social).isEmpty)
        await city.close()
    }

    @Test("A draft of another body is told to nobody, one under review to the authority alone")
    func drafts() async throws {
        let city = try await TestCity.open()
        let benefit = [("benefit", "救助类别"), ("since", "救助起始日期"), ("amount", "救助金额")]
        let social = try await city.actor("social.data-staff")
        let catalogue = city.platform.catalogue
        let draft = try await catalogue.draft(Self.entry("低保对象", benefit), by: social)
        let police = try await city.actor("police.data-staff")
        let authority = try await city.actor("authority.authority-reviewer")
        let own = Self.entry("临时救助", benefit)
        #expect(try await catalogue.similar(to: own, of: police.body.id, for: police).isEmpty)
        #expect(try await catalogue.similar(to: own, of: police.body.id, for: authority).isEmpty)
        _ = try await catalogue.submit(draft.id, by: social)
        #expect(try await catalogue.similar(to: own, of: police.body.id, for: police).isEmpty)
        #expect(
            try await catalogue.similar(to: own, of: police.body.id, for: authority).map(\.entry.id) == [
                draft.id
            ])
        await city.close()
    }

    @Test("Items under one standard weigh double and are the same whatever they are called")
    func standards() async throws {
        let city = try await TestCity.open()
        try await DataStandardTests.issue("DE0101", DataStandardTests.phone(length: 50), in: city)
        var theirs = Self.entry("甲", [("mobile", "手机"), ("a", "一"), ("b", "二"), ("c", "三")])
        theirs.items[2].standard = StandardReference("DE0101")
        theirs.items[2].identifier = .mobilePhone
        _ = try await city.publish(theirs, by: "social.data-staff")
        var own = Self.entry("乙", [("tel", "联系方式"), ("d", "四"), ("e", "五")])
        let compiler = try await city.actor("police.data-staff")
        let catalogue = city.platform.catalogue
        #expect(try await catalogue.similar(to: own, of: compiler.body.id, for: compiler).isEmpty)
        own.items[2].standard = StandardReference("DE0101")
        let found = try await catalogue.similar(to: own, of: compiler.body.id, for: compiler)
        #expect(
            found.first?.shared.contains { $0.own == "联系方式" && $0.other == "手机" && $0.byStandard } == true)
        await city.close()
    }
}
