import Testing

@testable import Standards

@Suite("Forms without check digits")
struct ShapeTests {
    @Test(
        "Travel documents follow their shapes",
        arguments: [
            (TravelDocument.ordinaryPassport, "E12345678", Verdict.valid),
            (.ordinaryPassport, "EA1234567", .valid), (.ordinaryPassport, "G12345678", .valid),
            (.ordinaryPassport, "141234567", .valid), (.ordinaryPassport, "151234567", .valid),
            (.ordinaryPassport, "EI1234567", .wrongCharacter),
            (.ordinaryPassport, "EO1234567", .wrongCharacter),
            (.ordinaryPassport, "161234567", .wrongForm), (.ordinaryPassport, "E1234567", .wrongLength),
            (.ordinaryPassport, "e12345678", .wrongForm), (.ordinaryPassport, "GA1234567", .wrongCharacter),
            (.ordinaryPassport, "", .empty),
            (.officialPassport, "PE1234567", .valid), (.officialPassport, "SE1234567", .valid),
            (.officialPassport, "DE1234567", .valid), (.officialPassport, "P1234567", .valid),
            (.officialPassport, "S1234567", .valid), (.officialPassport, "D12345678", .valid),
            (.officialPassport, "PE123456", .wrongLength), (.officialPassport, "E1234567", .wrongForm),
            (.hongKongMacauPermit, "H12345678", .valid), (.hongKongMacauPermit, "H1234567801", .valid),
            (.hongKongMacauPermit, "M12345678", .valid), (.hongKongMacauPermit, "C12345678", .wrongForm),
            (.hongKongMacauPermit, "H123456780", .wrongLength),
            (.hongKongMacauPermit, "H1234567A", .wrongCharacter),
            (.taiwanPermit, "12345678", .valid), (.taiwanPermit, "0123456789B", .valid),
            (.taiwanPermit, "1234567", .wrongLength), (.taiwanPermit, "1234567A", .wrongCharacter),
            (.foreignPassport, "X12345", .valid), (.foreignPassport, "X123", .wrongLength),
            (.foreignPassport, "X1234-5", .wrongCharacter),
        ])
    func travelDocuments(document: TravelDocument, number: String, verdict: Verdict) {
        #expect(document.check(number) == verdict)
    }

    @Test(
        "Mobile numbers have eleven digits from 13 to 19",
        arguments: [
            ("13800138000", Verdict.valid), ("19912345678", .valid), ("12800138000", .wrongForm),
            ("23800138000", .wrongForm), ("1380013800", .wrongLength), ("138001380000", .wrongLength),
            ("1380013800O", .wrongCharacter), ("", .empty),
        ])
    func mobiles(number: String, verdict: Verdict) {
        #expect(Telephone.checkMobile(number) == verdict)
    }

    @Test(
        "Landline numbers carry an area code",
        arguments: [
            ("010-12345678", Verdict.wrongForm), ("010-62345678", .valid), ("01062345678", .valid),
            ("0731-2868123", .valid), ("0733-28681234", .valid), ("073328681234", .valid),
            ("0733-28681234-801", .valid), ("0733-2868123-8011234", .wrongForm),
            ("0733-28681234-", .wrongForm),
            ("0733-286812345", .wrongLength), ("010-6234567", .wrongLength), ("0133-28681234", .wrongForm),
            ("28681234", .wrongLength), ("0733 28681234", .wrongCharacter), ("0733--2868123", .wrongLength),
            ("13800138000", .wrongForm), ("02--12345678", .wrongForm), ("", .empty),
        ])
    func landlines(number: String, verdict: Verdict) {
        #expect(Telephone.checkLandline(number) == verdict)
    }

    @Test(
        "Postal codes have six digits",
        arguments: [
            ("412000", Verdict.valid), ("100000", .valid), ("010000", .valid), ("999077", .wrongForm),
            ("000000", .wrongForm), ("41200", .wrongLength), ("41200A", .wrongCharacter), ("", .empty),
        ])
    func postalCodes(code: String, verdict: Verdict) {
        #expect(PostalCode.check(code) == verdict)
    }

    @Test("Every kind refuses the empty value, and garbage never counts as valid")
    func emptiness() {
        var random = Seeded(7)
        for kind in IdentifierKind.allCases {
            #expect(kind.check("", today: 2026_02_14) == .empty)
            #expect(!kind.check("\u{0}", today: 2026_02_14).isValid)
            for length in 1...40 {
                // Bytes that no form knows, so that no garbage is right by chance.
                let garbage = (0..<length).map { _ in UInt8.random(in: 0x80...0xFF, using: &random) }
                let verdict = garbage.withUnsafeBytes { kind.check($0, today: 2026_02_14) }
                #expect(!verdict.isValid)
            }
        }
    }

    @Test(
        "A kind checks by its own form",
        arguments: [
            (IdentifierKind.citizenID, "11010519491231002X"), (.creditCode, "91350100M000100Y43"),
            (.organisationCode, "D2143569-X"), (.businessRegistration, "110108000000016"),
            (.permanentResidence, "911124198108030024"), (.passport, "E12345678"),
            (.officialPassport, "PE1234567"), (.hongKongMacauPermit, "H12345678"),
            (.taiwanPermit, "12345678"), (.foreignPassport, "X12345"), (.mobilePhone, "13800138000"),
            (.landlinePhone, "0733-28681234"), (.postalCode, "412000"), (.divisionCode, "430211"),
            (.resourceCode, "101001/1"), (.date, "2026-02-14"), (.dateTime, "2026-02-14T08:30:00"),
            (.integer, "-12"), (.decimal, "12.50"),
        ])
    func kinds(kind: IdentifierKind, value: String) {
        #expect(kind.check(value, today: 2026_02_14) == .valid)
        #expect(Array(value.utf8).withUnsafeBytes { kind.check($0, today: 2026_02_14) } == .valid)
        #expect(!kind.check(value + "#", today: 2026_02_14).isValid)
    }
}
