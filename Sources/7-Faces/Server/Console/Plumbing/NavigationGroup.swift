/// A group of links of the navigation (导航分组), as one person sees it.
struct NavigationGroup {
    let title: String
    let links: [Link]

    struct Link {
        let title: String
        let href: String
        /// The symbol in `icons.svg`.
        let icon: String
        let isCurrent: Bool
        /// How much waits there; nil shows nothing.
        let count: Int?
    }
}
