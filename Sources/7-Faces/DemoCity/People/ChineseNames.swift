/// Surnames and the characters of given names (姓名用字), as common in the census.
struct ChineseNames: Sendable {
    let surnames: WordPool
    let male: WordPool
    let female: WordPool
    /// 1,024 draws, each the index of a surname, as often as the surname is common.
    private let draws: [UInt16]

    static let common = ChineseNames()

    private init() {
        // Each with its share in ten thousand people, the compound ones somewhat above it so that they occur.
        let shares: KeyValuePairs = [
            "王": 725, "李": 719, "张": 683, "刘": 539, "陈": 453, "杨": 308, "赵": 229, "黄": 223, "周": 212,
            "吴": 205,
            "徐": 166, "孙": 154, "胡": 131, "朱": 126, "高": 121, "林": 118, "何": 117, "郭": 115, "马": 107,
            "罗": 146,
            "梁": 84, "宋": 81, "郑": 78, "谢": 92, "韩": 68, "唐": 95, "冯": 64, "于": 62, "董": 61, "萧": 59,
            "程": 57, "曹": 57, "袁": 64, "邓": 86, "许": 54, "傅": 51, "沈": 50, "曾": 70, "彭": 95, "吕": 47,
            "苏": 47, "卢": 47, "蒋": 58, "蔡": 46, "贾": 42, "丁": 43, "魏": 45, "薛": 42, "叶": 42, "阎": 40,
            "余": 41, "潘": 41, "杜": 40, "戴": 39, "夏": 37, "钟": 38, "汪": 36, "田": 37, "任": 36, "姜": 35,
            "范": 36, "方": 35, "石": 34, "姚": 34, "谭": 68, "廖": 44, "邹": 40, "熊": 35, "金": 33, "陆": 33,
            "郝": 31, "孔": 30, "白": 30, "崔": 30, "康": 29, "毛": 33, "邱": 29, "秦": 29, "江": 29, "史": 28,
            "顾": 27, "侯": 27, "邵": 26, "孟": 26, "龙": 36, "万": 25, "段": 25, "雷": 27, "钱": 24, "汤": 25,
            "尹": 27, "易": 40, "黎": 25, "常": 22, "武": 22, "乔": 22, "贺": 36, "赖": 21, "龚": 29, "文": 36,
            "欧阳": 30, "司马": 10, "上官": 10, "诸葛": 10, "皇甫": 10, "令狐": 10, "司徒": 10, "东方": 10,
        ]
        surnames = WordPool(shares.map(\.key))
        male = WordPool(
            """
            伟 强 磊 军 勇 杰 涛 明 超 刚 平 辉 鹏 华 飞 鑫 波 斌 宇 浩 凯 健 俊 帆 帅 旭 宁 龙 林 欢 建 国 志 文 海 峰 \
            亮 东 成 康 星 光 天 达 安 岩 中 茂 进 有 坚 和 彪 博 诚 先 敬 震 振 壮 会 思 群 豪 心 邦 承 乐 绍 功 松 善 厚 \
            庆 民 友 裕 河 哲 江 浩 然 轩 子 涵 睿 晨 一 泽 瑞 嘉 宸 奕 航 皓
            """)
        female = WordPool(
            """
            芳 娜 敏 静 丽 艳 娟 霞 燕 玲 桂 英 兰 红 梅 莉 洁 颖 琳 雪 晶 妍 茜 秋 珊 莎 锦 黛 青 倩 婷 姣 婉 娴 瑾 露 \
            瑶 怡 婵 雁 蓓 纨 仪 荷 丹 蓉 眉 君 琴 蕊 薇 菁 梦 岚 苑 婕 馨 瑗 琰 韵 融 园 艺 咏 卿 聪 澜 纯 毓 悦 昭 冰 爽 \
            琬 茗 羽 希 宁 欣 飘 育 滢 馥 筠 柔 竹 霭 凝 晓 欢 枫 芸 菲 寒 伊 亚 宜 可 诗 彤 萱 语 桐
            """)
        let total = shares.reduce(0) { $0 + $1.value }
        var draws: [UInt16] = []
        var sum = 0
        for (index, share) in shares.enumerated() {
            sum += share.value
            while draws.count * total < sum * 1_024 { draws.append(UInt16(index)) }
        }
        self.draws = draws
    }

    @inline(__always)
    func surname(_ random: inout SeededRandom) -> Int { Int(draws[random.below(draws.count)]) }

    /// The whole name: one given character for one in five, two for the others.
    @inline(__always)
    func append(
        surname: Int, given: (Int, Int?), isMale: Bool, to row: inout [UInt8]
    ) {
        surnames.append(surname, to: &row)
        let pool = isMale ? male : female
        pool.append(given.0, to: &row)
        if let second = given.1 { pool.append(second, to: &row) }
    }

    @inline(__always)
    func given(isMale: Bool, _ random: inout SeededRandom) -> (Int, Int?) {
        let count = isMale ? male.count : female.count
        let first = random.below(count)
        return (first, random.below(5) == 0 ? nil : random.below(count))
    }
}
