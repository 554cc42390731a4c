import Matters
import Parties
import Regulation

/// The form of a procedure as the profile writes it (程序表单), ready for a page.
struct MatterForm {
    let about: FieldView?
    let fields: [Field]

    /// One field with the article that asks for it.
    struct Field {
        let view: FieldView
        let citation: CitationView?
    }

    let desk: Desk
    let visit: Visit
    let procedure: Procedure

    /// `isNew` where what it is about may still be chosen.
    init(
        _ procedure: Procedure, _ form: Form, isNew: Bool, refusal: Refusal?, desk: Desk, visit: Visit
    ) async throws {
        self.desk = desk
        self.visit = visit
        self.procedure = procedure
        let bodies = try await Self.bodies(procedure, isNew: isNew, desk: desk, visit: visit)
        about = isNew ? try await Self.about(procedure, form, bodies, refusal, desk: desk, visit: visit) : nil
        fields = procedure.form.map { field in
            Field(
                view: Self.view(field, form, bodies, refusal, visit),
                citation: desk.citation(field.article, visit))
        }
    }

    /// What the form states, field by field.
    static func content(_ form: Form, of procedure: Procedure) -> MatterContent {
        var answers: MatterAnswers = [:]
        for field in procedure.form {
            let value = form[field.id]
            guard !value.isEmpty else { continue }
            switch field.kind {
            case .entries, .items: answers[field.id] = lines(value)
            case .text, .longText, .date, .choice, .body: answers[field.id] = [value]
            }
        }
        return MatterContent(about: form["about"], answers: answers)
    }

    /// The form filled with what a matter states.
    static func filled(_ matter: Matter, codes: [String: String]) -> Form {
        Form(
            matter.answers.sorted { $0.key < $1.key }.map { id, values in
                (id, values.map { codes[$0] ?? $0 }.joined(separator: "\n"))
            })
    }

    /// What a reviewer may settle otherwise; nil where the form holds nothing of that.
    static func settled(_ form: Form, of procedure: Procedure) -> MatterAnswers? {
        let changes = procedure.form.filter(\.isAmendable).compactMap { field -> (String, [String])? in
            let value = form["settled-\(field.id)"]
            return value.isEmpty ? nil : (field.id, lines(value))
        }
        return changes.isEmpty ? nil : Dictionary(changes) { first, _ in first }
    }

    /// One value a line; Chinese and Latin commas part them as well.
    private static func lines(_ text: String) -> [String] {
        text.split { $0.isNewline || "，、,；;".contains($0) }
            .map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }
    }

    private static func bodies(
        _ procedure: Procedure, isNew: Bool, desk: Desk, visit: Visit
    ) async throws -> [(value: String, text: String)] {
        guard procedure.form.contains(where: { $0.kind == .body }) || isNew && procedure.about == .body else {
            return []
        }
        return try await desk.bodyChoices()
    }

    private static func about(
        _ procedure: Procedure, _ form: Form, _ bodies: [(value: String, text: String)], _ refusal: Refusal?,
        desk: Desk, visit: Visit
    ) async throws -> FieldView? {
        let texts = visit.texts
        let error = FaultsView.error(at: "about", refusal?.reasons ?? [], visit.language)
        let none = ("", texts("form.choose"))
        switch procedure.about {
        case .nothing: return nil
        case .entry, .ownEntry:
            return .input(
                "about", texts("matter.aboutEntry"), value: form["about"],
                hint: texts(procedure.about == .entry ? "matter.entryHint" : "matter.ownEntryHint"),
                error: error, required: true)
        case .body:
            return .select(
                "about", texts("matter.aboutBody"), options: [none] + bodies, chosen: form["about"],
                error: error, required: true)
        case .system:
            let systems = try await desk.activeSystems(of: try visit.actor.body.id)
            return .select(
                "about", texts("matter.aboutSystem"), options: [none] + systems, chosen: form["about"],
                error: error, required: true)
        }
    }

    private static func view(
        _ field: FormField, _ form: Form, _ bodies: [(value: String, text: String)], _ refusal: Refusal?,
        _ visit: Visit
    ) -> FieldView {
        let (texts, label) = (visit.texts, field.label[visit.language])
        let error = FaultsView.error(at: field.id, refusal?.reasons ?? [], visit.language)
        let none = ("", texts("form.choose"))
        let value = form[field.id]
        switch field.kind {
        case .text:
            return .input(
                field.id, label, value: value, error: error, required: field.isRequired,
                maxLength: field.limit)
        case .longText:
            return .area(
                field.id, label, value: value, rows: field.limit > 2_000 ? 10 : 4, error: error,
                required: field.isRequired, maxLength: field.limit)
        case .date:
            return .input(
                field.id, label, value: value, type: "date", error: error, required: field.isRequired,
                maxLength: 10)
        case .choice:
            return .select(
                field.id, label,
                options: [none] + field.options.map { ($0.id, $0.label[visit.language]) }, chosen: value,
                error: error, required: field.isRequired)
        case .entries:
            return .area(
                field.id, label, value: value, rows: 3, hint: texts("matter.entriesHint"), error: error,
                required: field.isRequired, maxLength: 6_000)
        case .items:
            return .area(
                field.id, label, value: value, rows: 3, hint: texts("matter.itemsHint"), error: error,
                required: field.isRequired, maxLength: 12_000)
        case .body:
            return .select(
                field.id, label, options: [none] + bodies, chosen: value, error: error,
                required: field.isRequired)
        }
    }
}
