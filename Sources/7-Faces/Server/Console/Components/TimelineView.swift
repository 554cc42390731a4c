/// What happened, latest first (时间线).
struct TimelineView {
    let events: [Event]

    struct Event {
        let tone: Tone
        let title: String
        /// `2026-02-14 09:02`.
        let time: String
        /// The same for machines.
        let machineTime: String
        /// Who, and for which body.
        let who: String
        let text: String?
        let citation: CitationView?
        /// Further lines, as the points of a return.
        let points: [String]
        let hasPoints: Bool

        init(
            _ tone: Tone, _ title: String, time: String, machineTime: String, who: String,
            text: String? = nil,
            citation: CitationView? = nil, points: [String] = []
        ) {
            self.tone = tone
            self.title = title
            self.time = time
            self.machineTime = machineTime
            self.who = who
            self.text = text
            self.citation = citation
            self.points = points
            hasPoints = !points.isEmpty
        }
    }
}
