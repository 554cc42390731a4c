import Cases
import Catalogue
import Hummingbird
import Parties
import Quality
import Regulation

/// Quality of data at rest: scores, checks, problems, rules, work orders (数据质量).
extension API {
    var qualityOperations: [Operation] {
        [
            readQuality, listEntryQuality, runQuality, listQualityRuns, readQualityRun, listQualityProblems,
            listQualityRules, declareQualityRules, listWorkOrders,
        ]
    }

    private static let run = Operation.Parameter.path(
        "run", Bilingual("检查序号", "Number of the check"), .integer(0...Int64.max))
    private static let body = Operation.Parameter.query(
        "body", Bilingual("单位编号；看得到各单位的人缺省为全市", "Id of the body; the city by default for those who see all"),
        .id)

    private var readQuality: Operation {
        Operation(
            .get, "/governance/v1/quality", "readQuality",
            Bilingual("质量总览：得分、各单位、逐月走势", "Scores of the city or of a body, by body and month"),
            tag: .governance, security: .any,
            parameters: [
                Self.body,
                .query(
                    "months", Bilingual("月数", "Months"), .integer(1...Int64(Quality.monthsMax))),
            ], answer: .json(QualityOverviewJSON.schema),
            errors: [QualityCodes.notYours, PartiesCodes.bodyNotFound]
        ) { call in
            let overview = try await platform.quality.overview(
                of: scope(call), months: call.integer("months") ?? Quality.monthsDefault, for: try call.actor)
            return Answers.json(QualityOverviewJSON(overview))
        }
    }

    private var listEntryQuality: Operation {
        Operation(
            .get, "/governance/v1/quality/entries", "listEntryQuality",
            Bilingual("各目录的得分，低的在前", "Entries by their score, the lowest first"), tag: .governance,
            security: .any,
            parameters: [
                Self.body,
                .query("page", Bilingual("页码，从 1 起", "Page, from 1"), .integer(1...Int64(Quality.pageMax))),
                .query(
                    "pageSize", Bilingual("每页条数", "Rows a page"), .integer(1...Int64(Quality.pageSizeMax))),
            ], answer: .json(QualityPageJSON.schema), errors: [QualityCodes.notYours]
        ) { call in
            let page = try await platform.quality.entries(
                of: scope(call), page: call.integer("page") ?? 1, pageSize: call.integer("pageSize") ?? 50,
                for: try call.actor)
            return Answers.json(
                QualityPageJSON(page, names: try await bodyNames(page.entries.map(\.body))))
        }
    }

    private var runQuality: Operation {
        Operation(
            .post, "/governance/v1/quality/entries/{entry}/runs", "runQuality",
            Bilingual("立即检查一个目录的数据", "Check the data of an entry now"), tag: .governance, security: .any,
            parameters: [.entry], answer: .json(RunReportJSON.schema),
            errors: [
                CatalogueCodes.notFound, QualityCodes.notYours, QualityCodes.noData, QualityCodes.dataMoving,
            ]
        ) { call in
            let actor = try call.actor
            let run = try await platform.quality.run(try await entry(call).id, by: actor)
            return try await report(run, actor)
        }
    }

    private var listQualityRuns: Operation {
        Operation(
            .get, "/governance/v1/quality/entries/{entry}/runs", "listQualityRuns",
            Bilingual("一个目录的历次检查", "The checks of an entry"), tag: .governance, security: .any,
            parameters: [.entry, .before, .limit(max: Quality.pageSizeMax)],
            answer: .json(RunListJSON.schema), errors: [CatalogueCodes.notFound, QualityCodes.notYours]
        ) { call in
            let runs = try await platform.quality.runs(
                of: try await entry(call), before: call.number("before"), limit: call.integer("limit") ?? 20,
                for: try call.actor)
            return Answers.json(RunListJSON(runs: runs.map(RunJSON.init)))
        }
    }

    private var readQualityRun: Operation {
        Operation(
            .get, "/governance/v1/quality/runs/{run}", "readQualityRun",
            Bilingual("一次检查的结果：各规则的 A、B 和得分", "A check: A, B and score of every rule"), tag: .governance,
            security: .any, parameters: [Self.run], answer: .json(RunReportJSON.schema),
            errors: [QualityCodes.runNotFound]
        ) { call in
            let actor = try call.actor
            return try await report(
                try await platform.quality.run(call.number("run") ?? 0, for: actor), actor)
        }
    }

    private var listQualityProblems: Operation {
        Operation(
            .get, "/governance/v1/quality/runs/{run}/problems", "listQualityProblems",
            Bilingual("逐页查看一次检查的问题数据", "Page through the problem rows of a check"), tag: .governance,
            security: .any,
            parameters: [
                Self.run,
                .query("rule", Bilingual("只看某一规则：其次序", "One rule alone: its position"), .integer(0...3_000)),
                .query("after", Bilingual("上一页的 next", "The `next` of the page before"), .text(40)),
                .limit(max: Quality.pageSizeMax),
            ], answer: .json(QualityProblemsJSON.schema), errors: [QualityCodes.runNotFound]
        ) { call in
            let actor = try call.actor
            let run = try await platform.quality.run(call.number("run") ?? 0, for: actor)
            let limit = call.integer("limit") ?? Quality.pageSizeMax
            let after = try call["after"].map { (text) throws(Refusal) in try QualityProblemsJSON.cursor(text)
            }
            let rows = try await platform.quality.problems(
                of: run, position: call.integer("rule"), after: after, limit: limit, for: actor)
            return Answers.json(QualityProblemsJSON(rows, isFull: rows.count == limit))
        }
    }

    private var listQualityRules: Operation {
        Operation(
            .get, "/governance/v1/quality/entries/{entry}/rules", "listQualityRules",
            Bilingual("一个目录申报的质量规则及其版本", "Declared rules of an entry and their versions"), tag: .governance,
            security: .any, parameters: [.entry], answer: .json(QualityRuleSetsJSON.schema),
            errors: [CatalogueCodes.notFound, QualityCodes.notYours]
        ) { call in
            let entry = try await entry(call)
            let sets = try await platform.quality.ruleSets(of: entry, for: try call.actor)
            return Answers.json(
                QualityRuleSetsJSON(
                    sets: sets.map { QualityRuleSetsJSON.Line($0, items: entry.content.items) }))
        }
    }

    private var declareQualityRules: Operation {
        Operation(
            .post, "/governance/v1/quality/entries/{entry}/rules", "declareQualityRules",
            Bilingual("申报目录的全部质量规则，审核后生效", "Declare all rules of an entry; in force once reviewed"),
            tag: .governance, security: .person, parameters: [.entry],
            body: .json(QualityRulesJSON.schema), answer: .json(QualityRuleSetsJSON.Line.schema),
            errors: [
                CatalogueCodes.notFound, CasesCodes.procedureUnknown, CasesCodes.procedureNotYours,
                CatalogueCodes.notInForce, QualityCodes.rulesInReview, QualityCodes.ruleMalformed,
                QualityCodes.tooManyRules, PartiesCodes.seatVacant,
            ]
        ) { call in
            let given = try await call.decode(QualityRulesJSON.self)
            let actor = try call.actor
            let entry = try await entry(call)
            var targets: [String: String] = [:]
            for name in Set(given.rules.compactMap(\.target)) {
                targets[name] = try? await platform.catalogue.entry(name, for: actor).id
            }
            let known = targets
            let set = try await platform.quality.declare(
                given.rules.map { $0.rule(entry.content.items, targets: known) }, for: entry.id, by: actor)
            return Answers.json(QualityRuleSetsJSON.Line(set, items: entry.content.items))
        }
    }

    private var listWorkOrders: Operation {
        Operation(
            .get, "/governance/v1/quality/orders", "listWorkOrders",
            Bilingual("问题数据工单", "Work orders over problem data"), tag: .governance, security: .any,
            parameters: [
                Self.body, .query("state", Bilingual("状态", "State"), .oneOf(WorkOrder.State.self)),
                .query("entry", Bilingual("目录编号", "Id of the entry"), .id),
                .query("before", Bilingual("上一页最后一张工单的编号", "Id of the last one of the page before"), .id),
                .limit(max: Quality.pageSizeMax),
            ], answer: .json(WorkOrdersJSON.schema), errors: [QualityCodes.notYours]
        ) { call in
            let orders = try await platform.quality.orders(
                call.word("state", as: WorkOrder.State.self), ofBody: scope(call), entry: call["entry"],
                before: call["before"], limit: call.integer("limit") ?? 50, for: try call.actor)
            return Answers.json(
                WorkOrdersJSON(
                    orders, entries: try await entryNames(orders.map(\.entry)),
                    names: try await bodyNames(orders.map(\.body))))
        }
    }

    /// The body asked for: where none is, the city for those who see it, else their own.
    private func scope(_ call: Call) throws -> String? {
        let actor = try call.actor
        return call["body"] ?? (platform.quality.seesAll(actor) ? nil : actor.body.id)
    }

    private func report(_ run: QualityRun, _ actor: Actor) async throws -> Response {
        let results = try await platform.quality.results(of: run, for: actor)
        return Answers.json(RunReportJSON(run, results, book))
    }
}
