import Catalogue
import Datasets
import Regulation
import Standards
import Testing

@Suite("Canonical values")
struct CanonicalValueTests {
    static func item(
        _ type: DataType, length: Int? = nil, scale: Int? = nil, _ identifier: IdentifierKind? = nil
    ) -> Item {
        Item(
            number: 1, field: "f", name: "项", type: type, length: length, scale: scale,
            identifier: identifier)
    }

    static let forms: [(Item, String, String)] = [
        (item(.characters), " 株洲\u{3000}", "株洲"),
        (item(.characters), "\u{A0}a b\t", "a b"),
        (item(.characters), "x", "x"),
        (item(.characters, .citizenID), "11010519491231002x", "11010519491231002X"),
        (item(.characters, .citizenID), "150102880730303", "150102198807303035"),
        (item(.characters, .creditCode), "91350100m000100y43", "91350100M000100Y43"),
        (item(.characters, .date), "2026/2/4", "2026-02-04"),
        (item(.memo), " as it is ", " as it is "),
        (item(.date), "20260204", "2026-02-04"),
        (item(.date), "2026年2月4日", "2026-02-04"),
        (item(.dateTime), "2026-02-04 05:06", "2026-02-04T05:06:00"),
        (item(.integer), "+007", "7"),
        (item(.integer), "-0", "0"),
        (item(.integer), "-9223372036854775808", "-9223372036854775808"),
        (item(.numeric), "+0012.500", "12.5"),
        (item(.numeric), "-0.00", "0"),
        (item(.numeric), "-0.50", "-0.5"),
        (item(.numeric), "100", "100"),
        (item(.currency), "0", "0"),
        (item(.float), "+1.50", "1.50"),
        (item(.double), "-1e-3", "-1e-3"),
        (item(.logical), "是", "1"),
        (item(.logical), "FALSE", "0"),
        (item(.logical), "t", "1"),
        (item(.logical), "n", "0"),
    ]

    @Test("Values that mean the same are written the same", arguments: forms)
    func canonical(_ item: Item, _ written: String, _ stored: String) {
        #expect(CanonicalValue(item).canonical(written, today: 2026_01_01) == stored)
        // What is stored is its own canonical form, so that a look-up of it finds it.
        #expect(CanonicalValue(item).canonical(stored, today: 2026_01_01) == stored)
    }

    static let broken: [(Item, String, ValueReading)] = [
        (item(.characters), " \u{3000} ", .blank),
        (item(.characters, length: 2), "株洲市", .broken(.length, .wrongLength)),
        (item(.characters, .citizenID), "110105194912310021", .broken(.identifier, .wrongCheck)),
        (item(.characters, .citizenID), "11010520991231002X", .broken(.identifier, .futureDate)),
        (item(.characters, .mobilePhone), "1380000000", .broken(.identifier, .wrongLength)),
        (item(.date), "2026-02-30", .broken(.type, .wrongDate)),
        (item(.dateTime), "2026-02-03", .broken(.type, .wrongForm)),
        (item(.integer), "1.5", .broken(.type, .wrongForm)),
        (item(.integer), "9223372036854775808", .broken(.type, .outOfRange)),
        (item(.integer, length: 3), "1000", .broken(.length, .outOfRange)),
        (item(.numeric, length: 5, scale: 2), "1234.5", .value),
        (item(.numeric, length: 5, scale: 2), "12345.6", .broken(.length, .outOfRange)),
        (item(.numeric, length: 5, scale: 2), "1.234", .broken(.length, .outOfRange)),
        (item(.numeric), "1,000", .broken(.type, .wrongCharacter)),
        (item(.float), "1e999", .broken(.type, .outOfRange)),
        (item(.float), "nan", .broken(.type, .wrongForm)),
        (item(.logical), "2", .broken(.type, .wrongForm)),
        (item(.characters), "a\0b", .broken(.type, .wrongCharacter)),
        (item(.memo), "a\0b", .broken(.type, .wrongCharacter)),
    ]

    @Test("A value that breaks its item says how", arguments: broken)
    func breaks(_ item: Item, _ written: String, _ reading: ValueReading) {
        var output: [UInt8] = []
        let bytes = Array(written.utf8)
        let found = bytes.withUnsafeBytes {
            CanonicalValue(item).append($0, to: &output, today: 2026_01_01)
        }
        #expect(found == reading)
    }
}
