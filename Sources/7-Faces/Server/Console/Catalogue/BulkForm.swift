import Catalogue
import Regulation
import Standards

/// The form that says what many entries are to say alike (批量修改表): an empty field leaves the element as it is.
struct BulkForm {
    let fields: [FieldView]

    /// Texts that may be cleared.
    private static let clearable = [
        "sharingConditions", "sharingBasis", "openingConditions", "sourceBusiness", "sourceSystem",
        "usageRequirements",
    ]
    private static let names =
        clearable + [
            "classification", "format", "updateCycle", "sensitivity", "grade", "affectedObject", "harm",
            "sharing", "opening", "legalBasis", "clear",
        ]

    init(_ form: Form, reasons: [Reason], desk: Desk, visit: Visit) {
        let texts = visit.texts
        let language = visit.language
        func select(_ name: String, _ options: [(String, String)]) -> FieldView {
            .select(
                name, texts(EntryChanges.elementKey(name)), options: [("", texts("bulk.keep"))] + options,
                chosen: form[name], error: FaultsView.error(at: name, reasons, language))
        }
        func words(_ terms: [some StandardTerm & RawRepresentable<String>]) -> [(String, String)] {
            terms.map { ($0.rawValue, desk.word($0, language)) }
        }
        func input(_ name: String, max: Int, hint: String? = nil) -> FieldView {
            .input(
                name, texts(EntryChanges.elementKey(name)), value: form[name], hint: hint,
                error: FaultsView.error(at: name, reasons, language), maxLength: max)
        }
        func area(_ name: String) -> FieldView {
            .area(
                name, texts(EntryChanges.elementKey(name)), value: form[name], rows: 2,
                error: FaultsView.error(at: name, reasons, language))
        }
        fields = [
            input("classification", max: 40, hint: texts("entry.classificationHint")),
            input("format", max: 100, hint: texts("entry.formatHint")),
            select("updateCycle", words(UpdateCycle.allCases)),
            select(
                "sensitivity",
                desk.profile.sensitivities.filter(\.admitted).map { ($0.id.rawValue, $0.word[language]) }),
            select("grade", words(DataGrade.allCases)),
            select("affectedObject", words(DataGrade.AffectedObject.allCases)),
            select("harm", words(DataGrade.Harm.allCases)),
            select("sharing", desk.profile.sharingTypes.map { ($0.id.rawValue, $0.word[language]) }),
            area("sharingConditions"), area("sharingBasis"),
            select("opening", desk.profile.openingTypes.map { ($0.id.rawValue, $0.word[language]) }),
            area("openingConditions"), area("legalBasis"),
            input("sourceBusiness", max: 2_000), input("sourceSystem", max: 2_000),
            area("usageRequirements"),
            .choices(
                "clear", texts("bulk.clear"),
                options: Self.clearable.map { ($0, texts(EntryChanges.elementKey($0))) },
                chosen: form.all("clear"), several: true, hint: texts("bulk.clearHint"),
                error: FaultsView.error(at: "clear", reasons, language)),
        ]
    }

    /// What the form states. What a list does not offer, and what is to be cleared and written at once, is told at
    /// its field.
    static func change(_ form: Form) throws(Refusal) -> BulkChange {
        var reasons: [Reason] = []
        func fault(_ name: String, _ detail: Bilingual) {
            reasons.append(Reason(ServerCodes.invalidField, detail: detail, field: name))
        }
        func word<T: RawRepresentable<String>>(_ name: String, _ type: T.Type) -> T? {
            guard !form[name].isEmpty else { return nil }
            if let value = T(rawValue: form[name]) { return value }
            fault(name, Bilingual("请选择一项", "Choose one"))
            return nil
        }
        let cleared = Set(form.all("clear"))
        if !cleared.isSubset(of: clearable) { fault("clear", Bilingual("这个要素不能清空", "It cannot be cleared")) }
        func text(_ name: String) -> String? {
            let isCleared = cleared.contains(name)
            if isCleared, !form[name].isEmpty {
                fault(name, Bilingual("不能同时填写和清空", "Either written or cleared"))
            }
            return form[name].isEmpty ? (isCleared ? "" : nil) : form[name]
        }
        var change = BulkChange()
        change.classification = text("classification")
        change.format = text("format")
        change.updateCycle = word("updateCycle", UpdateCycle.self)
        change.sensitivity = word("sensitivity", Sensitivity.ID.self)
        change.grade = word("grade", DataGrade.self)?.rawValue
        change.affectedObject = word("affectedObject", DataGrade.AffectedObject.self)
        change.harm = word("harm", DataGrade.Harm.self)
        change.sharing = word("sharing", SharingType.ID.self)
        change.sharingConditions = text("sharingConditions")
        change.sharingBasis = text("sharingBasis")
        change.opening = word("opening", OpeningType.ID.self)
        change.openingConditions = text("openingConditions")
        change.legalBasis = text("legalBasis")
        change.sourceBusiness = text("sourceBusiness")
        change.sourceSystem = text("sourceSystem")
        change.usageRequirements = text("usageRequirements")
        if !reasons.isEmpty { throw Refusal(reasons) }
        return change
    }

    /// The pairs by which a preview carries the change on.
    static func kept(_ form: Form) -> [KeptValue] {
        names.flatMap { name in form.all(name).filter { !$0.isEmpty }.map { KeptValue(name: name, value: $0) }
        }
    }
}

/// A value that a form carries on unseen (随表单带走的值).
struct KeptValue {
    let name: String
    let value: String
}
