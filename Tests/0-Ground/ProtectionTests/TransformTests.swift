import Foundation
import Testing

@testable import Protection

@Suite("Transforms")
struct TransformTests {
    private static let every: [Transform] =
        [.none, .digest, .drop, .mask(.generic(keepPrefix: 3, keepSuffix: 4))]
        + MaskKind.named.map { .mask($0) }

    @Test("The stored form is read back, also as JSON")
    func storedForm() throws {
        for transform in Self.every {
            #expect(Transform(rawValue: transform.rawValue) == transform)
            let json = try JSONEncoder().encode([transform])
            #expect(try JSONDecoder().decode([Transform].self, from: json) == [transform])
        }
        #expect(Transform.mask(.generic(keepPrefix: 3, keepSuffix: 4)).rawValue == "mask:generic:3:4")
        #expect(Transform.mask(.idNumber).rawValue == "mask:id-number")
    }

    @Test(
        "Any other text is no transform",
        arguments: [
            "", "None", "mask", "mask:", "mask:unknown", "mask:generic:3", "mask:name ", "hash", "none\n",
        ])
    func strict(text: String) {
        #expect(Transform(rawValue: text) == nil)
        #expect(throws: ProtectionError.unknownTransform) { _ = try Transform(parsing: text) }
        #expect(throws: DecodingError.self) {
            _ = try JSONDecoder().decode([Transform].self, from: JSONEncoder().encode([text]))
        }
    }

    @Test("Each transform lets out what it promises")
    func application() throws {
        let fingerprint = Fingerprint(.random(), label: "grant", salt: [1])
        #expect(try PreparedTransform(.none).apply("株洲") == "株洲")
        #expect(try PreparedTransform(.drop).apply("株洲") == nil)
        #expect(try PreparedTransform(.drop).apply("") == nil)
        #expect(try PreparedTransform(.mask(.name)).apply("张三") == "张*")
        let digest = try PreparedTransform(.digest, fingerprint: fingerprint)
        #expect(digest.apply("张三") == fingerprint.hex(of: "张三"))
        #expect(digest.apply("") == "")
        #expect(throws: ProtectionError.digestNeedsKey) { _ = try PreparedTransform(.digest) }
    }

    @Test("The bytes of a dropped item never reach the output, the others are appended")
    func appending() throws {
        var output = Array("x=".utf8)
        let value = Array("张三".utf8)
        #expect(try value.withUnsafeBytes { try !PreparedTransform(.drop).apply($0, to: &output) })
        #expect(output == Array("x=".utf8))
        #expect(try value.withUnsafeBytes { try PreparedTransform(.none).apply($0, to: &output) })
        #expect(output == Array("x=张三".utf8))
    }
}
