import Catalogue
import Exchange
import Protection
import Regulation

/// The form of an application for sharing (共享申请表).
struct ApplicationForm {
    let basis: FieldView
    let scene: FieldView
    let purpose: FieldView
    let scope: FieldView
    let forms: FieldView
    let items: FieldView
    let until: FieldView
    let system: FieldView?

    /// `systems` is nil where the system is fixed already.
    init(
        _ form: Form, entry: Entry, systems: [(value: String, text: String)]?, refusal: Refusal?, visit: Visit
    ) {
        let texts = visit.texts
        func error(_ name: String) -> String? {
            FaultsView.error(at: name, refusal?.reasons ?? [], visit.language)
        }
        basis = .area(
            "basis", texts("application.basis"), value: form["basis"], hint: texts("application.basisHint"),
            error: error("basis"), required: true)
        scene = .area(
            "scene", texts("application.scene"), value: form["scene"], rows: 2,
            hint: texts("application.sceneHint"), error: error("scene"), required: true)
        purpose = .area(
            "purpose", texts("application.purpose"), value: form["purpose"], rows: 2,
            hint: texts("application.purposeHint"), error: error("purpose"), required: true)
        scope = .area(
            "scope", texts("application.scope"), value: form["scope"], rows: 2,
            hint: texts("application.scopeHint"), error: error("scope"), required: true)
        forms = .choices(
            "forms", texts("application.forms"),
            options: UseForm.allCases.map { ($0.rawValue, texts("form.use.\($0.rawValue)")) },
            chosen: form.all("forms"), several: true, hint: texts("application.formsHint"),
            error: error("forms"), required: true)
        items = .choices(
            "items", texts("entry.items"),
            options: entry.content.items.map { ($0.field, "\($0.name) \($0.field)") },
            chosen: form.all("items"), several: true, hint: texts("application.itemsHint"),
            error: error("items"), required: true)
        until = .input(
            "until", texts("application.until"), value: form["until"], type: "date",
            hint: texts("application.untilHint"), error: error("until"), required: true, maxLength: 10)
        system = systems.map { options in
            .select(
                "system", texts("application.system"), options: [("", texts("form.choose"))] + options,
                chosen: form["system"], hint: texts("application.systemHint"), error: error("system"),
                required: true)
        }
    }

    /// What the form states. A date that is none is given as one long past, which the exchange refuses together
    /// with everything else that is missing: the applicant is told once.
    static func content(_ form: Form) -> ApplicationContent {
        ApplicationContent(
            basis: form["basis"], scene: form["scene"], purpose: form["purpose"], scope: form["scope"],
            forms: Set(form.all("forms").compactMap { UseForm(rawValue: $0) }),
            items: form.all("items").map { GrantedItem(field: $0, transform: .none) },
            until: LocalDate(form["until"]) ?? LocalDate(dayNumber: 0))
    }

    /// The form filled with what an application states.
    static func filled(_ application: Application) -> Form {
        let content = application.content
        var pairs: [(name: String, value: String)] = [
            ("basis", content.basis), ("scene", content.scene), ("purpose", content.purpose),
            ("scope", content.scope), ("until", content.until.description), ("system", application.system),
        ]
        pairs += UseForm.allCases.filter(content.forms.contains).map { ("forms", $0.rawValue) }
        pairs += content.items.map { ("items", $0.field) }
        return Form(pairs)
    }
}
