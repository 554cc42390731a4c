import Regulation

/// An enterprise of the demo city (演示企业), made up from the seed.
public struct DemoEnterprise: Sendable, Hashable {
    /// 统一社会信用代码, valid by GB 32100, its organisation code by GB 11714.
    public let creditCode: String
    public let name: String
    /// 法定代表人.
    public let representative: String
    public let registeredOn: LocalDate
    /// 注册资本 in ten thousand yuan with exactly two decimals: `500.00`.
    public let capital: String
    public let address: String
    /// 行业门类 by GB/T 4754: one letter.
    public let industry: String
    /// 登记状态: `存续`, `吊销`, `注销`, `迁出`.
    public let status: String
    public let division: String
    public let updatedOn: LocalDate
}

/// An enterprise as numbers (企业要素).
struct EnterpriseTraits {
    let code: String
    let county: Int
    let street: Int
    let brand: (Int, Int)
    let trade: Int
    let form: Int
    let surname: Int
    let given: (Int, Int?)
    let isMale: Bool
    let registered: LocalDate
    /// In hundredths of ten thousand yuan.
    let capital: Int
    let road: Int
    let house: Int
    let status: Int
    let updated: LocalDate
}
