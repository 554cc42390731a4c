import Ledger
import Regulation

/// Why a workbook of entries is refused, or one of its cells is at fault (目录工作簿拒绝理由).
public enum EntryWorkbookCodes {
    public static let columnsMissing = ReasonCode(
        "workbook-columns-missing", .malformed,
        title: Bilingual("没有找到目录的表头", "The header of the catalogue was not found"),
        remedy: Bilingual("使用平台下载的模板，表头放在前十行之内", "Use the template; its header stands in the first ten rows"))
    public static let columnUnknown = ReasonCode(
        "workbook-column-unknown", .unlawful,
        title: Bilingual("模板中没有这一列", "The template has no such column"),
        remedy: Bilingual("删除这一列，或改为模板中的列名", "Remove the column, or give it a name of the template"))
    public static let columnRepeated = ReasonCode(
        "workbook-column-repeated", .unlawful,
        title: Bilingual("同一列出现了两次", "The column stands there twice"),
        remedy: Bilingual("只保留一列", "Keep one of them"))
    public static let valueUnknown = ReasonCode(
        "cell-value-unknown", .unlawful,
        title: Bilingual("不是可以填写的值", "It is none of the values to choose from"),
        remedy: Bilingual("从列表中选择", "Choose from the list"))
    public static let contradicts = ReasonCode(
        "cell-contradicts-entry", .unlawful,
        title: Bilingual("与同一条目首行的值不一致", "It differs from the first row of the entry"),
        remedy: Bilingual(
            "留空或与首行一致；共享属性不同的信息项另立条目",
            "Leave it empty or alike; items shared otherwise make an entry of their own"))
    public static let rowWithoutEntry = ReasonCode(
        "row-without-entry", .unlawful,
        title: Bilingual("信息项之前没有条目名称", "No entry is named above this item"),
        remedy: Bilingual("在条目的第一行填写信息资源名称", "Name the entry on its first row"))
    public static let entryNotYours = ReasonCode(
        "workbook-entry-not-yours", .forbidden,
        title: Bilingual("工作簿中有其他单位的条目", "The workbook has an entry of another body"),
        remedy: Bilingual("只导入本单位的条目", "Import the entries of your own body only"))
    public static let nameAmbiguous = ReasonCode(
        "entry-name-ambiguous", .unlawful,
        title: Bilingual("本单位有几个同名条目", "The body has several entries of this name"),
        remedy: Bilingual("填写信息资源代码，或先给条目改名", "State the resource code, or rename the entries first"))
    public static let entryRepeated = ReasonCode(
        "entry-repeated", .unlawful,
        title: Bilingual("同一条目在工作簿中出现了两次", "The entry stands in the workbook twice"),
        remedy: Bilingual("合并为相邻的各行", "Bring its rows together"))
    public static let busy = ReasonCode(
        "workbook-busy", .unavailable,
        title: Bilingual("平台正在处理其他工作簿", "The platform is at work on other workbooks"),
        remedy: Bilingual("一分钟后再试", "Try again in a minute"))

    public static let all = [
        columnsMissing, columnUnknown, columnRepeated, valueUnknown, contradicts, rowWithoutEntry,
        entryNotYours, nameAmbiguous, entryRepeated, busy,
    ]
}

/// What workbooks put into the ledger (目录工作簿留痕事项).
public enum EntryWorkbookEvents {
    public static let imported = EventKind(
        "catalogue.workbook.imported", Bilingual("导入目录工作簿", "Workbook of entries imported"))

    public static let all = [imported]
}
