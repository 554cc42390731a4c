/// One fault found in a file that people write, with its place (检查发现).
///
/// Findings are data, never thrown: a file may have many, and a person mends them all at once.
public struct Finding: Sendable, Hashable, CustomStringConvertible {
    /// The name under which the file was handed in.
    public let file: String
    /// From 1; 1 where the fault concerns the file as a whole.
    public let line: Int
    /// From 1, counted in Unicode scalars.
    public let column: Int
    public let code: Code
    /// What is wrong here, in one sentence.
    public let message: Bilingual

    public var severity: Severity { code.severity }

    public enum Severity: String, Sendable, Hashable, Codable, CaseIterable {
        /// The profile cannot be used until this is mended.
        case error
        /// The profile works, but a person should look.
        case warning
    }

    public init(file: String, line: Int, column: Int, code: Code, message: Bilingual) {
        self.file = file
        self.line = line
        self.column = column
        self.code = code
        self.message = message
    }

    /// `zhuzhou-2020.yaml:12:5: error: article-missing: …`
    public var description: String {
        "\(file):\(line):\(column): \(severity.rawValue): \(code.rawValue): \(message.zh) / \(message.en)"
    }
}

extension Finding {
    /// The stable name of one kind of finding (检查发现代码); `docs/profiles.md` explains each.
    public enum Code: String, Sendable, Hashable, Codable, CaseIterable {
        // The file as text.
        case fileTooLarge = "file-too-large"
        case tooManyFiles = "too-many-files"
        case yamlMalformed = "yaml-malformed"
        case yamlAlias = "yaml-alias"
        case yamlTooDeep = "yaml-too-deep"
        case duplicateKey = "duplicate-key"
        // Its keys and values.
        case unknownKey = "unknown-key"
        case missingKey = "missing-key"
        case wrongType = "wrong-type"
        case unknownValue = "unknown-value"
        case tooMany = "too-many"
        case badReference = "bad-reference"
        case duplicateID = "duplicate-id"
        // The family of profiles.
        case parentMissing = "parent-missing"
        case parentCycle = "parent-cycle"
        // What the profile says.
        case articleMissing = "article-missing"
        case articleUncited = "article-uncited"
        case deadlineUnknown = "deadline-unknown"
        case deadlineImpossible = "deadline-impossible"
        case deadlineLaxer = "deadline-laxer"
        case prolongationTooLong = "prolongation-too-long"
        case validityReversed = "validity-reversed"
        case termMissing = "term-missing"
        case termWordAbsent = "term-word-absent"
        case typeMissing = "type-missing"
        case roleMissing = "role-missing"
        case roleUnknown = "role-unknown"
        case roleUnused = "role-unused"
        case procedureMissing = "procedure-missing"
        case formMissing = "form-missing"
        case fieldUnfounded = "field-unfounded"
        case seatUnfilled = "seat-unfilled"
        case escalationUnending = "escalation-unending"
        case ruleUnfounded = "rule-unfounded"
        case dutyWithoutRequirement = "duty-without-requirement"
        case requirementUnknown = "requirement-unknown"
        // The calendar of holidays.
        case calendarMalformed = "calendar-malformed"
        case calendarEmpty = "calendar-empty"

        public var severity: Severity {
            switch self {
            case .articleUncited, .deadlineLaxer, .formMissing, .roleUnused, .ruleUnfounded,
                .termWordAbsent:
                .warning
            default: .error
            }
        }
    }
}

extension Collection where Element == Finding {
    /// Whether something must be mended before use.
    public var hasErrors: Bool { contains { $0.severity == .error } }
}
