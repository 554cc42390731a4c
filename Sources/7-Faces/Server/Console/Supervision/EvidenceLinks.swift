import Supervision

/// The console's list behind each piece of evidence (证据链接); nil where the reader has no such list.
struct EvidenceLinks {
    let body: String
    /// Whether it is the reader's own body: some lists are of that alone.
    let isOwn: Bool
    let mayOpenBody: Bool

    func href(_ place: Evidence.Place) -> String? {
        let id = Visit.encoded(body)
        switch place {
        case .entries(let state, let sharing):
            var href = "/console/catalogue?body=\(id)"
            if let state { href += "&state=\(state)" }
            if let sharing { href += "&sharing=\(sharing)" }
            return href
        case .cases: return isOwn ? "/console/cases" : nil
        case .deliveries: return "/console/deliveries?body=\(id)"
        case .usageRecords: return isOwn ? "/console/usage" : nil
        case .ledger: return "/console/ledger"
        case .people: return mayOpenBody ? "/console/parties/\(id)" : nil
        case .standards: return "/console/standards"
        case .sharingCatalogue: return "/console/sharing?body=\(id)"
        case .openingCatalogue: return "/opening?body=\(id)"
        case .responsibilityList: return "/console/lists/responsibility?body=\(id)"
        case .negativeList(let state):
            return "/console/lists/negative?body=\(id)" + (state.map { "&state=\($0)" } ?? "")
        case .roster: return "/console/roster?body=\(id)"
        case .projects: return "/console/projects?body=\(id)"
        case .maintenance(let show): return "/console/upkeep/entries?body=\(id)&show=\(show.rawValue)"
        case .updates(let kind, let scope):
            return "/console/upkeep/updates?body=\(id)&kind=\(kind.rawValue)&scope=\(scope.rawValue)"
        }
    }
}
