import Yams

/// A place in a file, from 1.
struct Place: Sendable, Hashable {
    let line: Int
    let column: Int

    static let start = Place(line: 1, column: 1)
}

/// What the reading of one file gathers: its findings, and where each element stands.
final class ReadingLog {
    /// A file with more faults than this is not a profile at all.
    static let findingsMax = 200

    let file: String
    private(set) var findings: [Finding] = []
    /// By path: `procedures/entry-review/steps/authority/role`.
    private(set) var places: [String: Place] = [:]

    init(file: String) {
        self.file = file
    }

    func report(_ code: Finding.Code, at place: Place, _ zh: String, _ en: String) {
        guard findings.count < Self.findingsMax else { return }
        findings.append(
            Finding(
                file: file, line: place.line, column: place.column, code: code, message: Bilingual(zh, en)))
    }

    func note(_ path: String, at place: Place) {
        places[path] = place
    }
}

extension Node {
    var place: Place {
        guard let mark else { return .start }
        return Place(line: mark.line, column: mark.column)
    }
}
