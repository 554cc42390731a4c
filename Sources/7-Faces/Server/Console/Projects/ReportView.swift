import Projects
import Regulation

/// The conditions of a gate with what was found (审查结果表).
struct ReportView {
    let conclusion: Badge
    let rows: [Row]

    struct Row {
        let demand: String
        let citation: CitationView?
        let weight: String
        let state: Badge
        let missing: [Line]
        let hasMissing: Bool
        /// How many more are missing than are listed; nil where all are.
        let more: String?
    }

    /// One thing that lacks something.
    struct Line {
        let what: String?
        let text: String
    }

    init(_ report: GateReport, desk: Desk, visit: Visit) {
        let texts = visit.texts
        conclusion = ProjectWords.conclusion(report.conclusion, visit)
        rows = report.results.map { result in
            let left = result.missingTotal - result.missing.count
            return Row(
                demand: result.demand[visit.language], citation: desk.citation(result.article, visit),
                weight: texts(result.isDecisive ? "project.decisive" : "project.weighs"),
                state: result.isMet
                    ? Badge(.good, texts("project.met"))
                    : Badge(result.isDecisive ? .bad : .warn, texts("project.missing")),
                missing: result.missing.map {
                    Line(what: $0.what.isEmpty ? nil : $0.what, text: $0.detail[visit.language])
                }, hasMissing: !result.missing.isEmpty,
                more: left > 0 ? texts("project.more", ["count": String(left)]) : nil)
        }
    }
}
