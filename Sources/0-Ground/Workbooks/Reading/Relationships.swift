import Regulation

/// What one part of a workbook points to (关系).
final class Relationships: XMLReading {
    struct Target {
        let id: String
        /// The last word of the type: `worksheet`, `sharedStrings`.
        let type: String
        /// The name of the part.
        let part: String
    }

    private(set) var targets: [Target] = []
    private let folder: String

    /// Reads the relationships of `part`, or of the whole package where it is empty.
    init(of part: String, in package: Package) throws {
        let slash = part.lastIndex(of: "/")
        folder = slash.map { String(part[...$0]) } ?? ""
        let file = slash.map { String(part[part.index(after: $0)...]) } ?? part
        let name = "\(folder)_rels/\(file).rels"
        guard package.hasPart(name) else {
            throw Refusal(
                WorkbookCodes.notAWorkbook,
                detail: Bilingual("压缩包中没有工作簿", "the zip file holds no workbook"))
        }
        try package.read(name, into: self)
    }

    func first(_ type: String) -> Target? { targets.first { $0.type == type } }

    func begin(_ element: XMLName, _ attributes: XMLAttributes) throws {
        guard element == "Relationship", let id = attributes["Id"], let type = attributes["Type"],
            let target = attributes["Target"]
        else { return }
        let word = type.split(separator: "/").last.map(String.init) ?? ""
        if attributes["TargetMode"] == "External" || word == "externalLink" {
            throw Refusal(WorkbookCodes.outsideLink)
        }
        if word == "vbaProject" || word.hasSuffix("Macrosheet") { throw Refusal(WorkbookCodes.macros) }
        guard targets.count < 10_000 else {
            throw XMLStream.damaged(Bilingual("关系超过 10000 个", "more than 10,000 relationships"))
        }
        targets.append(Target(id: id, type: word, part: try resolved(target)))
    }

    func end(_ element: XMLName) {}
    func text(_ bytes: UnsafeBufferPointer<UInt8>) {}

    /// The part that `target` names from this folder; a refusal where it leaves the package.
    private func resolved(_ target: String) throws -> String {
        guard !target.contains(":"), !target.contains("\\"), !target.hasPrefix("//") else {
            throw Refusal(WorkbookCodes.outsideLink)
        }
        var parts = target.hasPrefix("/") ? [] : folder.split(separator: "/").map(String.init)
        for step in target.split(separator: "/") where step != "." {
            if step == ".." {
                guard parts.popLast() != nil else { throw Refusal(WorkbookCodes.outsideLink) }
            } else {
                parts.append(String(step))
            }
        }
        return parts.joined(separator: "/")
    }
}
