import ArgumentParser
import Catalogue
import Foundation
import Intake
import Parties
import Platform
import Regulation

/// `yuanliu collect FILE --entry CODE`: delivers a file of rows (归集).
struct CollectCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "collect", abstract: "把文件归集到目录条目 · deliver a file against a catalogue entry",
        discussion: """
            文件可以是 CSV、TSV、XLSX、JSON 数组、JSON Lines 或 XML，按内容识别。
            列映射保存一次、按来源名称取用；给出 --column、--ignore 或 --constant 时先保存再归集。
            CSV, TSV, XLSX, a JSON array, JSON Lines or XML, found out by content. A column mapping is saved once under
            the name of a source; with --column, --ignore or --constant it is saved before the delivery.
            """)

    @Argument(help: "数据文件 · data file") var file: String
    @Option(help: "信息资源代码 · resource code, 301001/000001") var entry: String
    @Option(name: .customLong("as"), help: "以谁的名义：账号 · whose account delivers (YUANLIU_ACCOUNT)")
    var account: String?
    @Flag(help: "文件没有表头，按信息项顺序 · no header, items in order") var headerless = false
    @Option(help: "文件格式，缺省按内容识别 · format, found out where left out") var format: DeliveryFormat?
    @Option(help: "文本编码 · encoding") var encoding: DeliveryOptions.Encoding = .auto
    @Option(help: "工作表名称 · sheet of a workbook") var sheet: String?
    @Option(help: "XML 的行元素：名称或 /根/行 · element of XML that is a row") var row: String?
    @Option(help: "使用（或保存）哪个来源的列映射 · source whose column mapping is used, or saved") var mapping: String?
    @Option(help: "列=信息项字段名，可重复 · COLUMN=FIELD, may be repeated") var column: [String] = []
    @Option(help: "忽略的列，可重复 · column that is passed over, may be repeated") var ignore: [String] = []
    @Option(help: "字段名=固定值，可重复 · FIELD=VALUE of every row, may be repeated") var constant: [String] = []
    @Flag(help: "只读取各列并建议对应的信息项，不归集 · propose items for the columns, deliver nothing") var propose = false
    @OptionGroup var place: PlaceOptions

    func validate() throws {
        if mapping == nil, !(column + ignore + constant).isEmpty {
            throw ValidationError("列映射须以 --mapping 指明来源 · name the source of the mapping with --mapping")
        }
        for pair in column + constant where !pair.contains("=") {
            throw ValidationError("应为 A=B：\(pair) · A=B is expected: \(pair)")
        }
    }

    func run() async throws {
        try await onPlatform(place.settings) { platform in
            complain(about: try await platform.intake.resume())
            let actor = try await platform.localActor(
                account ?? ProcessInfo.processInfo.environment["YUANLIU_ACCOUNT"], deliveringTo: entry)
            let target = try await platform.catalogue.entry(entry, for: actor)
            let options = DeliveryOptions(
                encoding: encoding, header: headerless ? .absent : .auto, format: format, sheet: sheet,
                rowElement: row, mapping: mapping)
            if let content, let mapping {
                let saved = try await platform.intake.saveMapping(
                    content, source: mapping, of: target, by: actor)
                print("列映射 · mapping \(saved.source) 第\(saved.version)版 · version \(saved.version)")
            }
            if propose {
                print(
                    ProposalText(
                        try await platform.intake.propose(
                            file: file, to: target, by: actor, options: options)))
                return
            }
            print(
                ReceiptText(
                    try await platform.intake.deliver(file: file, to: target, by: actor, options: options)))
        }
    }

    /// The mapping that the options write; nil where they write none.
    private var content: ColumnMapping? {
        guard !(column + ignore + constant).isEmpty else { return nil }
        let columns = column.map { pair in
            // The last sign parts them: fields have none, names of columns may.
            let place = pair.lastIndex(of: "=") ?? pair.endIndex
            return ColumnMapping.Column(
                column: String(pair[..<place]), item: String(pair[place...].dropFirst()))
        }
        let constants = constant.map { pair in
            let place = pair.firstIndex(of: "=") ?? pair.endIndex
            return ColumnMapping.Constant(
                item: String(pair[..<place]), value: String(pair[place...].dropFirst()))
        }
        return ColumnMapping(
            columns: columns + ignore.map { ColumnMapping.Column(column: $0, item: nil) },
            constants: constants)
    }
}

extension DeliveryFormat: ExpressibleByArgument {}
extension DeliveryOptions.Encoding: ExpressibleByArgument {}
