import Regulation

/// The city in which the demo plays (演示区域): its counties with their streets and towns.
public struct Territory: Sendable, Hashable {
    /// GB/T 2260 code: that of the profile's jurisdiction.
    public let division: String
    public let province: String
    public let city: String
    public let counties: [County]

    /// A county or district (县市区).
    public struct County: Sendable, Hashable {
        public let code: String
        public let name: String
        /// The code before `since`, on the identity numbers of everyone born before; nil where it never changed.
        public let former: Former?
        /// Streets and towns with the three digits that follow the county's six.
        public let streets: [Street]

        public func code(on date: LocalDate) -> String {
            guard let former, date < former.since else { return code }
            return former.code
        }
    }

    /// The code that a county bore before (曾用代码).
    public struct Former: Sendable, Hashable {
        public let code: String
        public let since: LocalDate
    }

    /// A street office or town (街道乡镇), with its nine digits.
    public struct Street: Sendable, Hashable {
        public let code: String
        public let name: String
    }

    /// The territory of a profile's jurisdiction; nil where no demo data is known for it.
    public static func of(_ jurisdiction: Jurisdiction) -> Territory? {
        known.first { $0.division == jurisdiction.division }
    }

    static let known: [Territory] = [zhuzhou]
}
