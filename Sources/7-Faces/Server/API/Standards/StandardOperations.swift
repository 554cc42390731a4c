import Cases
import Catalogue
import HTTPTypes
import Hummingbird
import NIOCore
import Regulation

/// Data standards (数据标准).
extension API {
    var standardOperations: [Operation] {
        [
            searchStandards, draftStandard, readStandard, saveStandard, submitStandard, withdrawStandard,
            readStandardVersions, readStandardUsage, exportValues, importValues, readConformity,
        ]
    }

    private static let standard = Operation.Parameter.path(
        "standard", Bilingual("标准编号、代码或代码@版本", "Id, code, or code@version"), .text(64, min: 1))

    private struct PageJSON: Encodable {
        let total: Int
        let page: Int
        let pageSize: Int
        let standards: [StandardJSON]

        static let schema = Schema.object([
            .init("total", Bilingual("总数", "Total"), .count),
            .init("page", Bilingual("页码", "Page"), .count),
            .init("pageSize", Bilingual("每页条数", "Rows a page"), .count),
            .init(
                "standards", Bilingual("数据标准", "Standards"),
                .array(StandardJSON.schema, max: StandardFilter.pageSizeMax)),
        ])
    }

    private struct DraftJSON: Decodable {
        let code: String
        let content: StandardContentJSON

        static let schema = Schema.object([
            .init("code", Bilingual("标准代码", "Code"), .text(100)),
            .init("content", Bilingual("内容", "Content"), StandardContentJSON.schema),
        ])
    }

    private struct ChangeJSON: Decodable {
        let revision: Int64
        let content: StandardContentJSON

        static let schema = Schema.object([
            .init("revision", Bilingual("所依据的修改序号", "Revision that the change is based on"), .amount),
            .init("content", Bilingual("全部内容", "The whole content"), StandardContentJSON.schema),
        ])
    }

    private struct NoteJSON: Decodable {
        let note: String?

        static let schema = Schema.object([
            .init("note", Bilingual("补正说明", "What was supplemented"), .text(Decision.noteMax), optional: true)
        ])
    }

    private var searchStandards: Operation {
        Operation(
            .get, "/api/v1/standards", "searchStandards", Bilingual("检索数据标准", "Search the standards"),
            tag: .catalogue, security: .any,
            parameters: [
                .query(
                    "words", Bilingual("代码或名称中的词", "Words in code or name"), .text(StandardFilter.wordsMax)),
                .query("kind", Bilingual("种类", "Kind"), .oneOf(DataStandard.Kind.self)),
                .query("state", Bilingual("状态", "State"), .oneOf(DataStandard.State.self)),
                .page(max: StandardFilter.pageMax),
            ],
            answer: .json(PageJSON.schema)
        ) { call in
            let found = try await platform.standards.search(
                StandardFilter(
                    words: call["words"] ?? "", kind: call.word("kind", as: DataStandard.Kind.self),
                    state: call.word("state", as: DataStandard.State.self), page: call.integer("page") ?? 1),
                for: try call.actor)
            return Answers.json(
                PageJSON(
                    total: found.total, page: found.filter.page, pageSize: found.filter.pageSize,
                    standards: try await jsons(found.standards)))
        }
    }

    private var draftStandard: Operation {
        Operation(
            .post, "/api/v1/standards", "draftStandard",
            Bilingual("起草数据标准或它的新版本", "Draft a standard, or its next version"), tag: .catalogue,
            security: .person, body: .json(DraftJSON.schema),
            answer: .json(StandardJSON.schema, status: .created),
            errors: [DataStandardCodes.notYours, DataStandardCodes.malformed, DataStandardCodes.codeTaken]
        ) { call in
            let draft = try await call.decode(DraftJSON.self)
            let standard = try await platform.standards.draft(
                code: draft.code, try draft.content.content(), by: try call.actor)
            return Answers.json(try await json(standard), status: .created)
        }
    }

    private var readStandard: Operation {
        Operation(
            .get, "/api/v1/standards/{standard}", "readStandard", Bilingual("查看数据标准", "Read a standard"),
            tag: .catalogue, security: .any, parameters: [Self.standard], answer: .json(StandardJSON.schema),
            errors: [DataStandardCodes.notFound]
        ) { call in
            Answers.json(try await json(try await standard(call)))
        }
    }

    private var saveStandard: Operation {
        Operation(
            .put, "/api/v1/standards/{standard}", "saveStandard", Bilingual("保存数据标准", "Save a standard"),
            tag: .catalogue, security: .person, parameters: [Self.standard], body: .json(ChangeJSON.schema),
            answer: .json(StandardJSON.schema),
            errors: [
                DataStandardCodes.notFound, DataStandardCodes.notYours, DataStandardCodes.malformed,
                DataStandardCodes.notOpen, DataStandardCodes.changedMeanwhile,
            ]
        ) { call in
            let change = try await call.decode(ChangeJSON.self)
            let saved = try await platform.standards.save(
                try change.content.content(), to: try await standard(call).id, revision: change.revision,
                by: try call.actor)
            return Answers.json(try await json(saved))
        }
    }

    private var submitStandard: Operation {
        Operation(
            .post, "/api/v1/standards/{standard}/submission", "submitStandard",
            Bilingual("提交数据标准审核", "Submit a standard to review"), tag: .catalogue, security: .person,
            parameters: [Self.standard], body: .json(NoteJSON.schema),
            answer: .json(CaseJSON.schema, status: .created),
            errors: [
                DataStandardCodes.notFound, DataStandardCodes.notYours, DataStandardCodes.malformed,
                DataStandardCodes.notOpen,
            ]
        ) { call in
            let note = try await call.decode(NoteJSON.self).note ?? ""
            let actor = try call.actor
            let file = try await platform.standards.submit(try await standard(call).id, by: actor, note: note)
            return Answers.json(try await json(file, reader: actor), status: .created)
        }
    }

    private var withdrawStandard: Operation {
        Operation(
            .post, "/api/v1/standards/{standard}/withdrawal", "withdrawStandard",
            Bilingual("废止数据标准", "Take a standard out of force"), tag: .catalogue, security: .person,
            parameters: [Self.standard], answer: .json(StandardJSON.schema),
            errors: [DataStandardCodes.notFound, DataStandardCodes.notIssuer, DataStandardCodes.notOpen]
        ) { call in
            let standard = try await standard(call)
            return Answers.json(
                try await json(try await platform.standards.withdraw(standard.id, by: try call.actor)))
        }
    }

    private var readStandardVersions: Operation {
        Operation(
            .get, "/api/v1/standards/{standard}/versions", "readStandardVersions",
            Bilingual("查看数据标准的各个版本", "Read the versions of a standard"), tag: .catalogue, security: .any,
            parameters: [Self.standard],
            answer: .json(
                .object([
                    .init(
                        "versions", Bilingual("版本", "Versions"), .array(StandardJSON.schema, max: 1_000))
                ])), errors: [DataStandardCodes.notFound]
        ) { call in
            let standard = try await standard(call)
            let versions = try await platform.standards.versions(of: standard.code, for: try call.actor)
            return Answers.json(["versions": try await jsons(versions)])
        }
    }

    private var readStandardUsage: Operation {
        Operation(
            .get, "/api/v1/standards/{standard}/usage", "readStandardUsage",
            Bilingual("查看哪些目录条目使用该标准", "Which entries follow a standard"), tag: .catalogue, security: .any,
            parameters: [Self.standard], answer: .json(StandardUsageJSON.schema),
            errors: [DataStandardCodes.notFound]
        ) { call in
            let standard = try await standard(call)
            let usage = try await platform.standards.usage(of: standard.code)
            let names = try await bodyNames(usage.uses.map(\.body))
            return Answers.json(
                StandardUsageJSON(
                    total: usage.total,
                    uses: usage.uses.map { StandardUsageJSON.Use($0, body: named($0.body, names)) }))
        }
    }

    private var exportValues: Operation {
        Operation(
            .get, "/api/v1/standards/{standard}/values.csv", "exportStandardValues",
            Bilingual("以 CSV 下载代码集", "The values of a code list as CSV"), tag: .catalogue, security: .any,
            parameters: [Self.standard], answer: .bytes("text/csv"),
            errors: [DataStandardCodes.notFound]
        ) { call in
            try Self.values(try await standard(call))
        }
    }

    /// The values of a code list as a file.
    static func values(_ standard: DataStandard) throws -> Response {
        guard let list = standard.content.codeList else { throw Refusal(DataStandardCodes.notFound) }
        return Response(
            status: .ok,
            headers: [
                .contentType: "text/csv; charset=utf-8",
                .contentDisposition:
                    "attachment; filename=\"\(standard.code)-\(standard.version).csv\"",
            ],
            body: .init(byteBuffer: ByteBuffer(string: list.csv)))
    }

    private var importValues: Operation {
        Operation(
            .put, "/api/v1/standards/{standard}/values.csv", "importStandardValues",
            Bilingual(
                "从 CSV 导入代码值：code,name,parent,from,until",
                "Import values from CSV: code,name,parent,from,until"),
            tag: .catalogue, security: .person, parameters: [Self.standard], body: .bytes("text/csv"),
            answer: .json(StandardJSON.schema),
            errors: [
                DataStandardCodes.notFound, DataStandardCodes.notYours, DataStandardCodes.malformed,
                DataStandardCodes.notOpen, DataStandardCodes.changedMeanwhile,
                DataStandardCodes.fileMalformed,
            ]
        ) { call in
            let standard = try await standard(call)
            guard standard.kind == .codeList else {
                throw Refusal(DataStandardCodes.malformed, article: platform.standards.article, field: "kind")
            }
            var content = standard.content
            content.shape = .codeList(try CodeList(csv: try await smallFile(call)))
            let saved = try await platform.standards.save(
                content, to: standard.id, revision: standard.revision, by: try call.actor)
            return Answers.json(try await json(saved))
        }
    }

    private var readConformity: Operation {
        Operation(
            .get, "/api/v1/standards-conformity", "readConformity",
            Bilingual("各单位的标准贯彻情况", "How far each body follows the standards"), tag: .catalogue,
            security: .any, answer: .json(ConformityJSON.schema)
        ) { _ in
            let bodies = try await platform.standards.conformity()
            let names = try await bodyNames(bodies.map(\.body))
            return Answers.json(
                ConformityJSON(bodies: bodies.map { ConformityJSON.Line($0, body: named($0.body, names)) }))
        }
    }

    /// The bytes of a small file.
    func smallFile(_ call: Call) async throws -> [UInt8] {
        let reader = BodyReader(
            bytesMax: call.settings.jsonBytesMax, secondsMax: call.settings.bodySecondsMax)
        return Array(try await reader.collect(call.request).readableBytesView)
    }

    private func standard(_ call: Call) async throws -> DataStandard {
        try await platform.standards.standard(try call.required("standard"), for: try call.actor)
    }

    private func json(_ standard: DataStandard) async throws -> StandardJSON {
        let names = try await bodyNames([standard.body])
        return StandardJSON(standard, body: named(standard.body, names))
    }

    private func jsons(_ standards: [DataStandard]) async throws -> [StandardJSON] {
        let names = try await bodyNames(standards.map(\.body))
        return standards.map { StandardJSON($0, body: named($0.body, names)) }
    }
}
