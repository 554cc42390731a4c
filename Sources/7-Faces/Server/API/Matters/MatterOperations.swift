import Cases
import Catalogue
import Hummingbird
import Matters
import Notices
import Parties
import Regulation

/// Opening the procedures of the regulation (办理事项).
extension API {
    var matterOperations: [Operation] {
        [listForms, openMatter, listMatters, readMatter, supplementMatter, listCollectors]
    }

    private static let matter = Operation.Parameter.path(
        "matter", Bilingual("事项编号", "Id of the matter"), .text(64, min: 1))

    static let matterErrors = [
        CasesCodes.procedureUnknown, MattersCodes.noForm, MattersCodes.subjectUnknown,
        MattersCodes.subjectNotYours, MattersCodes.subjectOwn, MattersCodes.fieldMissing,
        MattersCodes.fieldMalformed, MattersCodes.fieldUnknown, PartiesCodes.seatVacant,
    ]

    private struct OpenJSON: Decodable {
        let procedure: String
        let about: String?
        let answers: [String: [String]]

        static let schema = Schema.object([
            .init("procedure", Bilingual("程序", "Procedure"), .text(100, min: 1)),
            .init(
                "about",
                Bilingual("办理对象：条目编号或代码、单位编号、系统编号", "Id or code of an entry, id of a body or system"),
                .text(200), optional: true),
            .init(
                "answers", Bilingual("内容，按表单项；每项一个或多个值", "Answers by field, one or several each"),
                MatterJSON.answersSchema),
        ])
    }

    private struct SupplementJSON: Decodable {
        let answers: [String: [String]]
        let note: String?

        static let schema = Schema.object([
            .init("answers", Bilingual("补正后的内容", "The answers anew"), MatterJSON.answersSchema),
            .init("note", Bilingual("补正说明", "What was supplemented"), .text(2_000), optional: true),
        ])
    }

    private var listForms: Operation {
        Operation(
            .get, "/api/v1/procedures", "listForms",
            Bilingual("可以提交的程序及其表单", "Procedures that are opened with a form"), tag: .cases,
            security: .person, answer: .json(FormListJSON.schema)
        ) { call in
            let actor = try call.actor
            let forms = platform.matters.forms.map { procedure in
                FormJSON(
                    procedure, mayOpen: platform.cases.mayOpen(procedure.id, actor) == .allowed, book)
            }
            return Answers.json(FormListJSON(procedures: forms))
        }
    }

    private var openMatter: Operation {
        Operation(
            .post, "/api/v1/matters", "openMatter", Bilingual("提交事项", "Open a matter"), tag: .cases,
            security: .person, body: .json(OpenJSON.schema),
            answer: .json(MatterJSON.schema, status: .created),
            errors: Self.matterErrors + [CasesCodes.procedureNotYours]
        ) { call in
            let given = try await call.decode(OpenJSON.self)
            let matter = try await platform.matters.open(
                given.procedure, MatterContent(about: given.about ?? "", answers: given.answers),
                by: try call.actor)
            return Answers.json(try await json([matter])[0], status: .created)
        }
    }

    private var listMatters: Operation {
        Operation(
            .get, "/api/v1/matters", "listMatters",
            Bilingual("事项：按程序或目录条目", "Matters by procedure or entry"), tag: .cases, security: .person,
            parameters: [
                .query("procedure", Bilingual("程序", "Procedure"), .text(100)),
                .query("entry", Bilingual("目录条目编号", "Id of the entry"), .text(64)),
                .query(
                    "before", Bilingual("上一页最后一条的编号", "Id of the last one of the page before"), .text(64)),
                .limit(max: Matters.listMax),
            ], answer: .json(MatterListJSON.schema)
        ) { call in
            let found = try await platform.matters.list(
                procedure: call["procedure"], entry: call["entry"], before: call["before"],
                for: try call.actor, limit: call.integer("limit") ?? 50)
            return Answers.json(MatterListJSON(matters: try await json(found)))
        }
    }

    private var readMatter: Operation {
        Operation(
            .get, "/api/v1/matters/{matter}", "readMatter", Bilingual("查看事项", "Read a matter"), tag: .cases,
            security: .person, parameters: [Self.matter], answer: .json(MatterJSON.schema),
            errors: [MattersCodes.notFound]
        ) { call in
            let matter = try await platform.matters.matter(try call.required("matter"), for: try call.actor)
            return Answers.json(try await json([matter])[0])
        }
    }

    private var supplementMatter: Operation {
        Operation(
            .post, "/api/v1/matters/{matter}/supplement", "supplementMatter",
            Bilingual("补正事项", "Supplement a returned matter"), tag: .cases, security: .person,
            parameters: [Self.matter], body: .json(SupplementJSON.schema), answer: .json(MatterJSON.schema),
            errors: Self.matterErrors + [
                MattersCodes.notFound, CasesCodes.notOpener, CasesCodes.procedureNotYours,
                CasesCodes.notReturned,
            ]
        ) { call in
            let given = try await call.decode(SupplementJSON.self)
            let matter = try await platform.matters.supplement(
                try call.required("matter"), MatterContent(answers: given.answers), note: given.note ?? "",
                by: try call.actor)
            return Answers.json(try await json([matter])[0])
        }
    }

    private var listCollectors: Operation {
        Operation(
            .get, "/api/v1/entries/{entry}/collectors", "listCollectors",
            Bilingual("条目各信息项的数源单位", "Which body alone collects items of an entry"), tag: .catalogue,
            security: .person, parameters: [.entry], answer: .json(CollectorListJSON.schema),
            errors: [CatalogueCodes.notFound]
        ) { call in
            let entry = try await platform.catalogue.entry(try call.required("entry"), for: try call.actor)
            let collectors = try await platform.matters.collectors(of: entry.id)
            let names = try await bodyNames(collectors.map(\.body))
            return Answers.json(
                CollectorListJSON(
                    collectors: collectors.map {
                        CollectorListJSON.Line(
                            item: $0.item, body: named($0.body, names), matter: $0.matter,
                            since: $0.since.iso8601)
                    }))
        }
    }

    private func json(_ matters: [Matter]) async throws -> [MatterJSON] {
        let names = try await bodyNames(matters.map(\.body))
        return matters.map { matter in
            MatterJSON(
                matter,
                name: platform.profile.procedure(matter.procedure)?.name
                    ?? Bilingual(matter.procedure, matter.procedure),
                body: named(matter.body, names), book)
        }
    }
}
