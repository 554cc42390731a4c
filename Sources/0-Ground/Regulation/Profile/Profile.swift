/// One regulation as data (规则档案): its words, types, chains, deadlines and duties, each with its article.
///
/// Code asks the profile and never branches on a city. A profile that names a parent answers with the
/// parent's article wherever its own text is silent.
public struct Profile: Sendable {
    /// `zhuzhou-2020`; also the name of its file.
    public let id: String
    public let title: Bilingual
    /// The document number: `株政办发〔2020〕24号`.
    public let document: String
    public let issuer: Bilingual
    public let jurisdiction: Jurisdiction
    /// The profile that fills what this one leaves open.
    public let parent: String?
    public let validity: Validity
    /// Seconds east of UTC by which days are counted.
    public let utcOffsetSeconds: Int64
    /// SHA-256 of the file and its ancestors, hexadecimal: running cases keep the version they began with.
    public let version: String
    /// Articles of this profile and its ancestors, own first, in the order of the files.
    public let articles: [Article]
    public let terms: [TermID: Term]
    /// Types allowed for sharing, in the order that pages show.
    public let sharingTypes: [SharingType]
    public let openingTypes: [OpeningType]
    public let sensitivities: [Sensitivity]
    /// Levels of grading, own first; where the own text leaves a national grade out, an ancestor's covers it.
    public let grades: [GradeBound]
    public let roles: [Role]
    public let duties: [Duty]
    public let deadlines: [String: Deadline]
    public let procedures: [String: Procedure]
    public let rules: [RuleID: Rule]
    /// The gates of informatisation projects, in the order of ``ProjectGate/ID``; empty where no text knows any.
    public let projectGates: [ProjectGate]
    /// How statements on projects are numbered, with `{year}` and `{number}`.
    public let statementNumber: Bilingual
    /// The posts that every body fills, in the order of the file.
    public let posts: [RosterPost]

    public init(
        id: String, title: Bilingual, document: String, issuer: Bilingual, jurisdiction: Jurisdiction,
        parent: String?, validity: Validity, utcOffsetSeconds: Int64, version: String, articles: [Article],
        terms: [TermID: Term], sharingTypes: [SharingType], openingTypes: [OpeningType],
        sensitivities: [Sensitivity], grades: [GradeBound] = [], roles: [Role], duties: [Duty],
        deadlines: [String: Deadline],
        procedures: [String: Procedure], rules: [RuleID: Rule], projectGates: [ProjectGate] = [],
        statementNumber: Bilingual = Bilingual("〔{year}〕{number}号", "{year} No. {number}"),
        posts: [RosterPost] = []
    ) {
        self.id = id
        self.title = title
        self.document = document
        self.issuer = issuer
        self.jurisdiction = jurisdiction
        self.parent = parent
        self.validity = validity
        self.utcOffsetSeconds = utcOffsetSeconds
        self.version = version
        self.articles = articles
        self.terms = terms
        self.sharingTypes = sharingTypes
        self.openingTypes = openingTypes
        self.sensitivities = sensitivities
        self.grades = grades
        self.roles = roles
        self.duties = duties
        self.deadlines = deadlines
        self.procedures = procedures
        self.rules = rules
        self.projectGates = projectGates
        self.statementNumber = statementNumber
        self.posts = posts
    }

    /// The article behind `rule`, of this regulation or of an ancestor; nil where none speaks of it.
    public func article(for rule: RuleID) -> ArticleReference? { rules[rule]?.article }

    public func article(_ reference: ArticleReference) -> Article? {
        articles.first { $0.reference == reference }
    }

    /// This regulation's own word for `term`; the identifier itself where it has none.
    public func word(_ term: TermID) -> Bilingual {
        terms[term]?.word ?? Bilingual(term.rawValue, term.rawValue)
    }
}

/// Where a regulation is in force (适用区域).
public struct Jurisdiction: Sendable, Hashable {
    /// GB/T 2260 code: `430200`; `000000` for the nation.
    public let division: String
    public let name: Bilingual
    public let level: AdministrativeLevel

    public init(division: String, name: Bilingual, level: AdministrativeLevel) {
        self.division = division
        self.name = name
        self.level = level
    }
}

/// The level of a government or of the body under it (行政层级).
public enum AdministrativeLevel: String, Sendable, Hashable, Codable, CaseIterable {
    case nation, province, city, county, township
}

/// From when until when a regulation holds (有效期), and how long before its end the platform warns.
public struct Validity: Sendable, Hashable {
    public let from: LocalDate?
    /// The last day; nil where the text sets none.
    public let until: LocalDate?
    public let warnMonthsBefore: Int
    public let article: ArticleReference?

    public init(from: LocalDate?, until: LocalDate?, warnMonthsBefore: Int, article: ArticleReference?) {
        self.from = from
        self.until = until
        self.warnMonthsBefore = warnMonthsBefore
        self.article = article
    }
}

/// One article of a regulation (条文) with its own words.
public struct Article: Sendable, Hashable {
    public let reference: ArticleReference
    /// `第十八条`.
    public let label: String
    public let heading: Bilingual
    /// The words of the text, or its digest where only that is at hand.
    public let text: String

    public init(reference: ArticleReference, label: String, heading: Bilingual, text: String) {
        self.reference = reference
        self.label = label
        self.heading = heading
        self.text = text
    }
}

/// A word of the regulation (用语) with the article that gives it.
public struct Term: Sendable, Hashable {
    public let id: TermID
    public let word: Bilingual
    public let article: ArticleReference

    public init(id: TermID, word: Bilingual, article: ArticleReference) {
        self.id = id
        self.word = word
        self.article = article
    }
}

/// A role that people of a body hold (岗位), named by the regulation.
public struct Role: Sendable, Hashable {
    /// `data-staff`, `department-head`, `authority-reviewer`, …
    public let id: String
    public let name: Bilingual
    public let article: ArticleReference?

    public init(id: String, name: Bilingual, article: ArticleReference?) {
        self.id = id
        self.name = name
        self.article = article
    }
}

/// A duty of the regulation (职责事项) that the platform carries, checks or proves.
public struct Duty: Sendable, Hashable {
    public let id: String
    public let title: Bilingual
    public let article: ArticleReference
    /// The rows of the requirements that it stands for: `A1`, `B3`.
    public let requirements: [String]
    public let deadline: Deadline?

    public init(
        id: String, title: Bilingual, article: ArticleReference, requirements: [String], deadline: Deadline?
    ) {
        self.id = id
        self.title = title
        self.article = article
        self.requirements = requirements
        self.deadline = deadline
    }
}
