/// Hides a personal name but its surname (姓名脱敏).
enum NameMask {
    /// The most characters of a name that is partly shown.
    static let charactersMax = 32

    /// Keeps the surname and puts a star for each other character; false for a name that is not of Chinese characters.
    ///
    /// A single character is hidden. Middle dots, as in the names of several nationalities, count as characters.
    static func write(_ value: Text, _ output: inout [UInt8]) -> Bool {
        var index = 0
        var characters = 0
        var first: UInt32 = 0
        var second: UInt32 = 0
        while index < value.count {
            guard let scalar = value.scalar(&index) else { return false }
            let isDot = scalar == 0xB7 || scalar == 0x2022 || scalar == 0x30FB
            guard isIdeograph(scalar) || (isDot && characters > 0), characters < charactersMax else {
                return false
            }
            if characters == 0 { first = scalar }
            if characters == 1 { second = scalar }
            characters += 1
        }
        // A compound surname alone, as of a name of two characters, would show the whole name.
        let kept = characters < 2 ? 0 : characters > 2 && isCompound(first, second) ? 2 : 1
        var end = 0
        for _ in 0..<kept { _ = value.scalar(&end) }
        output.append(contentsOf: value[..<end])
        output.append(stars: characters - kept)
        return true
    }

    @inline(__always)
    private static func isCompound(_ first: UInt32, _ second: UInt32) -> Bool {
        compound.contains(UInt64(first) << 32 | UInt64(second))
    }

    /// The compound surnames (复姓) in use, two characters each.
    private static let compound: Set<UInt64> = {
        let surnames = """
            欧阳 太史 端木 上官 司马 东方 独孤 南宫 万俟 闻人 夏侯 诸葛 尉迟 公羊 赫连 澹台 皇甫 宗政 濮阳 公冶 太叔 申屠 公孙 慕容 \
            仲孙 钟离 长孙 宇文 司徒 鲜于 司空 闾丘 子车 亓官 司寇 巫马 公西 颛孙 壤驷 公良 漆雕 乐正 宰父 谷梁 拓跋 夹谷 轩辕 令狐 \
            段干 百里 呼延 东郭 南门 羊舌 微生 公户 公玉 公仪 梁丘 公仲 公上 公门 公山 公坚 左丘 公伯 西门 公祖 第五 公乘 贯丘 公皙 \
            南荣 东里 东宫 仲长 子书 子桑 即墨 达奚 褚师 完颜 叶赫 那拉 纳兰 耶律 爱新 富察 瓜尔 钮祜 佟佳 歐陽 諸葛 司馬 東方 長孫
            """
        return Set(
            surnames.split(separator: " ").compactMap { surname -> UInt64? in
                let scalars = surname.unicodeScalars.map { UInt64($0.value) }
                return scalars.count == 2 ? scalars[0] << 32 | scalars[1] : nil
            })
    }()
}
