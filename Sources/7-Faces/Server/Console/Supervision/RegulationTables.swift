import Platform
import Regulation

/// A profile in tables (规则档案表格).
struct RegulationTables {
    let desk: Desk
    let visit: Visit

    private var texts: TextNode { visit.texts }
    private var language: Language { visit.language }

    func facts(_ profile: Profile) -> FactsView {
        let from = profile.validity.from?.description ?? "—"
        let until = profile.validity.until?.description ?? texts("regulation.noEnd")
        return FactsView([
            Fact(texts("regulation.document"), profile.document),
            Fact(texts("regulation.issuer"), profile.issuer[language]),
            Fact(
                texts("regulation.jurisdiction"),
                "\(profile.jurisdiction.name[language]) \(profile.jurisdiction.division)"),
            Fact(
                texts("regulation.validity"), "\(from) — \(until)",
                citation: desk.citation(profile.validity.article, visit)),
            Fact(texts("regulation.parent"), profile.parent.map { desk.book.title($0)[language] } ?? ""),
            Fact(texts("regulation.version"), code: String(profile.version.prefix(16))),
        ])
    }

    func terms(_ profile: Profile) -> TableView {
        table("terms", ["regulation.term", "regulation.word", "regulation.article"]) {
            TermID.allCases.compactMap { id in
                profile.terms[id].map {
                    [.head(texts("term.\(id.rawValue)")), .text($0.word[language]), cited($0.article)]
                }
            }
        }
    }

    func types(_ profile: Profile) -> TableView {
        table("types", ["regulation.kind", "regulation.word", "regulation.demands", "regulation.article"]) {
            let sharing: [[Cell]] = profile.sharingTypes.map { type in
                let demands =
                    (type.needsBasis ? [Badge(.warn, texts("regulation.needsBasis"))] : [])
                    + (type.needsConditions ? [Badge(.info, texts("regulation.needsConditions"))] : [])
                return [
                    .head(texts("entry.sharing")), .text(type.word[language]), .badges(demands),
                    cited(type.article),
                ]
            }
            let opening: [[Cell]] = profile.openingTypes.map {
                [.head(texts("entry.opening")), .text($0.word[language]), .text(""), cited($0.article)]
            }
            let sensitivity: [[Cell]] = profile.sensitivities.map { sensitivity in
                let allowed = sensitivity.sharing.map { desk.sharingWord($0, language) }
                    .joined(separator: language == .chinese ? "、" : ", ")
                return [
                    .head(texts("entry.sensitivity")), .text(sensitivity.word[language]),
                    sensitivity.admitted
                        ? .text(allowed) : .badge(Badge(.bad, texts("regulation.notAdmitted"))),
                    cited(sensitivity.article),
                ]
            }
            return sharing + opening + sensitivity
        }
    }

    func procedure(_ procedure: Procedure) -> RegulationPages.Model.Procedure {
        RegulationPages.Model.Procedure(
            id: procedure.id, name: procedure.name[language], isDirect: procedure.steps.isEmpty,
            steps: StepsView(
                steps: procedure.steps.map { step in
                    let everyLevel = step.levels.count == AdministrativeLevel.allCases.count
                    let levels = step.levels.map { $0.name[language] }.joined(separator: "、")
                    return StepsView.Step(
                        step.name[language],
                        who: "\(texts("seat.\(step.seat.rawValue)")) · \(desk.role(step.role, language))"
                            + (everyLevel ? "" : " · \(levels)"),
                        state: .ahead, limit: step.deadline?.text[language],
                        citation: desk.citation(step.article, visit))
                }))
    }

    func deadlines(_ profile: Profile) -> TableView {
        table("deadlines", ["regulation.deadline", "regulation.limit", "regulation.article"]) {
            profile.deadlines.sorted { $0.key < $1.key }.map { name, deadline in
                [.head(name), .text(deadline.text[language]), cited(deadline.article)]
            }
        }
    }

    func duties(_ profile: Profile) -> TableView {
        table(
            "duties",
            ["regulation.duty", "regulation.limit", "regulation.requirements", "regulation.article"]
        ) {
            profile.duties.map { duty in
                [
                    .head(duty.title[language]), .text(duty.deadline?.text[language] ?? ""),
                    .text(duty.requirements.joined(separator: " ")), cited(duty.article),
                ]
            }
        }
    }

    func rules(_ profile: Profile) -> TableView {
        table("rules", ["regulation.rule", "regulation.demand", "regulation.article"]) {
            RuleID.allCases.compactMap { id in
                profile.rules[id].map {
                    [.head(texts("rule.\(id.rawValue)")), .text($0.demand[language]), cited($0.article)]
                }
            }
        }
    }

    func gates(_ profile: Profile) -> TableView {
        table(
            "gates", ["project.gate", "project.condition", "project.weight", "regulation.article"]
        ) {
            profile.projectGates.flatMap { gate in
                gate.conditions.map { condition in
                    [
                        .head(gate.name[language]), .text(condition.demand[language]),
                        .text(texts(condition.isDecisive ? "project.decisive" : "project.weighs")),
                        cited(condition.article),
                    ]
                }
            }
        }
    }

    func posts(_ profile: Profile) -> TableView {
        table("posts", ["regulation.role", "regulation.limit", "regulation.article"]) {
            profile.posts.map { post in
                [
                    .head(profile.role(post.role)?.name[language] ?? post.role),
                    .text(post.change?.text[language] ?? ""),
                    .cited(desk.citation(post.articles.first, visit)),
                ]
            }
        }
    }

    func roles(_ profile: Profile) -> TableView {
        table("roles", ["regulation.role", "regulation.id", "regulation.article"]) {
            profile.roles.map { role in
                [.head(role.name[language]), .code(role.id), .cited(desk.citation(role.article, visit))]
            }
        }
    }

    private func cited(_ article: ArticleReference) -> Cell { .cited(desk.citation(article, visit)) }

    private func table(_ name: String, _ columns: [String], _ rows: () -> [[Cell]]) -> TableView {
        TableView(
            texts("regulation.\(name)"), captionHidden: true, columns: columns.map { .init(texts($0)) },
            rows: rows(), empty: EmptyView(texts("regulation.noneTitle"), texts("regulation.noneText")))
    }
}

extension Platform {
    /// The title of every regulation at hand, by identifier.
    var regulationTitles: [String: Bilingual] { library.profiles.mapValues(\.title) }
}
