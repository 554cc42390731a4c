import Catalogue
import Regulation
import Standards

/// The form in which an entry is compiled (目录编制表).
struct EntryForm {
    let basic: [FieldView]
    let sharing: [FieldView]
    let use: [FieldView]
    let items: ItemRows

    init(_ form: Form, reasons: [Reason], desk: Desk, visit: Visit) {
        let texts = visit.texts
        let language = visit.language
        func error(_ name: String) -> String? { FaultsView.error(at: name, reasons, language) }
        func words(_ terms: [some StandardTerm & RawRepresentable<String>]) -> [(String, String)] {
            terms.map { ($0.rawValue, desk.word($0, language)) }
        }
        func area(_ name: String, rows: Int = 2, required: Bool = false) -> FieldView {
            .area(
                name, texts("entry.\(name)"), value: form[name], rows: rows, error: error(name),
                required: required)
        }
        let choose = [("", texts("form.choose"))]
        basic = [
            .input(
                "name", texts("entry.name"), value: form["name"], hint: texts("entry.nameHint"),
                error: error("name"),
                required: true),
            .input(
                "classification", texts("entry.classification"), value: form["classification"],
                hint: texts("entry.classificationHint"), error: error("classification"), required: true,
                maxLength: 40, inputMode: "numeric"),
            area("abstract", rows: 3, required: true),
            .input(
                "format", texts("entry.format"), value: form["format"], hint: texts("entry.formatHint"),
                error: error("format"), required: true, maxLength: 100),
            .select(
                "updateCycle", texts("entry.cycle"), options: choose + words(UpdateCycle.allCases),
                chosen: form["updateCycle"], error: error("updateCycle"), required: true),
            .select(
                "sensitivity", texts("entry.sensitivity"),
                options: choose + desk.profile.sensitivities.map { ($0.id.rawValue, $0.word[language]) },
                chosen: form["sensitivity"], error: error("sensitivity"), required: true),
            .select(
                "grade", texts("entry.grade"), options: choose + words(DataGrade.allCases),
                chosen: form["grade"],
                hint: Self.least(form).map { texts("entry.gradeLeast", ["grade": desk.word($0, language)]) }
                    ?? "GB/T 43697",
                error: error("grade"), required: true),
            .select(
                "affectedObject", texts("entry.affectedObject"),
                options: [("", texts("entry.notAssessed"))] + words(DataGrade.AffectedObject.allCases),
                chosen: form["affectedObject"], hint: texts("entry.affectedObjectHint"),
                error: error("affectedObject")),
            .select(
                "harm", texts("entry.harm"),
                options: [("", texts("entry.notAssessed"))] + words(DataGrade.Harm.allCases),
                chosen: form["harm"], error: error("harm")),
        ]
        sharing = [
            .choices(
                "sharing", texts("entry.sharing"),
                options: desk.profile.sharingTypes.map { ($0.id.rawValue, $0.word[language]) },
                chosen: [form["sharing"]], error: error("sharing"), required: true),
            area("sharingConditions"), area("sharingBasis"),
            .choices(
                "opening", texts("entry.opening"),
                options: desk.profile.openingTypes.map { ($0.id.rawValue, $0.word[language]) },
                chosen: [form["opening"]], error: error("opening"), required: true),
            area("openingConditions"),
        ]
        use = [
            area("legalBasis", required: true),
            .input(
                "sourceBusiness", texts("entry.sourceBusiness"), value: form["sourceBusiness"],
                error: error("sourceBusiness")),
            .input(
                "sourceSystem", texts("entry.sourceSystem"), value: form["sourceSystem"],
                error: error("sourceSystem")),
            area("usageRequirements"),
            .area(
                "relations", texts("entry.relations"),
                value: Self.relations(form["relations"], in: language), rows: 4,
                hint: texts(
                    "entry.relationsHint",
                    [
                        "kinds": EntryRelation.Kind.allCases.map { desk.word($0, language) }.joined(
                            separator: language == .chinese ? "、" : ", ")
                    ]),
                error: error("relations"), maxLength: 50_000),
            .box(
                "secrecyAssessed", texts("entry.secrecyAssessed"), checked: form.has("secrecyAssessed"),
                error: error("secrecyAssessed")),
            .box(
                "personalInformationAssessed", texts("entry.personalInformationAssessed"),
                checked: form.has("personalInformationAssessed"), error: error("personalInformationAssessed")),
        ]
        items = ItemRows(form, reasons: reasons, profile: desk.profile, visit: visit)
    }

    /// The least grade that harm and affected object of the form ask for.
    private static func least(_ form: Form) -> DataGrade? {
        guard let object = DataGrade.AffectedObject(rawValue: form["affectedObject"]),
            let harm = DataGrade.Harm(rawValue: form["harm"])
        else { return nil }
        return DataGrade.grade(of: harm, to: object)
    }

    /// Relations in the words of the reader; as they were typed where a line is none.
    private static func relations(_ text: String, in language: Language) -> String {
        let read = EntryRelation.read(text)
        return read.others.isEmpty ? EntryRelation.text(read.relations, in: language) : text
    }

    /// What the form states. What a list does not offer is told at its field.
    static func content(_ form: Form) throws(Refusal) -> EntryContent {
        var missing: [Reason] = []
        func chosen<T: RawRepresentable<String>>(_ name: String, else other: T) -> T {
            if let value = T(rawValue: form[name]) { return value }
            missing.append(
                Reason(ServerCodes.invalidField, detail: Bilingual("请选择一项", "Choose one"), field: name))
            return other
        }
        let related = EntryRelation.read(form["relations"])
        missing += related.others.prefix(1).map {
            Reason(
                ServerCodes.invalidField,
                detail: Bilingual("写作“关联类型 | 代码或名称 | 说明”：\($0)", "kind | code or name | note: \($0)"),
                field: "relations")
        }
        let content = EntryContent(
            name: form["name"], abstract: form["abstract"], classification: form["classification"],
            format: form["format"], items: try ItemRows.items(form),
            sharing: chosen("sharing", else: .unconditional),
            sharingConditions: form["sharingConditions"], sharingBasis: form["sharingBasis"],
            opening: chosen("opening", else: .none), openingConditions: form["openingConditions"],
            updateCycle: chosen("updateCycle", else: .irregular),
            sensitivity: chosen("sensitivity", else: .public), grade: form["grade"],
            affectedObject: DataGrade.AffectedObject(rawValue: form["affectedObject"]),
            harm: DataGrade.Harm(rawValue: form["harm"]), sourceBusiness: form["sourceBusiness"],
            sourceSystem: form["sourceSystem"],
            usageRequirements: form["usageRequirements"], legalBasis: form["legalBasis"],
            secrecyAssessed: form.has("secrecyAssessed"),
            personalInformationAssessed: form.has("personalInformationAssessed"),
            relations: related.relations)
        if !missing.isEmpty { throw Refusal(missing) }
        return content
    }

    /// The form that stands for `content`.
    static func filled(_ content: EntryContent) -> Form {
        var pairs: [(name: String, value: String)] = [
            ("name", content.name), ("abstract", content.abstract),
            ("classification", content.classification),
            ("format", content.format), ("sharing", content.sharing.rawValue),
            ("sharingConditions", content.sharingConditions), ("sharingBasis", content.sharingBasis),
            ("opening", content.opening.rawValue), ("openingConditions", content.openingConditions),
            ("updateCycle", content.updateCycle.rawValue), ("sensitivity", content.sensitivity.rawValue),
            ("grade", content.grade), ("affectedObject", content.affectedObject?.rawValue ?? ""),
            ("harm", content.harm?.rawValue ?? ""), ("sourceBusiness", content.sourceBusiness),
            ("sourceSystem", content.sourceSystem), ("usageRequirements", content.usageRequirements),
            ("legalBasis", content.legalBasis), ("relations", EntryRelation.text(content.relations)),
        ]
        if content.secrecyAssessed { pairs.append(("secrecyAssessed", "yes")) }
        if content.personalInformationAssessed { pairs.append(("personalInformationAssessed", "yes")) }
        return Form(pairs + ItemRows.pairs(content.items))
    }

    /// `form` with one empty row more, or without row `removed`.
    static func withRows(_ form: Form, adding: Bool, removed: String?) -> Form {
        var pairs = form.names.flatMap { name in form.all(name).map { (name: name, value: $0) } }
        if let removed {
            pairs.removeAll {
                $0.name == "row" && $0.value == removed || $0.name.hasPrefix("item-\(removed)-")
            }
        }
        if adding {
            let next = (form.all("row").compactMap { Int($0) }.max() ?? 0) + 1
            pairs.append(("row", String(next)))
        }
        return Form(pairs)
    }
}
