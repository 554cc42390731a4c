import Ledger
import Regulation

/// The refusals of datasets (数据集拒绝理由).
public enum DatasetsCodes {
    public static let keyMissing = ReasonCode(
        "dataset-key-missing", .unlawful,
        title: Bilingual("目录未指定主键信息项", "The entry names no key item"),
        remedy: Bilingual("请至少将一个信息项设为主键。", "Mark at least one item as key."))
    public static let keyType = ReasonCode(
        "dataset-key-type", .unlawful,
        title: Bilingual("该数据类型的信息项不能作主键", "An item of this type cannot be a key"),
        remedy: Bilingual(
            "主键请使用字符、数值、日期、整型或逻辑型信息项。",
            "Use characters, numbers, dates, integers or logical values as key."))
    public static let tooManyItems = ReasonCode(
        "dataset-items-too-many", .tooLarge,
        title: Bilingual("信息项过多", "The entry has too many items"),
        remedy: Bilingual("请将目录拆分，每条不超过 500 个信息项。", "Split the entry; each may have 500 items."))
    public static let shapeChanged = ReasonCode(
        "dataset-shape-changed", .conflict,
        title: Bilingual(
            "已有数据的信息项不能改变主键或存储类型", "Items that hold data cannot change key or storage type"),
        remedy: Bilingual("请新增信息项，或另立目录。", "Add a new item, or make a new entry."))
    public static let notPrepared = ReasonCode(
        "dataset-not-prepared", .conflict,
        title: Bilingual("该目录尚无数据集", "The entry has no dataset yet"),
        remedy: Bilingual("请先发布目录。", "Publish the entry first."))
    public static let keyMalformed = ReasonCode(
        "dataset-key-malformed", .malformed,
        title: Bilingual("主键值不符合信息项的格式", "A key value does not follow the form of its item"),
        remedy: Bilingual("请核对主键值的格式与个数。", "Check the form and the number of the key values."))
    public static let itemUnknown = ReasonCode(
        "dataset-item-unknown", .malformed,
        title: Bilingual("数据集没有该信息项", "The dataset has no such item"),
        remedy: Bilingual("请使用目录中的信息项。", "Use items of the entry."))

    public static let all = [
        keyMissing, keyType, tooManyItems, shapeChanged, notPrepared, keyMalformed, itemUnknown,
    ]

    /// The refusal with the article of `profile` at every reason that has none and that a rule founds: what tells
    /// the records of an entry apart is the identifier that they must carry.
    public static func founded(_ refusal: Refusal, in profile: Profile) -> Refusal {
        Refusal(
            refusal.reasons.map { reason in
                guard reason.article == nil, [keyMissing, keyType].contains(reason.code) else {
                    return reason
                }
                return Reason(
                    reason.code, article: profile.article(for: .necessaryIdentifier), detail: reason.detail,
                    field: reason.field)
            })
    }
}

/// What datasets put into the ledger (数据集留痕事项).
public enum DatasetsEvents {
    public static let prepared = EventKind(
        "datasets.dataset.prepared", Bilingual("建立或扩展数据集", "Dataset made or widened"))

    public static let all = [prepared]
}
