import Regulation

/// A person of the demo city (演示人口), made up from the seed; nobody real.
public struct DemoPerson: Sendable, Hashable {
    /// 公民身份号码, valid by GB 11643.
    public let idNumber: String
    public let name: String
    /// `男` or `女`, as the identity number says.
    public let gender: String
    public let birthDate: LocalDate
    public let phone: String
    public let address: String
    /// The county where they live, GB/T 2260.
    public let division: String
    public let updatedOn: LocalDate
}

/// A person as numbers (人口要素): what writing a row needs, without a text made.
struct PersonTraits {
    let county: Int
    let street: Int
    let birth: LocalDate
    let sequence: Int
    let surname: Int
    let given: (Int, Int?)
    let phone: Int
    let road: Int
    let estate: Int
    let house: Int
    let room: Int
    let updated: LocalDate

    var isMale: Bool { sequence % 2 == 1 }
}
