import Testing

@testable import Standards

@Suite("Credit codes")
struct CreditCodeTests {
    private static let published = [
        "91350100M000100Y43", "914403001922038216", "9144030071526726XG", "91330100799655058B",
        "91110000802100433B", "91110000600037341L", "91440300708461136T", "91110108551385082Q",
        "91310110666007217T", "91310230MA1K314J7C", "91370406L24894136J", "11100000000013338W",
        "11110000000021135M", "11220000013544541J", "11430000006122244L", "113700000045046442",
    ]

    @Test("Published codes are valid", arguments: published)
    func valid(code: String) {
        #expect(CreditCode.check(code) == .valid)
    }

    @Test(
        "Each broken rule has its own verdict",
        arguments: [
            ("", Verdict.empty),
            ("91310115077567433M", .wrongCheck),
            ("91440300708461O36T", .wrongCharacter),
            ("92361125MA388TQ99J", .wrongCheck),
            ("12100000400006627M", .wrongCheck),
            ("91350100M000100Y4", .wrongLength),
            ("91350100M000100Y4I", .wrongCharacter),
            ("9135A100M000100Y43", .wrongCharacter),
            ("94350100M000100Y43", .wrongCategory),
            ("B1350100M000100Y43", .wrongCategory),
            ("99350100M000100Y43", .wrongCategory),
            ("Y9350100M000100Y43", .wrongCategory),
        ])
    func broken(code: String, verdict: Verdict) {
        #expect(CreditCode.check(code) == verdict)
    }

    @Test("A right check character over a wrong organisation code is refused")
    func embedded() throws {
        let first17 = "91350100M000100Y5"
        let code = first17 + String(try #require(CreditCode.checkCharacter(for: first17)))
        #expect(CreditCode.check(code) == .wrongCheck)
    }

    /// The categories of organisation that each registering department has, GB 32100 table 2.
    private static let categories: [Character: String] = [
        "1": "1239", "2": "19", "3": "123459", "4": "19", "5": "1239", "6": "129", "7": "129", "8": "19",
        "9": "123", "A": "19", "N": "1239", "Y": "1",
    ]

    @Test("Every department and category of the table makes valid codes, and no other does")
    func categories() throws {
        let letters = "0123456789ABCDEFGHJKLMNPQRTUWXY"
        for first in letters {
            for second in letters {
                let first17 = "\(first)\(second)350100M000100Y4"
                let code = first17 + String(try #require(CreditCode.checkCharacter(for: first17)))
                let listed = Self.categories[first]?.contains(second) ?? false
                #expect(CreditCode.check(code) == (listed ? .valid : .wrongCategory), "\(first)\(second)")
            }
        }
    }

    @Test("Any single wrong character is found in 1000 made codes")
    func singleErrors() throws {
        var random = Seeded(32100)
        let alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY"
        for _ in 0..<1000 {
            let body = random.pick(8, from: alphabet)
            let bodyCheck = try #require(OrganisationCode.checkCharacter(for: body))
            let first17 = "91" + random.digits(6) + body + String(bodyCheck)
            let code = first17 + String(try #require(CreditCode.checkCharacter(for: first17)))
            #expect(CreditCode.check(code) == .valid)
            let place = Int.random(in: 0..<18, using: &random)
            for letter in alphabet where letter != Array(code)[place] {
                #expect(!CreditCode.check(code.replacing(at: place, with: letter)).isValid, "place \(place)")
            }
        }
    }

    @Test(
        "Only codes of bodies that the state establishes are of public bodies",
        arguments: [
            ("11430000006122244L", true), ("91350100M000100Y43", false), ("11430000006122244X", false),
            ("", false),
        ])
    func publicBody(code: String, expected: Bool) {
        #expect(CreditCode.isPublicBody(code) == expected)
    }
}

@Suite("Organisation codes")
struct OrganisationCodeTests {
    @Test(
        "Published codes are valid with and without the hyphen",
        arguments: [
            "D2143569-X", "19220382-1", "71526726-X", "79965505-8", "80210043-3", "00001333-8", "MA1FL0LY9",
        ])
    func valid(code: String) {
        #expect(OrganisationCode.check(code) == .valid)
        #expect(OrganisationCode.check(code.filter { $0 != "-" }) == .valid)
    }

    @Test(
        "Each broken rule has its own verdict",
        arguments: [
            ("", Verdict.empty), ("D2143569", .wrongLength), ("D2143569_X", .wrongCharacter),
            ("d2143569-X", .wrongCharacter), ("D2143569-Y", .wrongCharacter), ("D2143569-1", .wrongCheck),
        ])
    func broken(code: String, verdict: Verdict) {
        #expect(OrganisationCode.check(code) == verdict)
    }

    @Test("Any wrong check character is found in 1000 made codes")
    func wrongChecks() throws {
        var random = Seeded(11714)
        for _ in 0..<1000 {
            let body = random.pick(8, from: "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ")
            let right = try #require(OrganisationCode.checkCharacter(for: body))
            for check in "0123456789X" {
                #expect(
                    OrganisationCode.check(body + String(check)) == (check == right ? .valid : .wrongCheck))
            }
        }
    }
}

@Suite("Business registration numbers")
struct BusinessRegistrationNumberTests {
    @Test(
        "Published numbers are valid",
        arguments: [
            "110108000000016", "310230001716146", "310230001716154", "440301103097413", "440301103448669",
            "330100400013364",
        ])
    func valid(number: String) {
        #expect(BusinessRegistrationNumber.check(number) == .valid)
    }

    @Test(
        "Each broken rule has its own verdict",
        arguments: [
            ("", Verdict.empty), ("110000450001495", .wrongCheck), ("310000400000001", .wrongCheck),
            ("11010800000001", .wrongLength), ("11010800000001A", .wrongCharacter),
            ("990108000000016", .wrongDivision),
        ])
    func broken(number: String, verdict: Verdict) {
        #expect(BusinessRegistrationNumber.check(number) == verdict)
    }

    @Test("The national registry's numbers are accepted")
    func national() throws {
        let first14 = "10000000000123"
        let check = try #require(BusinessRegistrationNumber.checkDigit(for: first14))
        #expect(BusinessRegistrationNumber.check(first14 + String(check)) == .valid)
    }

    @Test("Any single wrong digit is found in 1000 made numbers")
    func singleErrors() throws {
        var random = Seeded(15)
        for _ in 0..<1000 {
            let first14 = "4302" + random.digits(10)
            let check = try #require(BusinessRegistrationNumber.checkDigit(for: first14))
            let number = first14 + String(check)
            #expect(BusinessRegistrationNumber.check(number) == .valid)
            let place = Int.random(in: 0..<15, using: &random)
            for digit in "0123456789" where digit != Array(number)[place] {
                #expect(!BusinessRegistrationNumber.check(number.replacing(at: place, with: digit)).isValid)
            }
        }
    }
}
