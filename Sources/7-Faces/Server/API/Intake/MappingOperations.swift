import Hummingbird
import Intake
import NIOCore
import Regulation
import Workbooks

/// Column mappings of an entry (列映射).
extension API {
    var mappingOperations: [Operation] { [listMappings, readMapping, saveMapping, proposeMapping] }

    private static let source = Operation.Parameter.path(
        "source", Bilingual("来源名称", "Name of the source"), .text(60, min: 1))

    private var listMappings: Operation {
        Operation(
            .get, "/intake/v1/entries/{entry}/mappings", "listMappings",
            Bilingual("查看条目各来源的列映射", "List the column mappings of an entry"), tag: .intake, security: .any,
            parameters: [.entry], answer: .json(MappingListJSON.schema), errors: [IntakeCodes.notVisible]
        ) { call in
            let saved = try await platform.intake.mappings(of: try await entry(call), by: try call.actor)
            return Answers.json(MappingListJSON(mappings: saved.map(MappingJSON.init)))
        }
    }

    private var readMapping: Operation {
        Operation(
            .get, "/intake/v1/entries/{entry}/mappings/{source}", "readMapping",
            Bilingual("查看一个来源的列映射", "Read the column mapping of a source"), tag: .intake, security: .any,
            parameters: [
                .entry, Self.source,
                .query(
                    "version", Bilingual("版本，缺省为最新", "Version; the newest where left out"),
                    .integer(1...Int64(Int32.max))),
            ],
            answer: .json(MappingJSON.schema), errors: [IntakeCodes.notVisible, IntakeCodes.mappingUnknown]
        ) { call in
            let saved = try await platform.intake.mapping(
                try call.required("source"), version: call.integer("version"), of: try await entry(call),
                by: try call.actor)
            return Answers.json(MappingJSON(saved))
        }
    }

    private var saveMapping: Operation {
        Operation(
            .put, "/intake/v1/entries/{entry}/mappings/{source}", "saveMapping",
            Bilingual(
                "保存一个来源的列映射，内容有变即成新版本", "Save the column mapping of a source; a change is a new version"),
            tag: .intake, security: .any, parameters: [.entry, Self.source],
            body: .json(MappingContentJSON.schema), answer: .json(MappingJSON.schema),
            errors: IntakeCodes.ofMappings
        ) { call in
            let content = try await call.decode(MappingContentJSON.self)
            let saved = try await platform.intake.saveMapping(
                content.mapping, source: try call.required("source"), of: try await entry(call),
                by: try call.actor)
            return Answers.json(MappingJSON(saved))
        }
    }

    private var proposeMapping: Operation {
        Operation(
            .post, "/intake/v1/entries/{entry}/mapping-proposal", "proposeMapping",
            Bilingual(
                "读取文件各列并建议对应的信息项，不入库", "Look at the columns of a file and propose items; nothing is stored"),
            tag: .intake, security: .any,
            parameters: [.entry] + Self.fileParameters, body: .bytes("application/octet-stream"),
            answer: .json(ProposalJSON.schema),
            errors: IntakeCodes.all + WorkbookCodes.all
        ) { call in
            let chunks = try call.bytes().map { Array(buffer: $0) }
            let proposal = try await platform.intake.propose(
                chunks, to: try await entry(call), by: try call.actor, options: Self.options(call))
            return Answers.json(ProposalJSON(proposal))
        }
    }

    /// What a caller may say of a file, beside sending it.
    static let fileParameters: [Operation.Parameter] = [
        .query(
            "format", Bilingual("文件格式，缺省按内容识别", "Format; found out by content where left out"),
            .oneOf(DeliveryFormat.self)),
        .query("header", Bilingual("表头", "Header"), .oneOf(DeliveryOptions.Header.self)),
        .query("encoding", Bilingual("文本编码", "Encoding"), .oneOf(DeliveryOptions.Encoding.self)),
        .query(
            "sheet", Bilingual("工作表名称，缺省为第一张可见的", "Sheet; the first that is not hidden where left out"),
            .text(100, min: 1)),
        .query(
            "row", Bilingual("XML 的行元素：名称或 /根/行 路径", "Element of XML that is a row: a name, or /data/row"),
            .text(400, min: 1)),
        .query(
            "mapping", Bilingual("使用哪个来源的列映射", "The source whose column mapping is used"), .text(60, min: 1)),
    ]

    static func options(_ call: Call) -> DeliveryOptions {
        DeliveryOptions(
            encoding: call.word("encoding", as: DeliveryOptions.Encoding.self) ?? .auto,
            header: call.word("header", as: DeliveryOptions.Header.self) ?? .auto,
            format: call.word("format", as: DeliveryFormat.self), sheet: call["sheet"],
            rowElement: call["row"], mapping: call["mapping"])
    }
}
