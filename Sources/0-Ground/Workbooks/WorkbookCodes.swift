import Regulation

/// Why a workbook is refused, or one of its cells is at fault (工作簿拒绝理由).
public enum WorkbookCodes {
    public static let notAWorkbook = ReasonCode(
        "workbook-not-xlsx", .malformed,
        title: Bilingual("文件不是 .xlsx 工作簿", "The file is not an .xlsx workbook"),
        remedy: Bilingual("在表格软件中另存为 .xlsx", "Save it as .xlsx in the spreadsheet program"))
    public static let oldFormat = ReasonCode(
        "workbook-old-format", .malformed,
        title: Bilingual("文件是旧的 .xls 格式", "The file is in the old .xls format"),
        remedy: Bilingual("在表格软件中另存为 .xlsx", "Save it as .xlsx in the spreadsheet program"))
    public static let encrypted = ReasonCode(
        "workbook-encrypted", .malformed,
        title: Bilingual("工作簿设有打开密码", "The workbook is encrypted"),
        remedy: Bilingual("取消密码后另存为 .xlsx", "Remove the password and save it as .xlsx"))
    public static let damaged = ReasonCode(
        "workbook-damaged", .malformed,
        title: Bilingual("工作簿已损坏或不合格式", "The workbook is damaged or breaks its format"),
        remedy: Bilingual(
            "在表格软件中打开后重新另存为 .xlsx", "Open it in the spreadsheet program and save it anew as .xlsx"))
    public static let tooLarge = ReasonCode(
        "workbook-too-large", .tooLarge,
        title: Bilingual("工作簿超过上限", "The workbook is beyond a limit"),
        remedy: Bilingual("拆分成几个工作簿", "Split it into several workbooks"))
    public static let macros = ReasonCode(
        "workbook-has-macros", .unlawful,
        title: Bilingual("不接收带宏的工作簿", "Workbooks with macros are not taken"),
        remedy: Bilingual("另存为不带宏的 .xlsx", "Save it as .xlsx, without macros"))
    public static let outsideLink = ReasonCode(
        "workbook-links-outside", .unlawful,
        title: Bilingual("工作簿链接到外部文件", "The workbook links to files outside it"),
        remedy: Bilingual("断开外部链接后重新保存", "Break the links and save it anew"))
    public static let sheetMissing = ReasonCode(
        "workbook-sheet-missing", .malformed,
        title: Bilingual("工作簿中没有需要的工作表", "The workbook lacks the sheet that is needed"),
        remedy: Bilingual("使用平台下载的模板", "Use the template that the platform offers"))
    public static let formula = ReasonCode(
        "cell-formula", .unlawful,
        title: Bilingual("单元格是公式", "The cell holds a formula"),
        remedy: Bilingual("复制后选择性粘贴为值", "Copy it and paste it as a value"))
    public static let merged = ReasonCode(
        "cell-merged", .unlawful,
        title: Bilingual("单元格已合并", "The cells are merged"),
        remedy: Bilingual("取消合并，逐格填写", "Unmerge them and fill in each cell"))
    public static let numberDamaged = ReasonCode(
        "cell-number-damaged", .unlawful,
        title: Bilingual(
            "超过15位的号码被存成了数字，末位已丢失", "A number over 15 digits was kept as a number and lost its last digits"),
        remedy: Bilingual("把单元格设为文本格式后重新填写", "Set the cell to text and write the number anew"))
    public static let errorValue = ReasonCode(
        "cell-error-value", .unlawful,
        title: Bilingual("单元格是错误值", "The cell holds an error value"),
        remedy: Bilingual("填写实际的值", "Write the value itself"))

    /// The refusal of a list that has more rows than one file holds.
    public static func tooManyRows(_ rowsMax: Int) -> Refusal {
        Refusal(
            tooLarge,
            detail: Bilingual(
                "超过 \(rowsMax) 行，请按单位分别导出", "more than \(rowsMax) rows: export by body"))
    }

    public static let all = [
        notAWorkbook, oldFormat, encrypted, damaged, tooLarge, macros, outsideLink, sheetMissing, formula,
        merged, numberDamaged, errorValue,
    ]
}
