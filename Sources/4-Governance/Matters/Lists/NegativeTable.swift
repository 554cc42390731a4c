import Catalogue
import Regulation
import Workbooks

/// The negative list as a table (负面清单表).
struct NegativeTable {
    let profile: Profile

    var layout: SheetLayout {
        SheetLayout(
            name: "负面清单",
            columns: [
                .init("序号", width: 8, note: "Number"), .init("信息资源代码", width: 18, note: "Resource code"),
                .init("信息资源名称", width: 30, note: "Name"), .init("责任单位", width: 24, note: "Responsible body"),
                .init("限制情形", width: 18, note: "Restriction"),
                .init("信息项", width: 30, note: "Items kept back; empty where it is the whole entry"),
                .init("书面理由", width: 50, note: "Written reasons"), .init("依据", width: 40, note: "Basis"),
                .init("确认状态", width: 12, note: "Confirmation: confirmed, unconfirmed, lapsed"),
                .init("现行版本", width: 10, note: "Version in force"),
                .init("发布日期", width: 12, note: "Published on"),
                .init("确认版本", width: 10, note: "Version confirmed"),
                .init("确认单位", width: 24, note: "Confirmed by"),
                .init("办理人", width: 12, note: "Who decided, where you may see the case"),
                .init("确认日期", width: 12, note: "Confirmed on"),
                .init("确认条文", width: 14, note: "Article of the confirmation"),
            ])
    }

    func row(_ line: NegativeLine, serial: Int, names: [String: String]) -> [String] {
        let confirmation = line.confirmation
        let article = confirmation?.article.map { profile.article($0)?.label ?? $0.description }
        return [
            String(serial), line.code, line.name, names[line.body] ?? line.body,
            line.restriction.word(in: profile).zh, line.items.joined(separator: "、"), line.reasons,
            line.basis, Self.word(line.state), String(line.version), day(line.publishedAt),
            confirmation.map { String($0.version) } ?? "",
            confirmation?.body.map { names[$0] ?? $0 } ?? "", confirmation?.signer ?? "",
            confirmation.map { day($0.at) } ?? "",
            article ?? "",
        ]
    }

    private func day(_ instant: Instant) -> String {
        instant.day(offsetSeconds: profile.utcOffsetSeconds).description
    }

    private static func word(_ state: NegativeLine.State) -> String {
        switch state {
        case .unconfirmed: "未确认"
        case .confirmed: "已确认"
        case .lapsed: "已失效"
        }
    }
}
