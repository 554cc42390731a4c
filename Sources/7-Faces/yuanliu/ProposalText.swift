import Intake

/// What the columns of a file could be, as the command line prints it (列映射建议).
struct ProposalText: CustomStringConvertible {
    let description: String

    init(_ proposal: MappingProposal) {
        var lines = ["格式 · format \(proposal.format.rawValue)  \(proposal.encoding.rawValue)"]
        for column in proposal.columns {
            let ground = column.source.map { "\(column.ground.rawValue) \($0)" } ?? column.ground.rawValue
            lines.append("  \(column.column)\t\(column.item ?? "-")\t\(ground)")
        }
        if !proposal.missing.isEmpty {
            lines.append("缺少 · missing \(proposal.missing.joined(separator: ", "))")
        }
        description = lines.joined(separator: "\n")
    }
}
