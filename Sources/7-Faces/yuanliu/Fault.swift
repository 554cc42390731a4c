import DemoCity
import Guomi
import Intake
import Ledger
import Parties
import Platform
import Protection
import Regulation
import Server
import Standards
import Store

/// A fault of a module in words (故障): what broke, in both languages, and the status that the program ends with.
///
/// 3 is the store, 4 how the platform is set up, 5 anything else. No fault carries a secret or a person's value.
struct Fault: CustomStringConvertible {
    let words: Bilingual
    let status: Int32

    var description: String { "\(words.zh) · \(words.en)" }

    private init(_ zh: String, _ en: String, _ status: Int32 = 5) {
        words = Bilingual(zh, en)
        self.status = status
    }

    init(_ error: any Error) {
        self =
            switch error {
            case let error as StoreError: Self.of(error)
            case let error as PlatformError: Self.of(error)
            case let error as ProtectionError: Self.of(error)
            case let error as PartiesError: Self.of(error)
            case let error as LedgerError: Self.of(error)
            case let error as IntakeError: Self.of(error)
            case let error as DemoCityError: Self.of(error)
            case let error as GuomiError:
                Fault("国密算法故障：\(error)", "a fault in the SM algorithms: \(error)")
            case let error as StandardsError:
                Fault("标准数据故障：\(error)", "a fault in the tables of standards: \(error)", 4)
            case let error as PagesError: Fault("页面资源故障：\(error)", "a fault in the pages: \(error)", 4)
            default: Fault("意外故障：\(error)", "an unexpected fault: \(error)")
            }
    }

    private static func of(_ error: StoreError) -> Fault {
        switch error {
        case .unavailable(let why): Fault("存储不可用：\(why)", "the store is not available: \(why)", 3)
        case .busy: Fault("存储繁忙，请稍后再试", "the store is busy: try again later", 3)
        case .full: Fault("磁盘已满", "the disk is full", 3)
        case .corrupt(let what): Fault("存储文件已损坏：\(what)", "the store is damaged: \(what)", 3)
        case .migration(let why):
            Fault("库的结构不适合本版本：\(why)", "the schema does not fit this version: \(why)", 3)
        case .constraint(let what), .shape(let what), .engine(let what):
            Fault("存储故障：\(what)", "a fault of the store: \(what)", 3)
        }
    }

    private static func of(_ error: PlatformError) -> Fault {
        switch error {
        case .unreadable(let path): Fault("无法读取：\(path)", "cannot read: \(path)", 4)
        case .noProfile(let available):
            Fault(
                "请用 --profile 选择规则档案：\(available.joined(separator: "、"))",
                "choose a regulation with --profile: \(available.joined(separator: ", "))", 4)
        case .profileUnusable(let id): Fault("规则档案不可用：\(id)", "the profile cannot be used: \(id)", 4)
        case .profileDiffers(let stored, let asked):
            Fault(
                "本库按 \(stored) 建立，不能改用 \(asked)", "the store was set up under \(stored), not \(asked)", 4)
        }
    }

    private static func of(_ error: ProtectionError) -> Fault {
        switch error {
        case .keyFile(let number):
            Fault("主密钥文件无法读写（错误 \(number)）", "the master key cannot be read or written (error \(number))", 4)
        case .keyFileExposed:
            Fault("主密钥文件须为本用户独有的普通文件", "the master key must be a plain file of this user alone", 4)
        case .wrongKeyLength: Fault("主密钥文件须为 32 字节", "the master key must have 32 bytes", 4)
        case .unopenable:
            Fault(
                "主密钥与本库不符，或密文已被改动", "the master key is not that of this store, or sealed bytes were altered",
                4)
        case .tooLarge(let limit): Fault("超过上限 \(limit) 字节", "more than \(limit) bytes")
        case .unknownTransform: Fault("未知的脱敏方式", "an unknown transform")
        case .digestNeedsKey: Fault("摘要缺少密钥", "a digest needs a key")
        }
    }

    private static func of(_ error: PartiesError) -> Fault {
        switch error {
        case .signingKeyUnusable:
            Fault("令牌签名密钥无法打开，主密钥与本库不符", "the signing key cannot be opened: another master key", 4)
        case .stored(let column):
            Fault("库中的值无法识别：\(column)", "a stored value cannot be read: \(column)")
        case .hashing: Fault("口令散列失败，内存不足", "hashing a password failed for want of memory")
        }
    }

    private static func of(_ error: LedgerError) -> Fault {
        switch error {
        case .unsigned: Fault("台账没有签名密钥", "the ledger has no key to sign with", 4)
        case .origin: Fault("台账名称无效", "the ledger's name cannot be used", 4)
        case .key(let why): Fault("台账密钥不可用：\(why)", "a key of the ledger cannot be used: \(why)", 4)
        case .unreadable(let why): Fault("台账文件无法读取：\(why)", "a file of the ledger cannot be read: \(why)")
        case .damaged(let why): Fault("台账已损坏：\(why)", "the ledger is damaged: \(why)")
        }
    }

    private static func of(_ error: IntakeError) -> Fault {
        switch error {
        case .fileUnreadable(let number):
            Fault("文件无法读取（错误 \(number)）", "a file cannot be read (error \(number))")
        case .spoolUnwritable(let number):
            Fault("暂存区无法写入（错误 \(number)）", "the spool cannot be written (error \(number))")
        case .spoolDamaged(let delivery):
            Fault("交付 \(delivery) 的暂存文件丢失或损坏", "the spooled file of delivery \(delivery) is gone or damaged")
        case .encodingUnsupported(let name):
            Fault("系统不支持编码 \(name)", "the system has no converter for \(name)")
        case .superseded(let delivery):
            Fault("交付 \(delivery) 已由另一进程办理", "delivery \(delivery) went on in another process")
        }
    }

    private static func of(_ error: DemoCityError) -> Fault {
        switch error {
        case .unwritable(let path): Fault("无法写入：\(path)", "cannot write: \(path)")
        case .tooManyRows(let limit): Fault("最多生成 \(limit) 行", "at most \(limit) rows can be made")
        case .noTerritory(let division):
            Fault("没有 \(division) 的演示资料", "there is no demo data of \(division)", 4)
        case .incomplete(let what): Fault("演示城市不完整：\(what)", "the demo city is not complete: \(what)")
        case .notEmpty: Fault("演示需要空库", "the demo needs an empty store", 4)
        case .storyBroken(let what): Fault("演示结果不符：\(what)", "the demo did not come out: \(what)")
        }
    }
}
