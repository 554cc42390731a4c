import Regulation

/// What the parts of a package say they are (内容类型): macros show here whatever their name.
final class ContentTypes: XMLReading {
    init(in package: Package) throws {
        guard package.hasPart("[Content_Types].xml") else {
            throw Refusal(
                WorkbookCodes.notAWorkbook,
                detail: Bilingual("压缩包中没有工作簿", "the zip file holds no workbook"))
        }
        try package.read("[Content_Types].xml", into: self)
    }

    func begin(_ element: XMLName, _ attributes: XMLAttributes) throws {
        guard let type = attributes["ContentType"]?.lowercased() else { return }
        if type.contains("macroenabled") || type.contains("vbaproject") || type.contains("macrosheet") {
            throw Refusal(WorkbookCodes.macros)
        }
    }

    func end(_ element: XMLName) {}
    func text(_ bytes: UnsafeBufferPointer<UInt8>) {}
}
