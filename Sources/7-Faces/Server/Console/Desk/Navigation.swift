import Parties
import Regulation

/// The navigation as one person sees it (导航): what their posts have no work with is left out.
struct Navigation {
    let texts: TextNode
    let path: String
    let waiting: Int
    /// Notices that wait.
    let notices: Int
    let profile: Profile
    /// Updates and requests of the catalogue's upkeep that wait.
    let upkeep: Int
    /// Whether they may compile entries of their body.
    let mayCompile: Bool

    func groups(for actor: Actor) -> [NavigationGroup] {
        let isAuthority = actor.oversees(profile)
        let holdsData = actor.body.kind == .department || actor.body.kind == .institution
        let isAdministrator = actor.holds("administrator") || actor.holds("platform-operator")
        var groups = [
            NavigationGroup(
                title: texts("nav.work"),
                links: [
                    link("home", "/console", exact: true),
                    link("cases", "/console/cases", count: waiting),
                    link("matters", "/console/matters", icon: "apply"),
                    link("notices", "/console/notices", icon: "info", count: notices),
                ]),
            NavigationGroup(
                title: texts("nav.data"),
                links: [
                    link("catalogue", "/console/catalogue", also: "/console/entries/"),
                    link("sharingCatalogue", "/console/sharing", icon: "catalogue"),
                    link("openingCatalogue", "/opening", icon: "catalogue"),
                ]
                    + (mayCompile
                        ? [link("compile", "/console/entries/new", icon: "pencil")] : [])
                    + (holdsData || isAuthority || actor.body.kind == .authority
                        ? [link("upkeep", "/console/upkeep", icon: "cases", count: upkeep)] : [])
                    + (holdsData || isAuthority
                        ? [link("intake", "/console/deliveries")] : [])
                    + (holdsData || isAuthority || actor.body.kind == .platformOperator
                        ? [link("quality", "/console/quality", icon: "good")] : [])
                    + [
                        link("standards", "/console/standards", icon: "docs"),
                        link("divisions", "/console/divisions", icon: "regulation"),
                    ]),
            NavigationGroup(
                title: texts("nav.sharing"),
                links: [
                    link("applications", "/console/applications", icon: "apply"),
                    link("grants", "/console/grants", icon: "grant"),
                    link("usage", "/console/usage"),
                ]),
            NavigationGroup(
                title: texts("nav.supervision"),
                links: [
                    link("duties", "/console/duties", icon: "good"),
                    link("statistics", "/console/statistics", icon: "usage"),
                    link("responsibilityList", "/console/lists/responsibility", icon: "docs"),
                    link("negativeList", "/console/lists/negative", icon: "docs"),
                    link("projects", "/console/projects", icon: "docs", also: "/console/statements"),
                    link("roster", "/console/roster", icon: "person"), link("ledger", "/console/ledger"),
                    link("regulation", "/console/regulation"),
                ]),
        ]
        if isAdministrator || isAuthority {
            groups.append(
                NavigationGroup(
                    title: texts("nav.administration"), links: [link("parties", "/console/parties")]))
        }
        return groups
    }

    private func link(
        _ name: String, _ href: String, icon: String? = nil, exact: Bool = false, also: String? = nil,
        count: Int = 0
    ) -> NavigationGroup.Link {
        let isBelow = path.hasPrefix(href + "/") || (also.map { path.hasPrefix($0) } ?? false)
        let isHere = path == href || (!exact && isBelow && path != "/console/entries/new")
        return NavigationGroup.Link(
            title: texts("nav.\(name)"), href: href, icon: icon ?? name, isCurrent: isHere,
            count: count > 0 ? count : nil)
    }
}
