import Intake

/// A receipt as the command line prints it (回执).
struct ReceiptText: CustomStringConvertible {
    let description: String

    init(_ receipt: Receipt) {
        let repeated = receipt.repeated ? " (此前已交付，没有变化 · delivered before: nothing changed)" : ""
        var form = "\(receipt.format.name.zh) · \(receipt.format.rawValue)"
        if receipt.format != .xlsx { form += "  \(receipt.encoding.rawValue)" }
        if let sheet = receipt.sheet { form += "  工作表 · sheet \(sheet)" }
        if let element = receipt.rowElement { form += "  行元素 · row \(element)" }
        if let mapping = receipt.mapping {
            form += "  列映射 · mapping \(mapping.source) 第\(mapping.version)版 · version \(mapping.version)"
        }
        description = """
            回执 · receipt \(receipt.id)\(repeated)
              条目 · entry \(receipt.code)  批次 · delivery \(receipt.number)
              摘要 · digest \(receipt.digest)  \(receipt.bytes) 字节 · bytes
              格式 · format \(form)
              读取 · read \(receipt.rowsRead)  合格 · good \(receipt.good)  问题 · problems \(receipt.problems)
              新增 · inserted \(receipt.inserted)  更新 · updated \(receipt.updated)  不变 · unchanged \(receipt.unchanged)
            """
    }
}
