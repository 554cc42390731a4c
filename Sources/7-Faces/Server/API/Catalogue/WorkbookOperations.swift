import Cases
import Catalogue
import Hummingbird
import Regulation
import Workbooks

/// The catalogue as Excel workbooks (目录工作簿).
extension API {
    var workbookOperations: [Operation] {
        [exportEntries, entryTemplate, importEntries, reportEntries]
    }

    private static let importErrors =
        [
            CasesCodes.procedureNotYours, EntryWorkbookCodes.columnsMissing, EntryWorkbookCodes.busy,
            WorkbookCodes.notAWorkbook, WorkbookCodes.oldFormat, WorkbookCodes.encrypted,
            WorkbookCodes.damaged,
            WorkbookCodes.tooLarge, WorkbookCodes.macros, WorkbookCodes.outsideLink,
            WorkbookCodes.sheetMissing,
        ]

    private var exportEntries: Operation {
        Operation(
            .get, "/api/v1/catalogue/workbook", "exportEntries",
            Bilingual(
                "以国家导入模板的列序导出目录（.xlsx）", "Export the catalogue in the columns of the national template"),
            tag: .catalogue, security: .any,
            parameters: [
                .query(
                    "words", Bilingual("名称、摘要或代码中的词", "Words in name, abstract or code"),
                    .text(EntryFilter.wordsMax)),
                .query("body", Bilingual("提供单位编号", "Id of the providing body"), .text(64)),
                .query("sharing", Bilingual("共享类型", "Sharing type"), .oneOf(SharingType.ID.self)),
                .query("state", Bilingual("状态", "State"), .oneOf(Entry.State.self)),
            ],
            answer: .bytes(ReceivedWorkbook.mediaType), errors: [WorkbookCodes.tooLarge]
        ) { call in
            let filter = EntryFilter(
                words: call["words"] ?? "", body: call["body"],
                sharing: call.word("sharing", as: SharingType.ID.self),
                state: call.word("state", as: Entry.State.self))
            let path = try await platform.catalogue.exportWorkbook(
                filter, for: try call.actor, in: try platform.workbookRoom())
            return try SentFile(path).response(type: ReceivedWorkbook.mediaType, name: "catalogue.xlsx")
        }
    }

    private var entryTemplate: Operation {
        Operation(
            .get, "/api/v1/catalogue/workbook/template", "readEntryTemplate",
            Bilingual("下载空白目录模板（.xlsx）", "The empty template with its instructions"), tag: .catalogue,
            security: .any, answer: .bytes(ReceivedWorkbook.mediaType)
        ) { _ in
            let path = try platform.catalogue.workbookTemplate(in: try platform.workbookRoom())
            return try SentFile(path).response(
                type: ReceivedWorkbook.mediaType, name: "catalogue-template.xlsx")
        }
    }

    private var importEntries: Operation {
        Operation(
            .post, "/api/v1/catalogue/workbook", "importEntries",
            Bilingual("导入目录工作簿为草稿，逐格给出问题", "Import a workbook as drafts; answers every fault by cell"),
            tag: .catalogue, security: .person,
            parameters: [
                .query(
                    "mode",
                    Bilingual(
                        "whole 全部合格才保存（默认）；good 保存合格的条目；check 只检查",
                        "whole keeps all or nothing (default), good the entries without a fault, check nothing"
                    ),
                    .oneOf(EntryImportMode.self))
            ],
            body: .bytes(ReceivedWorkbook.mediaType), answer: .json(EntryImportJSON.schema),
            errors: Self.importErrors
        ) { call in
            let actor = try call.actor
            let mode = call.word("mode", as: EntryImportMode.self) ?? .whole
            let chunks = try call.bytes().map { Array(buffer: $0) }
            let outcome = try await ReceivedWorkbook.with(chunks, of: platform) { path, _ in
                try await platform.catalogue.importWorkbook(at: path, mode: mode, by: actor)
            }
            return Answers.json(EntryImportJSON(outcome, book))
        }
    }

    private var reportEntries: Operation {
        Operation(
            .post, "/api/v1/catalogue/workbook/report", "reportEntries",
            Bilingual("检查目录工作簿，返回逐格批注的工作簿", "Check a workbook; answers it with a comment at each fault"),
            tag: .catalogue, security: .person, body: .bytes(ReceivedWorkbook.mediaType),
            answer: .bytes(ReceivedWorkbook.mediaType), errors: Self.importErrors
        ) { call in
            let actor = try call.actor
            let chunks = try call.bytes().map { Array(buffer: $0) }
            let report = try await ReceivedWorkbook.with(chunks, of: platform) { path, room in
                let outcome = try await platform.catalogue.importWorkbook(at: path, mode: .check, by: actor)
                return try await platform.catalogue.workbookReport(of: path, outcome, in: room)
            }
            return try SentFile(report).response(type: ReceivedWorkbook.mediaType, name: "report.xlsx")
        }
    }
}
