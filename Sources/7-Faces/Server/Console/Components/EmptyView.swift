/// What stands where there is nothing yet (空状态): why, and what to do next.
struct EmptyView {
    let title: String
    let text: String
    var actionHref: String?
    var actionText: String?

    init(_ title: String, _ text: String, actionHref: String? = nil, actionText: String? = nil) {
        self.title = title
        self.text = text
        self.actionHref = actionHref
        self.actionText = actionText
    }
}
