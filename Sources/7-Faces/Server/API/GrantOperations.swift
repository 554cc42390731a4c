import Catalogue
import Exchange
import HTTPTypes
import Hummingbird
import Platform
import Regulation

/// Applications for sharing and the grants that come of them (申请与授权接口).
struct GrantOperations: Sendable {
    let platform: Platform

    var all: [Operation] { [applications, apply, application, supplement, grants, grant, setState] }

    private static let applicationParameter = Operation.Parameter.path("application", Bilingual("申请编号", "Application"))
    private static let grantParameter = Operation.Parameter.path("grant", Bilingual("授权编号", "Grant"))
    private static let applyErrors = [
        ExchangeCodes.applicantOnly, ExchangeCodes.ownEntry, ExchangeCodes.systemUnknown, ExchangeCodes.notShared,
        ExchangeCodes.applicationElement, ExchangeCodes.itemUnknown, ExchangeCodes.applicationNotFound,
        CatalogueCodes.notFound,
    ]

    private var applications: Operation {
        Operation(
            .get, "/api/v1/applications", "listApplications", Bilingual("本单位提出或答复的申请", "Applications made or answered"),
            tag: .grants, security: .person, answer: .json(ApplicationListOutput.schema)
        ) { call in
            let found = try await platform.exchange.applications(for: call.actor, limit: 200)
            return Answers.json(ApplicationListOutput(applications: found.map(ApplicationOutput.init)))
        }
    }

    private var apply: Operation {
        Operation(
            .post, "/api/v1/applications", "apply", Bilingual("申请共享", "Apply for sharing"), tag: .grants,
            security: .person, body: .json(ApplicationInput.schema),
            answer: .json(ApplicationOutput.schema, status: .created), errors: Self.applyErrors
        ) { call in
            let input = try await call.decode(ApplicationInput.self)
            let application = try await platform.exchange.apply(
                input.content, entryCode: input.entry, system: input.system, by: call.actor)
            return Answers.json(ApplicationOutput(application), status: .created)
        }
    }

    private var application: Operation {
        Operation(
            .get, "/api/v1/applications/{application}", "readApplication", Bilingual("读取申请", "Read an application"),
            tag: .grants, security: .person, parameters: [Self.applicationParameter],
            answer: .json(ApplicationOutput.schema), errors: [ExchangeCodes.applicationNotFound]
        ) { call in
            Answers.json(
                ApplicationOutput(
                    try await platform.exchange.application(call.required("application"), for: call.actor)))
        }
    }

    private var supplement: Operation {
        Operation(
            .put, "/api/v1/applications/{application}", "supplementApplication",
            Bilingual("补正后再次提交", "Supplement and hand back"), tag: .grants, security: .person,
            parameters: [Self.applicationParameter], body: .json(ApplicationContentInput.schema),
            answer: .json(ApplicationOutput.schema), errors: Self.applyErrors
        ) { call in
            let input = try await call.decode(ApplicationContentInput.self)
            let application = try await platform.exchange.supplement(
                input.content, to: call.required("application"), by: call.actor)
            return Answers.json(ApplicationOutput(application))
        }
    }

    private var grants: Operation {
        Operation(
            .get, "/api/v1/grants", "listGrants", Bilingual("本单位持有或给出的授权", "Grants held or given"), tag: .grants,
            security: .any,
            parameters: [.query("entry", Bilingual("目录编号或代码", "Entry id or code"), .text(64))],
            answer: .json(GrantListOutput.schema), errors: [CatalogueCodes.notFound]
        ) { call in
            var entry: String?
            if let asked = call["entry"] {
                entry = try await platform.catalogue.entry(asked, for: call.actor).id
            }
            let found = try await platform.exchange.grants(entry: entry, for: call.actor, limit: 200)
            return Answers.json(GrantListOutput(grants: found.map(GrantOutput.init)))
        }
    }

    private var grant: Operation {
        Operation(
            .get, "/api/v1/grants/{grant}", "readGrant", Bilingual("读取授权", "Read a grant"), tag: .grants,
            security: .any, parameters: [Self.grantParameter], answer: .json(GrantOutput.schema),
            errors: [ExchangeCodes.grantNotFound]
        ) { call in
            Answers.json(GrantOutput(try await platform.exchange.grant(call.required("grant"), for: call.actor)))
        }
    }

    private var setState: Operation {
        Operation(
            .put, "/api/v1/grants/{grant}/state", "setGrantState", Bilingual("暂停、恢复或撤销授权", "Suspend, resume or revoke"),
            tag: .grants, security: .person, parameters: [Self.grantParameter], body: .json(GrantStateInput.schema),
            answer: .json(GrantOutput.schema),
            errors: [ExchangeCodes.grantNotFound, ExchangeCodes.grantNotYours, ExchangeCodes.grantRevoked]
        ) { call in
            let input = try await call.decode(GrantStateInput.self)
            let grant = try await platform.exchange.setState(
                input.state, of: call.required("grant"), reason: input.reason, by: call.actor)
            return Answers.json(GrantOutput(grant))
        }
    }
}
