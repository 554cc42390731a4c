import Regulation

/// Why supervision refuses (监督拒绝理由).
public enum SupervisionCodes {
    public static let notYours = ReasonCode(
        "duties-not-yours", .forbidden,
        title: Bilingual("只能查看本单位的职责履行情况", "You see the duties of your own body only"),
        remedy: Bilingual(
            "查看本单位；各单位的情况由数据主管部门和审计人员查看",
            "Look at your own body; the authority and auditors see every body"))

    public static let figuresNotYours = ReasonCode(
        "statistics-not-yours", .forbidden,
        title: Bilingual(
            "只能查看本单位的统计明细和全市合计", "You see the figures of your own body and the sums of the city"),
        remedy: Bilingual(
            "查看本单位；各单位的明细由数据主管部门和审计人员查看",
            "Look at your own body; the authority and auditors see every body"))

    public static let all: [ReasonCode] = [notYours, figuresNotYours]
}
