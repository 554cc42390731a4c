import Ledger
import Parties
import Regulation
import Store

extension Roster {
    /// Reports every change that was not reported yet to the authority (报送备案), as one case of the procedure of the
    /// regulation with the roster as it now is. Answers the id of the case.
    ///
    /// Refuses with `roster-not-filed` where the regulation asks for no filing, `roster-nothing-to-report`, and as the
    /// form and the case engine do.
    @discardableResult
    public func report(by actor: Actor) async throws -> String {
        try mayKeep(actor.body.id, actor).orThrow()
        guard let procedure = profile.procedure(Self.filing) else {
            throw Refusal(RosterCodes.notFiled)
        }
        return try await store.write { session in
            let body = actor.body.id
            let changes = try changes(
                "c.body = ? AND \(Self.isPending)", [.text(body)], in: session)
            guard !changes.isEmpty else {
                throw Refusal(RosterCodes.nothingToReport, article: procedure.articles.first)
            }
            let officers = try officers("body = ?", [.text(body)], in: session)
            let caseID = try file(answers(changes, officers, procedure), actor, session)
            let now = surroundings.now()
            for change in changes {
                try session.run(
                    "UPDATE roster_change SET case_id = ?, reported_at = coalesce(reported_at, ?) WHERE number = ?",
                    [.text(caseID), .int(now.milliseconds), .int(change.number)])
            }
            let today = today
            try record(
                RosterEvents.reported, "case:\(caseID)", by: actor,
                [
                    ("changes", String(changes.count)),
                    ("late", String(changes.count { $0.due.map { today > $0 } ?? false })),
                ],
                article: procedure.articles.first, in: session)
            return caseID
        }
    }

    /// Changes without a case, or whose case ended without being filed.
    static let isPending = "(c.case_id IS NULL OR f.state IN ('refused', 'withdrawn'))"

    /// The form of the procedure, filled in from the roster. Contacts stay on the roster: the authority sees them there.
    private func answers(
        _ changes: [RosterChange], _ officers: [Officer], _ procedure: Procedure
    ) -> [String: [String]] {
        // Posts with a limit of their own come first: their day starts the clock of the filing.
        let bound = changes.filter { $0.due != nil }
        let since = (bound.isEmpty ? changes : bound).map(\.day).min() ?? today
        let current = officers.filter(\.isCurrent)
        let isFirst = !officers.contains { !$0.isCurrent && $0.post == "chief-data-officer" }
        let what = bound.isEmpty ? "group" : isFirst ? "appointment" : "change"
        func holders(_ post: String) -> [String] {
            current.filter { $0.post == post }.map { "\($0.name)（\($0.title)）" }
        }
        let posts = profile.posts.map { post in
            (word: "\(profile.role(post.role)?.name.zh ?? post.role)：", holders: holders(post.role))
        }
        let chiefs = [(word: "", holders: holders("chief-data-officer"))]
        let given = ["what": what, "since": since.description]
        var answers: [String: [String]] = [:]
        for field in procedure.form {
            let isText = field.kind == .text || field.kind == .longText
            let limit = isText ? field.limit : .max
            switch field.id {
            case "officer": answers[field.id] = [Self.written(chiefs, limit: limit)]
            case "roster": answers[field.id] = [Self.written(posts, limit: limit)]
            default: answers[field.id] = given[field.id].map { [$0] }
            }
        }
        return answers
    }

    /// The posts line by line with as many of their holders as `limit` characters take; where some are left out, it
    /// ends with how many.
    static func written(_ posts: [(word: String, holders: [String])], limit: Int) -> String {
        let total = posts.map(\.holders.count).reduce(0, +)
        func text(_ shown: Int) -> String {
            var left = shown
            var lines = posts.map { post in
                let holders = post.holders.prefix(left)
                left -= holders.count
                return post.word + (post.holders.isEmpty ? "空缺" : holders.joined(separator: "、"))
            }
            if shown < total { lines.append("（另有\(total - shown)人未列出，见平台名册）") }
            return lines.joined(separator: "\n")
        }
        var shown = total
        while shown > 0, text(shown).count > limit { shown -= 1 }
        return String(text(shown).prefix(limit))
    }
}
