import Regulation

/// Projects pass the gates of the regulation (项目前置审查): by the newest statement on each gate, condition by condition.
struct ProjectMeasure: Measure {
    let duties: Set = [
        "project-condition", "project-catalogue", "project-review", "project-funds", "project-data-assets",
    ]

    func find(_ duty: Duty, _ look: Look) -> Finding? {
        if look.governs { return reviewing(look) }
        let projects = look.readings.projects[look.body.id] ?? ProjectFigures()
        guard projects.count > 0 else { return Finding(.notYetApplicable) }
        let number = Evidence(Bilingual("登记的项目", "projects registered"), projects.count, .projects)
        guard look.profile.asks(duty.article) else { return budget(duty, projects, number) }
        let found = look.readings.findings[look.body.id]?[duty.article.description] ?? (met: 0, missing: 0)
        let isDone = found.met > 0 && found.missing == 0 && projects.unreviewed == 0
        return Finding(
            isDone ? .met : .due(nil),
            [
                number,
                Evidence(Bilingual("没有审查意见的项目", "without a statement"), projects.unreviewed, .projects),
                Evidence(Bilingual("审查意见认定符合", "conditions found met"), found.met, .projects),
                Evidence(Bilingual("审查意见列出的缺项", "conditions found missing"), found.missing, .projects),
            ])
    }

    /// An article that no gate rests on asks for money in the budget.
    private func budget(_ duty: Duty, _ projects: ProjectFigures, _ number: Evidence) -> Finding? {
        guard duty.id == "project-funds" else { return nil }
        return Finding(
            projects.budgeted < projects.count ? .due(nil) : .met,
            [
                number,
                Evidence(
                    Bilingual("写明计划投资的项目", "projects with a planned budget"), projects.budgeted, .projects),
            ])
    }

    /// Those who review: what was asked of them is answered.
    private func reviewing(_ look: Look) -> Finding {
        let (asked, issued) = (look.readings.projectRequests, look.readings.statements)
        let state: DutyState = asked > 0 ? .due(nil) : issued > 0 ? .met : .notYetApplicable
        return Finding(
            state,
            [
                Evidence(Bilingual("等待审查的项目", "projects that wait for review"), asked, .projects),
                Evidence(Bilingual("已出具审查意见", "statements issued"), issued, .projects),
            ])
    }
}

extension Profile {
    /// Whether a condition of a gate rests on the article.
    fileprivate func asks(_ article: ArticleReference) -> Bool {
        projectGates.contains { $0.conditions.contains { $0.article == article } }
    }
}
