/// One field of a form (表单字段): label, hint, control, what is wrong with it.
struct FieldView {
    private(set) var id: String
    let name: String
    let label: String
    var hint: String?
    var error: String?
    var value = ""
    var isRequired = false
    var isWide = false
    var input: Input?
    var area: Area?
    var select: Select?
    /// Radio buttons or boxes.
    var choices: Choices?
    var box: Box?
    /// Identifiers of hint and error.
    var describedBy: String?
    var isInvalid = false
    /// A label above one control.
    var isPlain = true

    struct Input {
        let type: String
        let autocomplete: String
        let maxLength: Int
        var accept: String?
        var inputMode: String?
    }

    struct Area {
        let rows: Int
        let maxLength: Int
    }

    struct Select { let options: [Option] }

    struct Choices {
        /// `radio` or `checkbox`.
        let type: String
        /// Set out in columns.
        let many: Bool
        let options: [Option]
    }

    struct Box { let isChecked: Bool }

    struct Option {
        let id: String
        let value: String
        let text: String
        var hint: String?
        let isChosen: Bool
    }

    private init(_ name: String, _ label: String, hint: String?, error: String?, required: Bool) {
        id = "f-\(name)"
        self.name = name
        self.label = label
        self.hint = hint
        self.error = error
        isRequired = required
        isInvalid = error != nil
        describedBy = remarks
    }

    private var remarks: String? {
        let described = [hint.map { _ in "\(id)-hint" }, error.map { _ in "\(id)-error" }].compactMap { $0 }
        return described.isEmpty ? nil : described.joined(separator: " ")
    }

    /// The same field where another form of the page has one of its name: ids are unique in a page.
    func within(_ form: String) -> FieldView {
        var field = self
        field.id = "f-\(form)-\(name)"
        field.describedBy = field.remarks
        return field
    }

    static func input(
        _ name: String, _ label: String, value: String = "", type: String = "text", hint: String? = nil,
        error: String? = nil, required: Bool = false, autocomplete: String = "off", maxLength: Int = 200,
        inputMode: String? = nil, accept: String? = nil
    ) -> FieldView {
        var field = FieldView(name, label, hint: hint, error: error, required: required)
        field.value = value
        field.input = Input(
            type: type, autocomplete: autocomplete, maxLength: maxLength, accept: accept,
            inputMode: inputMode)
        return field
    }

    static func area(
        _ name: String, _ label: String, value: String = "", rows: Int = 3, hint: String? = nil,
        error: String? = nil, required: Bool = false, maxLength: Int = 2000
    ) -> FieldView {
        var field = FieldView(name, label, hint: hint, error: error, required: required)
        field.value = value
        field.isWide = true
        field.area = Area(rows: rows, maxLength: maxLength)
        return field
    }

    static func select(
        _ name: String, _ label: String, options: [(value: String, text: String)], chosen: String,
        hint: String? = nil, error: String? = nil, required: Bool = false
    ) -> FieldView {
        var field = FieldView(name, label, hint: hint, error: error, required: required)
        field.select = Select(options: Self.options(name, options, chosen: [chosen]))
        return field
    }

    /// Radio buttons for one choice, boxes for several.
    static func choices(
        _ name: String, _ label: String, options: [(value: String, text: String)], chosen: [String],
        several: Bool = false, hint: String? = nil, error: String? = nil, required: Bool = false
    ) -> FieldView {
        var field = FieldView(name, label, hint: hint, error: error, required: required)
        field.isWide = true
        field.isPlain = false
        field.choices = Choices(
            type: several ? "checkbox" : "radio", many: options.count > 5,
            options: Self.options(name, options, chosen: chosen))
        return field
    }

    static func box(
        _ name: String, _ label: String, checked: Bool, hint: String? = nil, error: String? = nil
    ) -> FieldView {
        var field = FieldView(name, label, hint: hint, error: error, required: false)
        field.isWide = true
        field.isPlain = false
        field.box = Box(isChecked: checked)
        return field
    }

    private static func options(
        _ name: String, _ options: [(value: String, text: String)], chosen: [String]
    ) -> [Option] {
        options.enumerated().map { index, option in
            Option(
                id: "f-\(name)-\(index)", value: option.value, text: option.text,
                isChosen: chosen.contains(option.value))
        }
    }
}
