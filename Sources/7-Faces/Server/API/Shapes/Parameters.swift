import Regulation

/// Parameters that many operations share (通用参数).
extension Operation.Parameter {
    static let entry = path(
        "entry",
        Bilingual("目录条目编号，或信息资源代码（斜杠可写作 %2F）", "Id of the entry, or its resource code (%2F or / inside)"))
    static let id = path("id", Bilingual("编号", "Id"), .text(64, min: 1))

    static func limit(max: Int) -> Operation.Parameter {
        query("limit", Bilingual("最多返回条数", "Rows at the most"), .integer(1...Int64(max)))
    }

    static func page(max: Int) -> Operation.Parameter {
        query("page", Bilingual("页码，从 1 起", "Page, from 1"), .integer(1...Int64(max)))
    }

    static func pageSize(max: Int) -> Operation.Parameter {
        query("pageSize", Bilingual("每页条数", "Rows a page"), .integer(1...Int64(max)))
    }

    /// Bodies that one answer tells of.
    static let bodiesMax = 1_000
    /// The pages of a list of all bodies.
    static let bodyPages = [page(max: 10_000), pageSize(max: bodiesMax)]

    static let before = query(
        "before", Bilingual("上一页最后一条的位置", "Position of the last one of the page before"),
        .integer(0...Int64.max))
}

extension Schema {
    /// An id as the platform issues them.
    static var id: Schema { .text(64, min: 1) }

    /// One of the raw values of `T`.
    static func oneOf<T: CaseIterable & RawRepresentable>(_ type: T.Type) -> Schema
    where T.RawValue == String {
        oneOf(T.allCases.map(\.rawValue))
    }

    /// A whole number that is not negative.
    static var amount: Schema { .integer(0...Int64.max) }
}

extension Call {
    /// The value of a parameter whose form the schema has checked already.
    func word<T: RawRepresentable>(_ name: String, as type: T.Type) -> T? where T.RawValue == String {
        self[name].flatMap { T(rawValue: $0) }
    }

    /// A number of 64 bits.
    func number(_ name: String) -> Int64? { self[name].flatMap { Int64($0) } }
}

extension Call {
    /// What failed sign-ins are counted by: the caller's address.
    var origin: String { context.origin(request, settings: settings) }
}
