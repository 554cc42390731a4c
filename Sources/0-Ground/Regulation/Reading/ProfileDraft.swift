/// One profile file as read: only its own content, before the parent fills what it leaves open.
struct ProfileDraft {
    let file: String
    let text: String
    let id: String
    let title: Bilingual
    let document: String
    let issuer: Bilingual
    let jurisdiction: Jurisdiction
    let parent: String?
    let validity: Validity
    let utcOffsetSeconds: Int64
    var articles: [Article] = []
    var terms: [TermID: Term] = [:]
    var sharingTypes: [SharingType] = []
    var openingTypes: [OpeningType] = []
    var sensitivities: [Sensitivity] = []
    var grades: [GradeBound] = []
    var roles: [Role] = []
    var deadlines: [String: Deadline] = [:]
    var duties: [DutyDraft] = []
    var procedures: [String: ProcedureDraft] = [:]
    var rules: [RuleID: Rule] = [:]
    var projects = ProjectsDraft()
    var roster: [PostDraft] = []
    var places: [String: Place] = [:]
    /// Every article that the file cites, with the path of the citation, in the order of the file.
    var citations: [(path: String, article: ArticleReference)] = []

    /// Where `path` stands; the nearest element around it where it has no place of its own.
    func place(_ path: String) -> Place {
        var rest = Substring(path)
        while !rest.isEmpty {
            if let place = places[String(rest)] { return place }
            guard let slash = rest.lastIndex(of: "/") else { break }
            rest = rest[..<slash]
        }
        return .start
    }
}

/// A time limit as written: in full, or by the name of one that the profile or an ancestor sets.
enum DeadlineSource {
    case written(Deadline)
    case named(String)
}

struct DutyDraft {
    let duty: Duty
    let deadline: DeadlineSource?
}

struct ProcedureDraft {
    let procedure: Procedure
    /// By step.
    let deadlines: [String: DeadlineSource]
    /// Nil where the file leaves them to the parent's procedure of the same name.
    let about: Procedure.About?
    let form: [FormField]?
}
