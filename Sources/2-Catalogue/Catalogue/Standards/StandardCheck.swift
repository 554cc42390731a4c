import Regulation
import Standards

/// Whether what a department wrote may stand as a data standard (数据标准检查): every fault at once.
struct StandardCheck {
    let article: ArticleReference?

    func callAsFunction(_ content: StandardContent) -> Ruling {
        var reasons: [Reason] = []
        func fault(_ field: String, _ detail: Bilingual) {
            reasons.append(
                Reason(DataStandardCodes.malformed, article: article, detail: detail, field: field))
        }
        if content.nameZh.allSatisfy(\.isWhitespace) || content.nameZh.unicodeScalars.count > 100 {
            fault("nameZh", Bilingual("中文名称为1至100字", "the Chinese name has 1–100 characters"))
        }
        if content.nameEn.unicodeScalars.count > 200 {
            fault("nameEn", Bilingual("英文名称不超过200字", "the English name has at most 200 characters"))
        }
        if content.definition.allSatisfy(\.isWhitespace) || content.definition.unicodeScalars.count > 2_000 {
            fault("definition", Bilingual("定义为1至2000字", "the definition has 1–2,000 characters"))
        }
        if content.source.allSatisfy(\.isWhitespace) || content.source.unicodeScalars.count > 200 {
            fault("source", Bilingual("须注明来源标准或条款", "the standard or article behind it is stated"))
        }
        switch content.shape {
        case .item(let item):
            if let length = item.length, !(1...4_000).contains(length) {
                fault("length", Bilingual("数据长度为1至4000", "length is 1–4,000"))
            }
            if let scale = item.scale, !(0...(min(item.length ?? 38, 38))).contains(scale) {
                fault("scale", Bilingual("小数位数超过数据长度", "scale is more than the length"))
            }
            if item.format.unicodeScalars.count > 100 {
                fault("format", Bilingual("表示格式不超过100字", "the format has at most 100 characters"))
            }
        case .codeList(let list):
            for detail in values(list) { fault("values", detail) }
        }
        return Ruling(reasons)
    }

    /// What is wrong with the values, at most twenty points.
    private func values(_ list: CodeList) -> [Bilingual] {
        if list.values.isEmpty { return [Bilingual("代码集没有代码值", "the list has no values")] }
        var faults: [Bilingual] = []
        var known: Set<String> = []
        for (index, value) in list.values.enumerated() {
            guard faults.count < 20 else { return faults }
            let row = index + 1
            if value.code.isEmpty || value.code.unicodeScalars.count > CodeList.codeMax
                || value.code.contains(where: \.isWhitespace)
            {
                faults.append(
                    Bilingual("第\(row)个值：代码为1至60字且不含空白", "value \(row): code of 1–60 characters, no blanks"))
            }
            if value.name.allSatisfy(\.isWhitespace) || value.name.unicodeScalars.count > CodeList.nameMax {
                faults.append(Bilingual("第\(row)个值：名称为1至200字", "value \(row): name of 1–200 characters"))
            }
            if !known.insert(value.code).inserted {
                faults.append(Bilingual("第\(row)个值：代码重复", "value \(row): the code is repeated"))
            }
            if let from = value.from, let until = value.until, until < from {
                faults.append(Bilingual("第\(row)个值：停用早于启用", "value \(row): ends before it begins"))
            }
        }
        let parents = Dictionary(
            list.values.map { ($0.code, $0.parent) }, uniquingKeysWith: { first, _ in first })
        for (index, value) in list.values.enumerated() {
            guard faults.count < 20 else { return faults }
            guard let parent = value.parent else { continue }
            if !known.contains(parent) {
                faults.append(Bilingual("第\(index + 1)个值：没有上级代码", "value \(index + 1): no such parent"))
            } else if Self.circles(from: value.code, parents) {
                faults.append(Bilingual("第\(index + 1)个值：上级成环", "value \(index + 1): parents form a circle"))
            }
        }
        return faults
    }

    /// Levels of the deepest list.
    static let depthMax = 20

    private static func circles(from code: String, _ parents: [String: String?]) -> Bool {
        var current = code
        for _ in 0..<depthMax {
            guard let above = parents[current] ?? nil else { return false }
            current = above
        }
        return true
    }
}
