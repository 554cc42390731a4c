/// Reads one profile file (规则档案文件) into a draft; every fault becomes a finding at its line.
///
/// `docs/profiles.md` describes the format. Bounds: 1 MiB a file, 500 items a list, 20,000 characters a text.
struct ProfileReader {
    let log: ReadingLog
    let regulationID: String
    private var citations: [(path: String, article: ArticleReference)] = []

    private init(log: ReadingLog, regulation: String) {
        self.log = log
        regulationID = regulation
    }

    static func read(file: String, text: String) -> (draft: ProfileDraft?, findings: [Finding]) {
        let log = ReadingLog(file: file)
        guard let node = YAMLText.tree(text, log: log) else { return (nil, log.findings) }
        let root = Field(node, path: "", log: log)
        let required = [
            "id", "title", "document", "issuer", "jurisdiction", "validity", "utc-offset", "articles",
        ]
        let optional = [
            "parent", "terms", "sharing-types", "opening-types", "sensitivities", "grades", "roles",
            "deadlines", "duties", "procedures", "rules", "projects", "roster",
        ]
        guard let fields = root.record(required: required, optional: optional),
            let id = fields["id"]?.identifier()
        else { return (nil, log.findings) }
        var reader = ProfileReader(log: log, regulation: id)
        let draft = reader.draft(fields, id: id, file: file, text: text)
        // Half a profile would rule by half a regulation, so one fault of form keeps the whole file out.
        return (log.findings.hasErrors ? nil : draft, log.findings)
    }

    private mutating func draft(
        _ fields: [String: Field], id: String, file: String, text: String
    ) -> ProfileDraft? {
        let parent = fields["parent"]
        // Everything is read before anything is judged, so that one pass shows all faults.
        let title = fields["title"]?.bilingual()
        let document = fields["document"]?.text()
        let issuer = fields["issuer"]?.bilingual()
        let jurisdiction = fields["jurisdiction"].flatMap { self.jurisdiction($0) }
        let validity = fields["validity"].flatMap { self.validity($0) }
        let offset = fields["utc-offset"].flatMap { self.offset($0) }
        let parentID = parent?.identifier()
        let articles = self.articles(fields["articles"])
        let terms = self.terms(fields["terms"])
        let sharing = self.sharingTypes(fields["sharing-types"])
        let opening = self.openingTypes(fields["opening-types"])
        let sensitivities = self.sensitivities(fields["sensitivities"])
        let grades = self.grades(fields["grades"])
        let roles = self.roles(fields["roles"])
        let deadlines = self.deadlines(fields["deadlines"])
        let duties = self.duties(fields["duties"])
        let procedures = self.procedures(fields["procedures"])
        let rules = self.rules(fields["rules"])
        let projects = self.projects(fields["projects"])
        let roster = self.roster(fields["roster"])
        guard let title, let document, let issuer, let jurisdiction, let validity, let offset,
            parent == nil || parentID != nil
        else { return nil }
        return ProfileDraft(
            file: file, text: text, id: id, title: title, document: document, issuer: issuer,
            jurisdiction: jurisdiction, parent: parentID, validity: validity, utcOffsetSeconds: offset,
            articles: articles, terms: terms, sharingTypes: sharing, openingTypes: opening,
            sensitivities: sensitivities, grades: grades, roles: roles, deadlines: deadlines, duties: duties,
            procedures: procedures, rules: rules, projects: projects, roster: roster, places: log.places,
            citations: citations)
    }

    /// The article at `field`, kept as a citation for the check.
    mutating func cited(_ field: Field?) -> ArticleReference? {
        guard let field, let article = field.article(of: regulationID) else { return nil }
        citations.append((field.path, article))
        return article
    }

    mutating func cited(_ deadline: Deadline?, at path: String) -> Deadline? {
        guard let deadline else { return nil }
        citations.append(("\(path)/article", deadline.article))
        if let prolongation = deadline.prolongation {
            citations.append(("\(path)/prolongation/article", prolongation.article))
        }
        return deadline
    }

    /// A limit written in full, or the name of one.
    mutating func deadlineSource(_ field: Field?) -> DeadlineSource? {
        guard let field else { return nil }
        if field.node.scalar != nil { return field.identifier().map { .named($0) } }
        return cited(field.deadline(of: regulationID), at: field.path).map { .written($0) }
    }

    private mutating func jurisdiction(_ field: Field) -> Jurisdiction? {
        guard let fields = field.record(required: ["division", "name", "level"]),
            let division = fields["division"]?.text(), let name = fields["name"]?.bilingual(),
            let level = fields["level"]?.choice(AdministrativeLevel.self)
        else { return nil }
        guard division.utf8.count == 6, division.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
            fields["division"]?.wrongType("应为六位行政区划代码", "must be a six-digit division code")
            return nil
        }
        return Jurisdiction(division: division, name: name, level: level)
    }

    private mutating func validity(_ field: Field) -> Validity? {
        guard
            let fields = field.record(
                required: ["article"], optional: ["from", "until", "warn-months-before"])
        else { return nil }
        let from = fields["from"]?.date()
        let until = fields["until"]?.date()
        let warn = fields["warn-months-before"].map { $0.integer() } ?? 6
        guard let article = cited(fields["article"]), let warn, fields["from"] == nil || from != nil,
            fields["until"] == nil || until != nil
        else { return nil }
        guard (0...120).contains(warn) else {
            fields["warn-months-before"]?.wrongType("应在 0 至 120 之间", "must lie between 0 and 120")
            return nil
        }
        return Validity(from: from, until: until, warnMonthsBefore: warn, article: article)
    }

    /// `+08:00`.
    private func offset(_ field: Field) -> Int64? {
        let bytes = Array((field.node.scalar?.string ?? "").utf8)
        if bytes.count == 6, bytes[0] == UInt8(ascii: "+") || bytes[0] == UInt8(ascii: "-"),
            bytes[3] == UInt8(ascii: ":"), let hours = Int64(String(decoding: bytes[1...2], as: UTF8.self)),
            let minutes = Int64(String(decoding: bytes[4...5], as: UTF8.self)), (0...14).contains(hours),
            (0...59).contains(minutes)
        {
            return (hours * 3600 + minutes * 60) * (bytes[0] == UInt8(ascii: "-") ? -1 : 1)
        }
        field.wrongType("应写作 +08:00", "must be written +08:00")
        return nil
    }
}
