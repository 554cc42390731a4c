import Regulation

/// A body (单位): an office, institution or enterprise that holds, uses or administers data.
public struct Body: Sendable, Hashable, Codable {
    public let id: String
    public let name: String
    /// Unified social credit code (统一社会信用代码), checked by GB 32100; unique.
    public let creditCode: String
    public let kind: Kind
    /// GB/T 2260 code of the territory it works for: `430200`.
    public let division: String
    public let level: AdministrativeLevel
    public let isActive: Bool

    public enum Kind: String, Sendable, Hashable, Codable, CaseIterable {
        /// 数据共享单位: holds and uses data.
        case department
        /// 数据主管部门: administers the data of its level.
        case authority
        /// 人民政府: approves where the regulation says so.
        case government
        /// 平台运行单位: runs the platform.
        case platformOperator = "platform-operator"
        /// 公共企事业单位: utilities and other public institutions.
        case institution
    }

    public init(
        id: String, name: String, creditCode: String, kind: Kind, division: String,
        level: AdministrativeLevel, isActive: Bool
    ) {
        self.id = id
        self.name = name
        self.creditCode = creditCode
        self.kind = kind
        self.division = division
        self.level = level
        self.isActive = isActive
    }
}
