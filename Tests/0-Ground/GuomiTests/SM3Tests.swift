import Testing

@testable import Guomi

@Suite("SM3")
struct SM3Tests {
    @Test(
        "Published digests come out",
        arguments: [
            ("abc", "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"),
            (
                String(repeating: "abcd", count: 16),
                "debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732"
            ),
            ("", "1ab21d8355cfa17f8e61194831e81a8f22bec8c728fefb747ed035eb5082aa2b"),
        ])
    func published(text: String, digest: String) throws {
        #expect(try SM3.digest(Array(text.utf8)) == bytes(digest))
        #expect(try Array(text.utf8).withUnsafeBytes { try SM3.digest($0) } == bytes(digest))
    }

    @Test("However the bytes are cut, the digest is the same, and the digest begins anew after each")
    func streaming() throws {
        let message = (0..<1000).map { UInt8(truncatingIfNeeded: $0 &* 7) }
        let whole = try SM3.digest(message)
        let stream = try SM3()
        for cut in [1, 63, 64, 65, 999] {
            try stream.update(Array(message.prefix(cut)))
            try message.dropFirst(cut).withUnsafeBytes { try stream.update($0) }
            #expect(try stream.finish() == whole)
        }
        #expect(try stream.finish() == SM3.digest([]))
    }
}
