/// Reads the procedures of a profile file: who opens them, with which form, and their steps.
extension ProfileReader {
    /// Fields of one form, and answers of one choice.
    static let fieldsMax = 40

    mutating func procedures(_ field: Field?) -> [String: ProcedureDraft] {
        var procedures: [String: ProcedureDraft] = [:]
        for (key, value) in field?.pairs() ?? [] where isIdentifier(key, at: value) {
            guard
                let fields = value.record(
                    required: ["name", "articles", "openers", "steps"], optional: ["about", "form"]),
                let name = fields["name"]?.bilingual()
            else { continue }
            var articles: [ArticleReference] = []
            for item in fields["articles"]?.items() ?? [] {
                if let article = cited(item) { articles.append(article) }
            }
            let openers = fields["openers"]?.items().compactMap { $0.identifier() } ?? []
            var steps: [Procedure.Step] = []
            var sources: [String: DeadlineSource] = [:]
            for (id, item) in fields["steps"]?.pairsOrNone() ?? [] where isIdentifier(id, at: item) {
                guard let (step, source) = self.step(item, id: id) else { continue }
                steps.append(step)
                sources[id] = source
            }
            let procedure = Procedure(id: key, name: name, articles: articles, openers: openers, steps: steps)
            procedures[key] = ProcedureDraft(
                procedure: procedure, deadlines: sources,
                about: fields["about"]?.choice(Procedure.About.self), form: fields["form"].map { form($0) })
        }
        return procedures
    }

    private mutating func step(_ field: Field, id: String) -> (Procedure.Step, DeadlineSource?)? {
        guard
            let fields = field.record(
                required: ["name", "role", "seat", "article"], optional: ["levels", "acts", "deadline"]),
            let name = fields["name"]?.bilingual(), let role = fields["role"]?.identifier(),
            let seat = fields["seat"]?.choice(Procedure.Seat.self), let article = cited(fields["article"])
        else { return nil }
        let levels = fields["levels"]?.items().compactMap { $0.choice(AdministrativeLevel.self) }
        let acts = fields["acts"]?.items().compactMap { $0.choice(Procedure.Act.self) }
        if let acts, !acts.contains(.approve), !acts.contains(.escalate) {
            fields["acts"]?.wrongType("须含 approve 或 escalate", "must contain approve or escalate")
        }
        let step = Procedure.Step(
            id: id, name: name, role: role, seat: seat, levels: levels ?? AdministrativeLevel.allCases,
            acts: acts ?? Procedure.Act.usual, article: article, deadline: nil)
        return (step, deadlineSource(fields["deadline"]))
    }

    private mutating func form(_ field: Field) -> [FormField] {
        let pairs = field.pairs()
        guard pairs.count <= Self.fieldsMax else {
            log.report(
                .tooMany, at: field.place, "表单项超过\(Self.fieldsMax)个",
                "more than \(Self.fieldsMax) fields of a form")
            return []
        }
        var form: [FormField] = []
        for (id, item) in pairs where isIdentifier(id, at: item) {
            if let field = formField(item, id: id) { form.append(field) }
        }
        return form
    }

    /// Names that the pages use themselves.
    private static let taken: Set = ["about", "note", "form-token"]

    private mutating func formField(_ field: Field, id: String) -> FormField? {
        guard !Self.taken.contains(id) else {
            field.wrongType("不能用作表单项的标识", "cannot name a field")
            return nil
        }
        guard
            let fields = field.record(
                required: ["zh", "en", "kind"],
                optional: ["required", "amendable", "article", "limit", "options", "starts"]),
            let label = Field.bilingual(fields), let kind = fields["kind"]?.choice(FormField.Kind.self)
        else { return nil }
        let isRequired = fields["required"].map { $0.flag() } ?? false
        let isAmendable = fields["amendable"].map { $0.flag() } ?? false
        let article = cited(fields["article"])
        let limit = fields["limit"].map { $0.integer() } ?? kind.limitUnlessSet
        guard let isRequired, let isAmendable, let limit, fields["article"] == nil || article != nil else {
            return nil
        }
        guard (1...kind.limitMax).contains(limit) else {
            fields["limit"]?.wrongType(
                "应在 1 至 \(kind.limitMax) 之间", "must lie between 1 and \(kind.limitMax)")
            return nil
        }
        guard let options = options(of: field, fields["options"], kind) else { return nil }
        let starts = fields["starts"]?.identifier()
        guard fields["starts"] == nil || (starts != nil && kind == .date) else {
            fields["starts"]?.wrongType("只能用于 date", "goes with a date only")
            return nil
        }
        return FormField(
            id: id, label: label, kind: kind, isRequired: isRequired, isAmendable: isAmendable,
            article: article, limit: limit, options: options, starts: starts)
    }

    /// A choice has answers; nothing else has.
    private mutating func options(
        of field: Field, _ options: Field?, _ kind: FormField.Kind
    ) -> [FormField.Option]? {
        guard kind == .choice else {
            guard let options else { return [] }
            log.report(
                .unknownKey, at: options.place, "只有 choice 有 options", "only a choice has options")
            return nil
        }
        let pairs = options?.pairs() ?? []
        guard (1...Self.fieldsMax).contains(pairs.count) else {
            log.report(
                .missingKey, at: field.place, "choice 须有 1 至 \(Self.fieldsMax) 个 options",
                "a choice has 1 to \(Self.fieldsMax) options")
            return nil
        }
        var known: [FormField.Option] = []
        for (id, item) in pairs where isIdentifier(id, at: item) {
            guard let label = item.bilingual() else { continue }
            known.append(FormField.Option(id: id, label: label))
        }
        return known
    }
}

extension Field {
    /// Steps stand in a mapping by their id, in order; an empty list says that none is needed.
    fileprivate func pairsOrNone() -> [(key: String, value: Field)] {
        if node.sequence?.isEmpty == true { return [] }
        return pairs()
    }
}
