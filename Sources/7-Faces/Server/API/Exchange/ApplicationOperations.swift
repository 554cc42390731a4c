import Cases
import Catalogue
import Exchange
import Hummingbird
import Regulation

/// Applying for the data of other bodies (共享申请).
extension API {
    var applicationOperations: [Operation] {
        [apply, listApplications, readApplication, supplementApplication]
    }

    private static let application = Operation.Parameter.path(
        "application", Bilingual("申请编号", "Id of the application"), .text(64, min: 1))

    private struct ApplyJSON: Decodable {
        let entry: String
        let system: String
        let content: ApplicationContentJSON

        static let schema = Schema.object([
            .init(
                "entry", Bilingual("目录条目编号或信息资源代码", "Id or resource code of the entry"), .text(200, min: 1)),
            .init("system", Bilingual("使用系统编号", "Id of the system that will call"), .text(64, min: 1)),
            .init("content", Bilingual("申请内容", "What is stated"), ApplicationContentJSON.schema),
        ])
    }

    private static let contentErrors = [
        ExchangeCodes.notShared, ExchangeCodes.applicationElement, ExchangeCodes.itemUnknown,
        ExchangeCodes.overLimit, CatalogueCodes.notInForce, CasesCodes.procedureNotYours,
        CasesCodes.procedureUnknown,
    ]

    private var apply: Operation {
        Operation(
            .post, "/api/v1/applications", "apply", Bilingual("申请共享数据", "Apply for sharing"), tag: .grants,
            security: .person, body: .json(ApplyJSON.schema),
            answer: .json(ApplicationJSON.schema, status: .created),
            errors: Self.contentErrors + [
                CatalogueCodes.notFound, ExchangeCodes.ownEntry, ExchangeCodes.systemUnknown,
            ]
        ) { call in
            let given = try await call.decode(ApplyJSON.self)
            let actor = try call.actor
            let content = try given.content.content()
            let entry = try await platform.catalogue.entry(given.entry, for: actor)
            // What was never published has no code to apply for.
            guard let code = entry.code else { throw Refusal(CatalogueCodes.notFound, field: "entry") }
            let made = try await platform.exchange.apply(
                content, entryCode: code, system: given.system, by: actor)
            return Answers.json(try await json([made])[0], status: .created)
        }
    }

    private var listApplications: Operation {
        Operation(
            .get, "/api/v1/applications", "listApplications",
            Bilingual("本单位提出和收到的申请", "Applications that your body made or answers"), tag: .grants,
            security: .person,
            parameters: [.limit(max: ApplicationListJSON.countMax)], answer: .json(ApplicationListJSON.schema)
        ) { call in
            let found = try await platform.exchange.applications(
                for: try call.actor, limit: call.integer("limit") ?? 50)
            return Answers.json(ApplicationListJSON(applications: try await json(found)))
        }
    }

    private var readApplication: Operation {
        Operation(
            .get, "/api/v1/applications/{application}", "readApplication",
            Bilingual("查看申请", "Read an application"),
            tag: .grants, security: .person, parameters: [Self.application],
            answer: .json(ApplicationJSON.schema), errors: [ExchangeCodes.applicationNotFound]
        ) { call in
            let found = try await platform.exchange.application(
                try call.required("application"), for: try call.actor)
            return Answers.json(try await json([found])[0])
        }
    }

    private var supplementApplication: Operation {
        Operation(
            .put, "/api/v1/applications/{application}", "supplementApplication",
            Bilingual("补正被退回的申请", "Supplement a returned application"), tag: .grants, security: .person,
            parameters: [Self.application], body: .json(ApplicationContentJSON.schema),
            answer: .json(ApplicationJSON.schema),
            errors: Self.contentErrors + [
                ExchangeCodes.applicationNotFound, CasesCodes.notReturned, CasesCodes.notOpener,
            ]
        ) { call in
            let content = try await call.decode(ApplicationContentJSON.self).content()
            let changed = try await platform.exchange.supplement(
                content, to: try call.required("application"), by: try call.actor)
            return Answers.json(try await json([changed])[0])
        }
    }
}
