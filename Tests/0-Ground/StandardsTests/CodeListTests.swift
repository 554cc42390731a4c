import Testing

@testable import Standards

@Suite("Code lists")
struct CodeListTests {
    @Test("Every term has its own Chinese and English name")
    func names() {
        func check<Term: StandardTerm & CaseIterable & RawRepresentable>(_ list: Term.Type) {
            let terms = Array(list.allCases)
            #expect(terms.allSatisfy { !$0.zh.isEmpty && !$0.en.isEmpty })
            #expect(Set(terms.map(\.zh)).count == terms.count, "\(list)")
            #expect(Set(terms.map(\.en)).count == terms.count, "\(list)")
        }
        check(Verdict.self)
        check(IdentifierKind.self)
        check(DivisionLevel.self)
        check(ResourceCategory.self)
        check(FormatCategory.self)
        check(DataType.self)
        check(UpdateCycle.self)
        check(SharingManner.self)
        check(SharingMannerType.self)
        check(DataGrade.self)
        check(DataGrade.AffectedObject.self)
        check(DataGrade.Harm.self)
        check(QualityDimension.self)
        check(QualityIndicator.self)
    }

    @Test(
        "Resource codes are read into their parts and written back",
        arguments: [
            ("101001/1", ResourceCategory.base, 1, 1, "", "1"),
            ("307021000123/000045", .department, 7, 21, "000123", "000045"),
            ("299999/0", .theme, 99, 999, "", "0"),
        ])
    func resourceCodes(
        text: String, category: ResourceCategory, item: Int, subject: Int, detail: String, sequence: String
    ) throws {
        let code = try #require(ResourceCode(text))
        #expect(code.category == category && code.item == item && code.subject == subject)
        #expect(code.detail == detail && code.sequence == sequence)
        #expect(code.description == text)
        #expect(
            ResourceCode(
                category: category, item: item, subject: subject, detail: detail, sequence: sequence) == code)
    }

    @Test(
        "Broken resource codes have their verdicts",
        arguments: [
            ("", Verdict.empty), ("101001/", .wrongLength), ("401001/1", .wrongCategory),
            ("10100/12", .wrongForm), ("101001001", .wrongForm), ("10100112/", .wrongForm),
            ("10100A/1", .wrongCharacter), ("101001/1/2", .wrongCharacter), ("101001/1 ", .wrongCharacter),
            ("101001/" + String(repeating: "1", count: 57), .valid),
            ("101001/" + String(repeating: "1", count: 58), .wrongLength),
        ])
    func brokenResourceCodes(text: String, verdict: Verdict) {
        #expect(ResourceCode.check(text) == verdict)
        #expect((ResourceCode(text) != nil) == verdict.isValid)
    }

    @Test("Parts out of range compose no resource code")
    func parts() {
        #expect(ResourceCode(category: .base, item: 100, subject: 1, sequence: "1") == nil)
        #expect(ResourceCode(category: .base, item: 1, subject: 1000, sequence: "1") == nil)
        #expect(ResourceCode(category: .base, item: 1, subject: -1, sequence: "1") == nil)
        #expect(ResourceCode(category: .base, item: 1, subject: 1, sequence: "") == nil)
        #expect(ResourceCode(category: .base, item: 1, subject: 1, sequence: "1a") == nil)
        #expect(ResourceCode(category: .base, item: 1, subject: 1, detail: "/", sequence: "1") == nil)
        let long = String(repeating: "1", count: 57)
        #expect(ResourceCode(category: .base, item: 1, subject: 1, detail: "1", sequence: long) == nil)
    }

    @Test("Data types are read by letter and by name")
    func dataTypes() {
        #expect(DataType.allCases.map(\.rawValue).joined() == "CNYDTLMGBIF")
        for type in DataType.allCases {
            #expect(DataType(reading: type.rawValue) == type)
            #expect(DataType(reading: type.zh) == type)
            #expect(DataType(reading: type.zh + type.rawValue) == type)
        }
        #expect(DataType(reading: "字符") == nil)
        #expect(DataType(reading: "") == nil)
    }

    @Test(
        "Format types belong to their class",
        arguments: [
            (FormatCategory.document, "ofd", true), (.document, "xlsx", false), (.spreadsheet, "XLSX", true),
            (.database, "MySQL", true), (.database, "mysql", true), (.image, "pdf", false),
            (.selfDescribed, "任意", true),
        ])
    func formats(category: FormatCategory, type: String, accepted: Bool) {
        #expect(category.accepts(type) == accepted)
    }

    @Test("Update cycles promise the longest period that the calendar has")
    func cycles() {
        #expect(UpdateCycle.allCases.map(\.expectedDays) == [0, 1, 7, 31, 92, 184, 366, nil])
        #expect(UpdateCycle.allCases.map(\.zh) == ["实时", "每日", "每周", "每月", "每季度", "每半年", "每年", "不定期"])
    }

    @Test("Sharing manners hold their types")
    func manners() {
        #expect(SharingManner.platform.types == [.database, .file, .service])
        #expect(SharingManner.exchange.types == [.mail, .disc, .medium])
    }

    @Test(
        "The grade follows the standard's table",
        arguments: [
            (DataGrade.AffectedObject.nationalSecurity, [DataGrade.general1, .important, .core, .core]),
            (.economy, [.general1, .general4, .important, .core]),
            (.socialOrder, [.general1, .general4, .important, .core]),
            (.publicInterest, [.general1, .general4, .important, .core]),
            (.organisation, [.general1, .general2, .general3, .general4]),
            (.individual, [.general1, .general2, .general3, .general4]),
        ])
    func grades(object: DataGrade.AffectedObject, byHarm: [DataGrade]) {
        #expect(DataGrade.Harm.allCases.map { DataGrade.grade(of: $0, to: object) } == byHarm)
    }

    @Test("The gravest grade holds")
    func gravest() {
        #expect(DataGrade.gravest([.general2, .core, .important]) == .core)
        #expect(DataGrade.gravest([.general2, .general4]) == .general4)
        #expect(DataGrade.gravest([]) == nil)
        #expect(DataGrade.allCases.filter(\.isGeneral).count == 4)
        #expect(DataGrade.Harm.none < .extreme)
    }

    @Test("Quality indicators carry the codes of their dimension")
    func indicators() {
        #expect(QualityIndicator.allCases.count == 20)
        for indicator in QualityIndicator.allCases {
            #expect(indicator.rawValue.hasPrefix(indicator.dimension.rawValue))
        }
        #expect(QualityDimension.allCases.map { $0.indicators.count } == [6, 2, 5, 2, 3, 2])
        #expect(QualityIndicator.allCases.filter(\.isLowerBetter) == [.duplicateRate, .dirtyRate])
    }
}
