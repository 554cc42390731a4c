import Foundation
import Testing

@testable import Protection

/// What stands for a value that is hidden whole.
private let hidden = "******"

@Suite("Masks")
struct MaskTests {
    @Test(
        "Each rule keeps what it promises",
        arguments: [
            (MaskKind.name, "张三", "张*"), (.name, "王小明", "王**"), (.name, "欧阳修文", "欧阳**"),
            (.name, "诸葛亮", "诸葛*"), (.name, "欧阳", "欧*"), (.name, "张", "*"), (.name, "𠮷野家", "𠮷**"),
            (.name, "阿不都·买买提", "阿******"), (.name, "歐陽修", "歐陽*"),
            (.idNumber, "11010519491231002X", "110105********002X"),
            (.idNumber, "110101199003071234", "110101********1234"),
            (.idNumber, "911124198108030024", "911124********0024"),
            (.idNumber, "150102880730303", "150102******303"),
            (.phone, "13800138000", "138****8000"),
            (.bankCard, "6222021234561234", "622202******1234"),
            (.bankCard, "6222021234567891234", "622202*********1234"),
            (.email, "zhang@x.cn", "z***@x.cn"), (.email, "a@mail.gov-x.cn", "a***@mail.gov-x.cn"),
            (.birthDate, "19900307", "19900101"), (.birthDate, "1990-03-07", "1990-01-01"),
            (.birthDate, "1990/3/7", "1990-01-01"), (.birthDate, "1990年3月7日", "1990-01-01"),
            (.address, "湖南省株洲市天元区泰山路1号", "湖南省株洲市天元区******"),
            (.creditCode, "92430211MA4L000001", "92430211********01"),
            (.generic(keepPrefix: 1, keepSuffix: 1), "湘B12345", "湘*****5"),
            (.generic(keepPrefix: 0, keepSuffix: 0), "株洲", "**"),
            (.generic(keepPrefix: 2, keepSuffix: 0), "株洲市", "株洲*"),
            (
                .generic(keepPrefix: 1, keepSuffix: 1), "a" + String(repeating: "b", count: 100) + "c",
                "a" + String(repeating: "*", count: 32) + "c"
            ),
            (.all, "anything", hidden),
        ])
    func kept(mask: MaskKind, value: String, masked: String) {
        #expect(mask.apply(value) == masked)
    }

    @Test(
        "A value without the rule's form is hidden whole",
        arguments: [
            (MaskKind.name, "John Smith"), (.name, "张三 13800138000"), (.name, "张3"), (.name, "·张三"),
            (.name, String(repeating: "张", count: 33)), (.name, " 张三"),
            (.idNumber, "1101051949123100"), (.idNumber, "11010519491231002Y"),
            (.idNumber, "1101051949123100２"),
            (.idNumber, "E12345678"), (.idNumber, "11010588073030X"),
            (.phone, "1380013800"), (.phone, "+8613800138000"), (.phone, "138-0013-8000"),
            (.phone, "23800138000"),
            (.bankCard, "62220212345612"), (.bankCard, "6222 0212 3456 1234"),
            (.bankCard, "62220212345678912345"),
            (.email, "zhang"), (.email, "@x.cn"), (.email, "zhang@x"), (.email, "zhang@x..cn"),
            (.email, "z@x.cn."),
            (.email, "a@b@x.cn"), (.email, "张@x.cn"), (.email, "z@x.cn 13800138000"), (.email, "z@"),
            (.birthDate, "1990"), (.birthDate, "19900230"), (.birthDate, "90-03-07"),
            (.birthDate, "1990-03-07 "),
            (.address, "泰山路1号"), (.address, "幸福小区3栋"), (.address, "1号天元区"), (.address, "株洲"),
            (.creditCode, "92430211MA4L00000"), (.creditCode, "92430211ma4l000001"),
            (.generic(keepPrefix: 2, keepSuffix: 2), "abcd"),
            (.generic(keepPrefix: -1, keepSuffix: 0), "abcd"),
            (.generic(keepPrefix: 0, keepSuffix: 65), String(repeating: "a", count: 100)),
            (.generic(keepPrefix: 1, keepSuffix: 1), String(repeating: "a", count: 4097)),
            (.generic(keepPrefix: .max, keepSuffix: .max), "abcd"),
        ])
    func failClosed(mask: MaskKind, value: String) {
        #expect(mask.apply(value) == hidden)
    }

    @Test("Broken UTF-8 is hidden whole, under every rule")
    func brokenText() {
        let broken: [[UInt8]] = [
            [0xFF], [0xE5, 0xBC], [0xE5, 0xBC, 0xA0, 0xE4], [0xC0, 0x80], [0xED, 0xA0, 0x80],
            [0xF4, 0x90, 0x80, 0x80],
            [0xE0, 0x80, 0x80, 0x31, 0x32], [0x61, 0x80, 0x62],
        ]
        for mask in MaskKind.named + [.generic(keepPrefix: 1, keepSuffix: 0)] {
            for value in broken {
                var output = Array("before".utf8)
                value.withUnsafeBytes { mask.apply($0, to: &output) }
                #expect(String(decoding: output, as: UTF8.self) == "before" + hidden, "\(mask) \(value)")
            }
        }
    }

    @Test("An empty value stays empty, under every rule")
    func empty() {
        for mask in MaskKind.named + [.generic(keepPrefix: 1, keepSuffix: 1)] {
            #expect(mask.apply("") == "")
        }
    }

    @Test(
        "Addresses are kept down to the county",
        arguments: [
            ("湖南省株洲市攸县联星街道1号", "湖南省株洲市攸县******"), ("湖北省荆州市石首市绣林街道", "湖北省荆州市石首市******"),
            ("福建省福州市台江区瀛洲街道", "福建省福州市台江区******"), ("贵州省贵阳市观山湖区", "贵州省贵阳市观山湖区******"),
            ("北京市海淀区中关村", "北京市海淀区******"), ("内蒙古自治区呼和浩特市新城区人民路", "内蒙古自治区呼和浩特市新城区******"),
            ("内蒙古自治区阿拉善盟阿拉善左旗吉兰泰镇", "内蒙古自治区阿拉善盟阿拉善左旗******"),
            ("新疆维吾尔自治区阿克苏地区库车市热斯坦街道", "新疆维吾尔自治区阿克苏地区库车市******"),
            ("贵州省黔东南苗族侗族自治州凯里市大十字街道", "贵州省黔东南苗族侗族自治州凯里市******"),
            ("天元区泰山路1号", "天元区******"), ("株洲市泰山路幸福小区", "株洲市******"), ("广东省东莞市东城街道1号", "广东省东莞市******"),
            ("湖南省株洲市天元社区", "湖南省株洲市******"), ("湖南省株洲市中心市场2号", "湖南省株洲市******"),
            ("湖南省株洲市人民路县政府旁", "湖南省株洲市******"), ("香港特别行政区中西区", "香港特别行政区中西区******"),
        ])
    func addresses(value: String, masked: String) {
        #expect(MaskKind.address.apply(value) == masked)
    }

    @Test("The stored form is read back, and nothing else is")
    func storedForm() throws {
        for mask in MaskKind.named + [.generic(keepPrefix: 0, keepSuffix: 64)] {
            #expect(MaskKind(rawValue: mask.rawValue) == mask)
            #expect(!mask.zh.isEmpty && !mask.en.isEmpty)
        }
        for text in [
            "", "Name", "generic", "generic:1", "generic:1:65", "generic:-1:1", "generic:01:1",
            "generic:1:1:1", "generic:+1:1", "generic::1", " name",
        ] {
            #expect(MaskKind(rawValue: text) == nil, "\(text)")
        }
    }
}

/// The folder of real data beside the project, or wherever `YUANLIU_REAL_DATA` says.
private let realData: URL = {
    if let path = ProcessInfo.processInfo.environment["YUANLIU_REAL_DATA"] {
        return URL(fileURLWithPath: path)
    }
    var root = URL(fileURLWithPath: #filePath)
    for _ in 0..<4 { root.deleteLastPathComponent() }
    return root.appendingPathComponent("../shared/data").standardizedFileURL
}()

private let hasRealData = FileManager.default.fileExists(
    atPath: realData.appendingPathComponent("divisions/areas.csv").path)

@Suite("Masks over every town of the country", .enabled(if: hasRealData))
struct RealAddressTests {
    private func rows(_ file: String) throws -> [[String]] {
        let url = realData.appendingPathComponent("divisions/\(file)")
        return try String(contentsOf: url, encoding: .utf8).split(whereSeparator: \.isNewline).dropFirst().map
        {
            $0.split(separator: ",").map { $0.filter { $0 != "\"" } }
        }
    }

    @Test("No address shows its street; hardly any shows its town; nearly every county is kept whole")
    func everyTown() throws {
        let names = try Dictionary(
            uniqueKeysWithValues: (rows("provinces.csv") + rows("cities.csv")).map { ($0[0], $0[1]) })
        var counties: [String: String] = [:]
        for row in try rows("areas.csv") {
            var city = try #require(names[row[2]])
            // Statistical groupings that nobody writes into an address.
            let groupings = ["市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划"]
            if groupings.contains(city) || city == row[1] { city = "" }
            counties[row[0]] = try #require(names[row[3]]) + city + row[1]
        }
        var whole: Set<String> = []
        var deeper: [String] = []
        let towns = try rows("streets.csv")
        for row in towns {
            let county = try #require(counties[row[2]])
            let masked = MaskKind.address.apply(county + row[1] + "人民路88号3栋502室")
            #expect(masked.hasSuffix("******") && !masked.contains("人民路"))
            let kept = String(masked.dropLast(6))
            if kept == county { whole.insert(row[2]) }
            if !county.hasPrefix(kept), masked != "******" { deeper.append(kept) }
        }
        // Cities without counties have towns that are called districts (中山市东区).
        #expect(deeper.count * 1000 < towns.count, "\(deeper)")
        // 71 to 79 are development zones that only statistics know.
        let proper = counties.filter { !("71"..."79").contains($0.key.suffix(2)) }
        let lost = proper.filter { !whole.contains($0.key) }
        #expect(lost.count * 200 < proper.count, "\(lost.count): \(lost.values.sorted())")
    }
}
