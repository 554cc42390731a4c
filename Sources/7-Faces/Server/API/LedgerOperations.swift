import Foundation
import HTTPTypes
import Hummingbird
import Ledger
import NIOCore
import Parties
import Platform
import Regulation

/// The public log in the form of C2SP tlog-tiles, proofs, and the usage records (台账接口).
struct LedgerOperations: Sendable {
    let platform: Platform

    var all: [Operation] { [checkpoint, tile, proof, usages] }

    private var checkpoint: Operation {
        Operation(
            .get, "/ledger/checkpoint", "readCheckpoint", Bilingual("签名检查点", "The signed checkpoint"), tag: .ledger,
            security: .open, answer: .bytes("text/plain"), errors: [LedgerCodes.noPosition]
        ) { _ in
            guard let text = try await platform.ledger.checkpoint() else { throw Refusal(LedgerCodes.noPosition) }
            return Answers.text(text)
        }
    }

    private var tile: Operation {
        Operation(
            .get, "/ledger/tile/{tile}", "readTile",
            Bilingual("树块和条目块:<L>/<N>[.p/<W>]、entries/<N>[.p/<W>]", "Tiles and entry bundles of tlog-tiles"), tag: .ledger,
            security: .open, parameters: [.path("tile", Bilingual("树块路径", "Path of the tile"))],
            answer: .bytes("application/octet-stream"), errors: [LedgerCodes.noPosition]
        ) { call in
            guard let path = LedgerPath("tile/" + (try call.required("tile"))),
                let bytes = try await platform.ledger.file(at: path)
            else { throw Refusal(LedgerCodes.noPosition) }
            return Answers.immutable(ByteBuffer(bytes: bytes), type: "application/octet-stream")
        }
    }

    private var proof: Operation {
        Operation(
            .get, "/api/v1/ledger/proofs/{position}", "readProof",
            Bilingual("一条留痕的证明文件(.tlog-proof)", "The proof file of one entry"), tag: .ledger, security: .person,
            parameters: [.path("position", Bilingual("位置,从 0 开始", "Position, from 0"), .integer(0...Int64.max))],
            answer: .bytes("text/plain"), errors: [LedgerCodes.noPosition]
        ) { call in
            guard let position = Int64(try call.required("position")) else { throw Refusal(LedgerCodes.noPosition) }
            return Answers.text(try await platform.ledger.proof(at: position).text)
        }
    }

    private var usages: Operation {
        Operation(
            .get, "/api/v1/usage-records", "listUsageRecords",
            Bilingual("使用记录;主管部门和审计可查全部,其他单位查本单位的使用", "Usage records: all for the authority, else one's own"),
            tag: .ledger, security: .person,
            parameters: [
                .query("entry", Bilingual("信息资源代码", "Resource code"), .text(64)),
                .query("body", Bilingual("使用单位", "Using body"), .text(64)),
                .query("from", Bilingual("起始日", "First day"), .date),
                .query("until", Bilingual("截止日", "Last day"), .date), Shapes.before,
            ], answer: .json(UsageListOutput.schema)
        ) { call in
            let found = try await UsageReading(platform: platform).list(
                entry: call["entry"], body: call["body"], from: call["from"], until: call["until"],
                before: call["before"], for: call.actor)
            return Answers.json(
                UsageListOutput(records: found.map { .init(position: $0.position, record: $0.content) }))
        }
    }
}

struct UsageListOutput: Encodable, Described {
    let records: [Line]

    struct Line: Encodable {
        let position: Int64
        let record: UsageRecord
    }

    static let schema = Schema.object([
        Shapes.list(
            "records", Bilingual("使用记录,最新在前", "Records, newest first"),
            of: .object([
                .init("position", Bilingual("台账位置", "Position in the ledger"), .integer(0...Int64.max)),
                .init("record", Bilingual("记录", "Record"), record),
            ]), max: Ledger.pageMax)
    ])

    static let record = Schema.named(
        "UsageRecord", Bilingual("使用记录", "Usage record"),
        .object([
            .init("at", Bilingual("时间,毫秒", "Moment in milliseconds"), .int), Shapes.id(),
            .init("entry", Bilingual("信息资源代码", "Resource code"), .text(64)),
            .init("grant", Bilingual("授权", "Grant"), .text(64)),
            .init("body", Bilingual("使用单位", "Using body"), .text(64)),
            .init("user", Bilingual("使用人员", "User"), .text(400)),
            .init("purpose", Bilingual("具体用途", "Purpose"), .text()),
            .init("approver", Bilingual("批准人员", "Approver"), .text()),
            .init("content", Bilingual("数据内容", "Content"), .text()),
            .init("means", Bilingual("获取方式", "Means"), .text(32)),
            .init("medium", Bilingual("介质类型", "Medium"), .text(32)),
            .init("subjectDigest", Bilingual("查询对象的密钥摘要", "Keyed digest of the subject"), .text(64)),
            .init("outcome", Bilingual("结果", "Outcome"), .oneOf(["answered", "refused"])),
            .init("refusal", Bilingual("拒绝代码", "Code of the refusal"), .text(64)),
            .init("rows", Bilingual("给出的行数", "Rows"), .count),
        ]))
}
