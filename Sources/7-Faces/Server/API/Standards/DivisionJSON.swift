import Catalogue
import Regulation
import Standards

/// A division code with its history (行政区划代码).
struct DivisionJSON: Codable, Described {
    let code: String
    let name: String
    let isListed: Bool
    let since: Int?
    let successor: String?
    let successorSince: Int?
    let isInferred: Bool
    let namings: [Naming]
    let predecessors: [String]

    struct Naming: Codable {
        let year: Int
        let name: String
    }

    init(
        _ division: DivisionEntry, namings: [DivisionHistory.Naming] = [], predecessors: [String] = []
    ) {
        code = division.code
        name = division.name
        isListed = division.isListed
        since = division.since
        successor = division.successor
        successorSince = division.successorSince
        isInferred = division.isInferred
        self.namings = namings.map { Naming(year: $0.year, name: $0.name) }
        self.predecessors = predecessors
    }

    static let schema = Schema.named(
        "Division", Bilingual("行政区划代码", "A division code"),
        .object([
            .init("code", Bilingual("六位代码", "Six digits"), .text(6)),
            .init("name", Bilingual("名称", "Name"), .text(100)),
            .init("isListed", Bilingual("是否现行", "Whether it is in use"), .boolean),
            .init("since", Bilingual("最早年份", "First year"), .count, optional: true),
            .init("successor", Bilingual("后继代码", "What replaced it"), .text(6), optional: true),
            .init("successorSince", Bilingual("后继代码启用年份", "Year of the successor"), .count, optional: true),
            .init("isInferred", Bilingual("后继是否按名称推定", "Whether the successor was found by name"), .boolean),
            .init(
                "namings", Bilingual("曾用名称", "Names it bore"),
                .array(
                    .object([
                        .init("year", Bilingual("起始年份", "Since"), .count),
                        .init("name", Bilingual("名称", "Name"), .text(100)),
                    ]), max: 100)),
            .init("predecessors", Bilingual("原代码", "Codes it followed"), .array(.text(6), max: 100)),
        ]))
}
