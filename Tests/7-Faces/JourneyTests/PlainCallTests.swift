import Exchange
import Foundation
import Testing

@testable import Server

@Suite("Bodies of calls written the plain way")
struct PlainCallTests {
    /// Bodies that are read without the general reader.
    static let plain = [
        #"{"key":{"id_number":"430203198711308121"}}"#,
        #" { "key" : { "id_number" : "430203198711308121" } , "items" : [ "name" , "phone" ] } "#,
        "\t{\"key\":{}\r\n,\"items\":[]}\n",
        #"{"person":"李娜","purpose":"养老待遇资格核验","grant":"01","key":{"a":"甲","b":""}}"#,
        #"{"expected":{"name":"欧阳建国 👩‍👩‍👧"},"key":{"id":"1"}}"#,
    ]

    /// Bodies that are left to the general reader, right or wrong.
    static let others = [
        "", " ", "null", "[]", "{}", "{", "}", #"{"key""#, #"{"key":}"#, #"{"key":{}"#, #"{"key":{}}}"#,
        #"{"key":{}},"#, #"{"key":{},}"#, #"{"key":{"a":"1",}}"#, #"{,"key":{}}"#, #"{"key":{"a":1}}"#,
        #"{"key":{"a":null}}"#, #"{"key":null}"#, #"{"key":{"a":["1"]}}"#, #"{"key":["a"]}"#,
        #"{"key":{},"key":{"a":"1"}}"#, #"{"key":{"a":"1","a":"2"}}"#, #"{"key":{"é":"1","é":"2"}}"#,
        #"{"items":null,"key":{}}"#, #"{"items":[1],"key":{}}"#, #"{"items":["a",],"key":{}}"#,
        #"{"grant":1,"key":{}}"#, #"{"grant":"1","grant":"2","key":{}}"#, #"{"colour":"red","key":{}}"#,
        #"{"key":{"a":"\u0041\n\"\\"}}"#, #"{"\u006bey":{"a":"1"}}"#, #"{"key":{"a":"\x"}}"#,
        #"{"key":{"a":"\ud800"}}"#, "{\"key\":{\"a\":\"1\u{01}\"}}", "{\"key\":{\"a\":\"1\n\"}}",
        "{\"key\":{\"a\":\"1\u{00}\"}}", "\u{FEFF}{\"key\":{}}", #"{"key":{"a":"1}}"#, #"{'key':{}}"#,
        #"{"key":{} /* no */}"#, #"{"key":{}} {"key":{}}"#, #"{"key" {"a":"1"}}"#, #"{"key":{"a" "1"}}"#,
    ]

    private static func read(_ bytes: [UInt8]) -> CallRequest? {
        bytes.withUnsafeBytes { PlainCall.read($0) }
    }

    private static func readGenerally(_ bytes: [UInt8]) -> CallRequest? {
        try? CallJSON.read(Data(bytes))
    }

    @Test("They are read as the general reader reads them", arguments: plain)
    func same(_ body: String) throws {
        let request = try #require(Self.read(Array(body.utf8)))
        #expect(request == Self.readGenerally(Array(body.utf8)))
    }

    @Test("Everything else is left to the general reader", arguments: others)
    func left(_ body: String) {
        #expect(Self.read(Array(body.utf8)) == nil)
    }

    @Test("Bytes that are not UTF-8 are left to it as well")
    func notText() {
        for wrong: [UInt8] in [
            [0xFF], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xE4, 0xB8],
        ] {
            #expect(Self.read(Array(#"{"key":{"a":""#.utf8) + wrong + Array(#""}}"#.utf8)) == nil)
        }
    }

    @Test("Of bodies broken in any one place none is read otherwise than the general reader does")
    func broken() {
        let bytes: [UInt8] = [
            0x00, 0x09, 0x20, 0x22, 0x2C, 0x30, 0x3A, 0x5B, 0x5C, 0x5D, 0x61, 0x7B, 0x7D, 0x80, 0xFF,
        ]
        for body in Self.plain {
            let whole = Array(body.utf8)
            for place in whole.indices {
                var shorter = whole
                shorter.remove(at: place)
                agree(shorter)
                agree(Array(whole[..<place]))
                for byte in bytes {
                    var other = whole
                    other[place] = byte
                    agree(other)
                    var longer = whole
                    longer.insert(byte, at: place)
                    agree(longer)
                }
            }
        }
    }

    private func agree(_ body: [UInt8]) {
        guard let request = Self.read(body) else { return }
        #expect(
            request == Self.readGenerally(body), "read otherwise: \(String(decoding: body, as: UTF8.self))")
    }
}
