/// A short word about the state of a thing (状态标签).
struct Badge {
    let tone: Tone
    let text: String

    init(_ tone: Tone, _ text: String) {
        self.tone = tone
        self.text = text
    }
}
