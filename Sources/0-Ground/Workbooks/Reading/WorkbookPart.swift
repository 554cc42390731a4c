import Regulation

/// The list of sheets (工作簿部件) and how days are counted.
final class WorkbookPart: XMLReading {
    struct Sheet {
        let name: String
        let relationship: String
        let isHidden: Bool
    }

    private(set) var sheets: [Sheet] = []
    private(set) var countsFrom1904 = false
    private var isWorkbook = false

    init(_ part: String, in package: Package) throws {
        try package.read(part, into: self)
        guard isWorkbook else { throw Refusal(WorkbookCodes.notAWorkbook) }
    }

    func begin(_ element: XMLName, _ attributes: XMLAttributes) throws {
        if element == "workbook" { isWorkbook = true }
        if element == "workbookPr" { countsFrom1904 = attributes.isTrue("date1904") }
        guard element == "sheet", let name = attributes["name"], let id = attributes["id"] else { return }
        guard sheets.count < WorkbookLimits.sheetsMax else {
            throw Refusal(
                WorkbookCodes.tooLarge,
                detail: Bilingual(
                    "工作表超过 \(WorkbookLimits.sheetsMax) 个", "more than \(WorkbookLimits.sheetsMax) sheets"))
        }
        sheets.append(
            Sheet(name: name, relationship: id, isHidden: (attributes["state"] ?? "visible") != "visible"))
    }

    func end(_ element: XMLName) {}
    func text(_ bytes: UnsafeBufferPointer<UInt8>) {}
}
