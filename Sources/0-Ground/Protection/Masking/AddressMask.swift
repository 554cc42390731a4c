/// Hides an address but what leads down to its county (地址脱敏): `湖南省株洲市天元区******`.
///
/// Reads province (省, 自治区, 特别行政区), prefecture (市, 自治州, 地区, 盟) and county (区, 县, 旗 or a second 市) from the left; a
/// part that is no such name ends the reading. What was read so far is kept, the rest is six stars; where nothing
/// was read all is hidden. Names such as 小区 or 社区 do not count as counties.
enum AddressMask {
    /// The most characters of one part, 双江拉祜族佤族布朗族傣族自治县 being the longest at 15.
    private static let partCharactersMax = 16

    private enum Part { case province, prefecture, county }

    static func write(_ value: Text, _ output: inout [UInt8]) -> Bool {
        var kept = 0
        var reached: Part?
        while reached != .county, let (part, end) = next(value, from: kept, after: reached) {
            reached = part
            kept = end
        }
        guard kept > 0 else { return false }
        output.append(contentsOf: value[..<kept])
        output.append(stars: 6)
        return true
    }

    /// The next part from `start` on, lower than the one before it, with the index behind it.
    private static func next(_ value: Text, from start: Int, after: Part?) -> (Part, Int)? {
        var index = start
        var characters = 0
        var previous: UInt32 = 0
        while index < value.count, characters < partCharactersMax {
            guard let scalar = value.scalar(&index), isIdeograph(scalar) else { return nil }
            characters += 1
            // Street words may begin a name (路桥区) but never stand inside one.
            if characters > 1, isStreetWord(scalar) { return nil }
            if characters > 1, let part = part(scalar, previous, after: after) {
                var following = index
                let next = following < value.count ? value.scalar(&following) : nil
                // 梅县区, 社旗县, 新市区: the name goes on.
                let goesOn =
                    part == .county
                    && (next == district && scalar != district || next == county && scalar == banner)
                if !goesOn {
                    return isFalse(part, scalar, previous, characters, next) ? nil : (part, index)
                }
            }
            previous = scalar
        }
        return nil
    }

    private static let city: UInt32 = 0x5E02  // 市
    private static let county: UInt32 = 0x53BF  // 县
    private static let district: UInt32 = 0x533A  // 区
    private static let banner: UInt32 = 0x65D7  // 旗

    @inline(__always)
    private static func isStreetWord(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0x8DEF, 0x8857, 0x53F7, 0x5DF7, 0x5F04: true  // 路街号巷弄
        default: false
        }
    }

    /// The part that a name ending in `previous scalar` is, or nil where the name goes on.
    private static func part(_ scalar: UInt32, _ previous: UInt32, after: Part?) -> Part? {
        switch scalar {
        case 0x7701:  // 省
            return after == nil ? .province : nil
        case city:
            return after == .prefecture ? .county : .prefecture
        case 0x5DDE:  // 州, of 自治州 alone; 株洲 and 荆州 have their own 市 behind
            return previous == 0x6CBB && after != .prefecture ? .prefecture : nil
        case 0x76DF:  // 盟
            return after == .province ? .prefecture : nil
        case district:
            switch previous {
            case 0x6CBB, 0x653F: return after == nil ? .province : nil  // 自治区, 特别行政区
            case 0x5730: return after == .province ? .prefecture : nil  // 地区
            default: return .county
            }
        case county, banner:
            return .county
        default: return nil
        }
    }

    /// Whether a part only looks like one: 小区, 社区, 市场, 皂市镇 and the like, or a name too long for a district.
    private static func isFalse(
        _ part: Part, _ scalar: UInt32, _ previous: UInt32, _ characters: Int, _ next: UInt32?
    ) -> Bool {
        if scalar == district, part == .county {
            switch previous {
            // 小社校片街厂库景住宅院理
            case 0x5C0F, 0x793E, 0x6821, 0x7247, 0x8857, 0x5382, 0x5E93, 0x666F, 0x4F4F, 0x5B85, 0x9662,
                0x7406:
                return true
            case 0x56ED:  // 园: 梁园区 and 下花园区, but not 工业园区
                return characters > 4
            default:
                return characters > 10
            }
        }
        guard scalar == city, let next else { return false }
        switch next {
        case 0x573A: return true  // 场
        // 镇乡街村民政府委立直; but 昭通市镇雄县, 临汾市乡宁县, 商丘市民权县
        case 0x9547, 0x4E61, 0x8857, 0x6751, 0x6C11, 0x653F, 0x5E9C, 0x59D4, 0x7ACB, 0x76F4:
            return part == .county
        default: return false
        }
    }
}
