import Exchange
import HTTPTypes
import Hummingbird
import Ledger
import NIOCore
import Regulation

/// The public files of the log (台账公开文件), C2SP tlog-tiles. The signed state and the hashes are open to anybody;
/// the entries themselves say who used what and are for those who may read the ledger.
extension API {
    var ledgerFileOperations: [Operation] { [readCheckpoint, readKeys, readTile, readEntryBundle] }

    private static let octets = "application/octet-stream"

    private var readCheckpoint: Operation {
        Operation(
            .get, "/ledger/checkpoint", "readCheckpoint", Bilingual("当前签名检查点", "The signed checkpoint"),
            tag: .ledger, security: .open, answer: .bytes("text/plain"), errors: [APICodes.noLedgerFile]
        ) { _ in
            guard let text = try await platform.ledger.checkpoint() else {
                throw Refusal(APICodes.noLedgerFile)
            }
            return Answers.text(text)
        }
    }

    private var readKeys: Operation {
        Operation(
            .get, "/ledger/keys", "readLedgerKeys",
            Bilingual("验证台账的公钥，每行一个", "Public keys of the log, one a line"),
            tag: .ledger, security: .open, answer: .bytes("text/plain")
        ) { _ in
            Answers.text(platform.ledger.verifierKeys.map { $0 + "\n" }.joined())
        }
    }

    private var readTile: Operation {
        Operation(
            .get, "/ledger/tile/{level}/{tile}", "readTile",
            Bilingual("哈希瓦片；路径如 0/x001/067 或 0/003.p/12", "A tile of hashes: 0/x001/067 or 0/003.p/12"),
            tag: .ledger,
            security: .open,
            parameters: [
                .path("level", Bilingual("层", "Level"), .text(2, min: 1)),
                .path(
                    "tile", Bilingual("瓦片编号，每三位一段", "Number of the tile in groups of three digits"),
                    .text(60, min: 1)),
            ],
            answer: .bytes(Self.octets), errors: [APICodes.noLedgerFile]
        ) { call in
            guard let path = LedgerPath("tile/\(try call.required("level"))/\(try call.required("tile"))"),
                case .tile(_, _, let width) = path, let bytes = try await platform.ledger.file(at: path)
            else { throw Refusal(APICodes.noLedgerFile) }
            return Self.file(bytes, cache: width == nil ? "public, max-age=31536000, immutable" : "no-cache")
        }
    }

    private var readEntryBundle: Operation {
        Operation(
            .get, "/ledger/tile/entries/{tile}", "readEntryBundle",
            Bilingual("记录包；路径如 x001/067 或 003.p/12", "A bundle of entries: x001/067 or 003.p/12"),
            tag: .ledger,
            security: .any,
            parameters: [
                .path(
                    "tile", Bilingual("包编号，每三位一段", "Number of the bundle in groups of three digits"),
                    .text(60, min: 1))
            ],
            answer: .bytes(Self.octets), errors: [APICodes.noLedgerFile, UsageCodes.ledgerNotYours]
        ) { call in
            try platform.exchange.mayReadLedger(try call.actor).orThrow()
            guard let path = LedgerPath("tile/entries/\(try call.required("tile"))"),
                case .entries(_, let width) = path, let bytes = try await platform.ledger.file(at: path)
            else { throw Refusal(APICodes.noLedgerFile) }
            return Self.file(bytes, cache: width == nil ? "private, max-age=31536000, immutable" : "no-store")
        }
    }

    private static func file(_ bytes: [UInt8], cache: String) -> Response {
        Response(
            status: .ok, headers: [.contentType: octets, .cacheControl: cache],
            body: .init(byteBuffer: ByteBuffer(bytes: bytes)))
    }
}
