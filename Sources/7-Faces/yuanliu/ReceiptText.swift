import Intake

/// A receipt as the command line prints it (回执).
struct ReceiptText: CustomStringConvertible {
    let description: String

    init(_ receipt: Receipt) {
        let repeated = receipt.repeated ? " (此前已交付，没有变化 · delivered before: nothing changed)" : ""
        description = """
            回执 · receipt \(receipt.id)\(repeated)
              条目 · entry \(receipt.code)  批次 · delivery \(receipt.number)
              摘要 · digest \(receipt.digest)  \(receipt.bytes) 字节 · bytes  \(receipt.encoding.rawValue)
              读取 · read \(receipt.rowsRead)  合格 · good \(receipt.good)  问题 · problems \(receipt.problems)
              新增 · inserted \(receipt.inserted)  更新 · updated \(receipt.updated)  不变 · unchanged \(receipt.unchanged)
            """
    }
}
