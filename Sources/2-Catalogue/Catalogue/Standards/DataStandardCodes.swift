import Ledger
import Regulation

/// Why the standards refuse (数据标准拒绝理由).
public enum DataStandardCodes {
    public static let notFound = ReasonCode(
        "standard-not-found", .missing,
        title: Bilingual("没有这个数据标准，或者您无权查看", "There is no such standard, or none that you may see"),
        remedy: Bilingual("在数据标准中查找", "Find it among the standards"))
    public static let notYours = ReasonCode(
        "standard-not-yours", .forbidden,
        title: Bilingual("只有起草单位的数据专员可以起草这个标准", "Only data staff of the drafting body write this standard"),
        remedy: Bilingual("由起草单位的数据专员办理", "Data staff of the drafting body act"))
    public static let notIssuer = ReasonCode(
        "standard-not-issuer", .forbidden,
        title: Bilingual("只有主管部门的审核人员可以办理", "Only a reviewer of the authority does this"),
        remedy: Bilingual("请主管部门的审核人员办理", "Ask a reviewer of the authority"))
    public static let malformed = ReasonCode(
        "standard-malformed", .unlawful,
        title: Bilingual("数据标准不合规范", "The standard breaks its form"),
        remedy: Bilingual("按规范填写", "Write it in the stated form"))
    public static let codeTaken = ReasonCode(
        "standard-code-taken", .conflict,
        title: Bilingual("标准代码已被占用，或已有未办结的版本", "The code is taken, or a version of it is under way"),
        remedy: Bilingual("换一个代码，或先办结已有的版本", "Choose another code, or settle the version under way"))
    public static let notOpen = ReasonCode(
        "standard-not-open", .conflict,
        title: Bilingual("标准当前的状态不允许这样办理", "The standard is in a state that does not allow this"),
        remedy: Bilingual("查看标准的状态", "See where the standard stands"))
    public static let changedMeanwhile = ReasonCode(
        "standard-changed-meanwhile", .conflict,
        title: Bilingual("标准已被他人修改", "Somebody else has changed the standard"),
        remedy: Bilingual("刷新后在最新内容上修改", "Reload and change the newest content"))
    public static let notInForce = ReasonCode(
        "standard-not-in-force", .unlawful,
        title: Bilingual("信息项引用的标准不存在或不在有效状态", "An item names a standard that is not in force"),
        remedy: Bilingual("引用已发布的现行标准", "Name a standard that is issued and current"))
    public static let deviation = ReasonCode(
        "standard-deviation", .unlawful,
        title: Bilingual("信息项与所引用的数据标准不一致", "An item deviates from the standard that it names"),
        remedy: Bilingual("按标准修改信息项，或取消引用", "Follow the standard, or do not name it"))
    public static let fileMalformed = ReasonCode(
        "standard-file-malformed", .malformed,
        title: Bilingual("文件不是规定的 CSV 格式", "The file is not CSV of the stated form"),
        remedy: Bilingual("按说明的列准备文件", "Prepare the file with the stated columns"))
    public static let divisionUnknown = ReasonCode(
        "division-code-unknown", .missing,
        title: Bilingual("行政区划代码表中没有这个代码", "The table of divisions does not know this code"),
        remedy: Bilingual(
            "检查六位代码，或请主管部门导入代码表", "Check the six digits, or have the authority import the table"))

    public static let all = [
        notFound, notYours, notIssuer, malformed, codeTaken, notOpen, changedMeanwhile, notInForce, deviation,
        fileMalformed, divisionUnknown,
    ]
}

/// What the standards put into the ledger (数据标准留痕事项).
public enum DataStandardEvents {
    public static let drafted = EventKind("standard.drafted", Bilingual("起草数据标准", "Standard drafted"))
    public static let saved = EventKind("standard.saved", Bilingual("修改数据标准", "Standard saved"))
    public static let submitted = EventKind("standard.submitted", Bilingual("提交数据标准", "Standard submitted"))
    public static let issued = EventKind("standard.issued", Bilingual("发布数据标准", "Standard issued"))
    public static let declined = EventKind(
        "standard.declined", Bilingual("数据标准未通过", "Standard not approved"))
    public static let withdrawn = EventKind("standard.withdrawn", Bilingual("废止数据标准", "Standard withdrawn"))
    public static let divisionsImported = EventKind(
        "standard.divisions.imported", Bilingual("导入行政区划代码", "Table of divisions imported"))

    public static let all = [drafted, saved, submitted, issued, declined, withdrawn, divisionsImported]
}
