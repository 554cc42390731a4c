import Testing

@testable import Standards

private let today = 2026_02_14

@Suite("Citizen identity numbers")
struct CitizenIDTests {
    @Test(
        "Published numbers are valid",
        arguments: [
            "11010519491231002X", "440524188001010014", "360426199101010071", "321083197812162119",
            "210203197503102721", "235407195106112745", "520323197806058856", "110101199003070134",
            "33010219200403064X", "34052419800101001X", "150102198807303035",
            "810000199408230021", "830000199201300022", "810000199001010019", "820000198512310029",
            "82000019990520001X", "830000200002290031",
        ])
    func valid(number: String) {
        #expect(CitizenID.check(number, asOf: today) == .valid)
    }

    @Test(
        "Each broken rule has its own verdict",
        arguments: [
            ("", Verdict.empty),
            ("1101051949123100", .wrongLength),
            ("11010519491231002XX", .wrongLength),
            ("11010120170531037X", .wrongCheck),
            ("411024199404238503", .wrongCheck),
            ("820000199003070139", .wrongCheck),
            ("11010519491231002x", .wrongCharacter),
            ("1101051949123100２", .wrongLength),
            ("11010519491231A02X", .wrongCharacter),
            ("X10105194912310021", .wrongCharacter),
            ("990105194912310020", .wrongDivision),
            ("810001199408230021", .wrongDivision),
            ("110105194902290020", .wrongDate),
            ("110105194913010020", .wrongDate),
            ("110105194900010020", .wrongDate),
            ("110105194901000020", .wrongDate),
            ("110105179912310020", .wrongDate),
            ("150102880730303", .supersededForm),
            ("150102881330303", .wrongDate),
            ("99010288073030A", .wrongCharacter),
        ])
    func broken(number: String, verdict: Verdict) {
        #expect(CitizenID.check(number, asOf: today) == verdict)
    }

    @Test("A birth date after the given day fails, the day itself does not")
    func future() throws {
        let first17 = "11010120260214001"
        let number = first17 + String(try #require(CitizenID.checkDigit(for: first17)))
        #expect(CitizenID.check(number, asOf: 2026_02_13) == .futureDate)
        #expect(CitizenID.check(number, asOf: 2026_02_14) == .valid)
    }

    @Test("Fifteen digits upgrade to eighteen")
    func upgrade() {
        #expect(CitizenID.upgrade("150102880730303") == "150102198807303035")
        #expect(CitizenID.upgrade("15010288073030") == nil)
        #expect(CitizenID.upgrade("150102881330303") == nil)
        #expect(CitizenID.upgrade("150102198807303035") == nil)
    }

    @Test(
        "The canonical form has eighteen characters and a capital X",
        arguments: [
            ("11010519491231002x", "11010519491231002X"),
            (" 11010519491231002X\u{3000}", "11010519491231002X"),
            ("150102880730303", "150102198807303035"), ("11010519491231002X", "11010519491231002X"),
            ("110105194912310021", nil), ("", nil), ("  ", nil),
        ] as [(String, String?)])
    func canonical(given: String, stored: String?) {
        #expect(CitizenID.canonical(given, asOf: today) == stored)
    }

    @Test("A valid number tells place, birth, sex and age")
    func parts() throws {
        let parts = try #require(CitizenID.parts("11010519491231002X", asOf: today))
        #expect(parts.place == 110105)
        #expect(parts.birth == 1949_12_31)
        #expect(!parts.isMale)
        #expect(parts.age(on: 2026_12_30) == 76)
        #expect(parts.age(on: 2026_12_31) == 77)
        #expect(CitizenID.parts("360426199101010071", asOf: today)?.isMale == true)
        #expect(CitizenID.parts("110105194912310021", asOf: today) == nil)
    }

    @Test("Any single wrong digit and any swap of unequal neighbours is found in 1000 made numbers")
    func singleErrors() throws {
        var random = Seeded(11643)
        let provinces = [11, 12, 31, 35, 42, 43, 52]
        for _ in 0..<1000 {
            let province = provinces[Int.random(in: 0..<provinces.count, using: &random)]
            let year = Int.random(in: 1900...2020, using: &random)
            let month = Int.random(in: 10...12, using: &random)
            let day = Int.random(in: 10...28, using: &random)
            let first17 = "\(province)" + random.digits(4) + "\(year)\(month)\(day)" + random.digits(3)
            let number = first17 + String(try #require(CitizenID.checkDigit(for: first17)))
            #expect(CitizenID.check(number, asOf: today) == .valid)
            let letters = Array(number)
            let place = Int.random(in: 0..<17, using: &random)
            for digit in "0123456789" where digit != letters[place] {
                let flipped = number.replacing(at: place, with: digit)
                #expect(!CitizenID.check(flipped, asOf: today).isValid, "place \(place)")
            }
            let left = Int.random(in: 14..<16, using: &random)
            if letters[left] != letters[left + 1] {
                let swapped = number.replacing(at: left, with: letters[left + 1])
                    .replacing(at: left + 1, with: letters[left])
                #expect(CitizenID.check(swapped, asOf: today) == .wrongCheck)
            }
        }
    }

    @Test("A check digit is made only for seventeen digits")
    func checkDigit() {
        #expect(CitizenID.checkDigit(for: "11010519491231002") == "X")
        #expect(CitizenID.checkDigit(for: "1101051949123100") == nil)
        #expect(CitizenID.checkDigit(for: "1101051949123100A") == nil)
    }
}

@Suite("Permanent residence permits")
struct PermanentResidencePermitTests {
    @Test(
        "Published and constructed numbers are valid",
        arguments: [
            "911124198108030024", "932682198501010017", "931012199012010018", "931586198001010028",
            "943840199007010016", "95282620000229002X", "935000197512310032", "CAN110181080301",
        ])
    func valid(number: String) {
        #expect(PermanentResidencePermit.check(number, asOf: today) == .valid)
    }

    @Test(
        "Each broken rule has its own verdict",
        arguments: [
            ("", Verdict.empty), ("91112419810803002", .wrongLength),
            ("911124198108030025", .wrongCheck), ("811124198108030024", .wrongCharacter),
            ("999124198108030024", .wrongDivision), ("911124198113030024", .wrongDate),
            ("911124298108030024", .futureDate), ("CA1110181080301", .wrongCharacter),
            ("can110181080301", .wrongCharacter),
        ])
    func broken(number: String, verdict: Verdict) {
        #expect(PermanentResidencePermit.check(number, asOf: today) == verdict)
    }
}
