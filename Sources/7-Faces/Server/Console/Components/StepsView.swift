/// The steps of a procedure and where a case stands (办理进度).
struct StepsView {
    let steps: [Step]

    struct Step {
        let name: String
        /// Who acts: role and body.
        let who: String
        let state: State
        /// `3 个工作日内 · 2026-02-18 前`.
        var limit: String?
        var limitTone: Tone?
        var citation: CitationView?
        let isCurrent: Bool

        init(
            _ name: String, who: String, state: State, limit: String? = nil, limitTone: Tone? = nil,
            citation: CitationView? = nil
        ) {
            self.name = name
            self.who = who
            self.state = state
            self.limit = limit
            self.limitTone = limitTone
            self.citation = citation
            isCurrent = state == .current
        }
    }

    enum State: String, CustomStringConvertible {
        case done, current, ahead, returned, refused

        var description: String { rawValue }
    }
}
