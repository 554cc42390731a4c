/// A step of the way from the home page to here (当前位置).
struct Crumb {
    let text: String
    let href: String

    init(_ text: String, _ href: String) {
        self.text = text
        self.href = href
    }
}
