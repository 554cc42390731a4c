import Regulation
import Standards
import Store

/// What values at the door are held to beside their form (取值参照): the code lists of the items, and the division codes
/// no longer in use.
public struct ValueReferences: Sendable {
    /// By the item's number: the values of its code list.
    public let codes: [Int: Set<String>]
    /// Old division codes, recognised and never wrong; empty where no item holds division codes.
    public let former: FormerDivisions

    public static let none = ValueReferences(codes: [:], former: FormerDivisions([]))

    /// What `items` of a published entry refer to. A value out of use stays a value of its list: old, not wrong.
    public static func load(for items: [Item], in session: any Session) throws -> ValueReferences {
        var codes: [Int: Set<String>] = [:]
        for item in items {
            guard let reference = item.codeList, let version = reference.version else { continue }
            let list = try session.first(
                "SELECT * FROM data_standard WHERE code = ? AND version = ?",
                [.text(reference.code), Value(version)], DataStandards.standard)?.content.codeList
            if let list { codes[item.number] = Set(list.values.map(\.code)) }
        }
        guard items.contains(where: { $0.identifier == .divisionCode }) else {
            return ValueReferences(codes: codes, former: FormerDivisions([]))
        }
        let former = try session.all(
            """
            SELECT code, name, successor, successor_since FROM division_code WHERE listed = 0
            ORDER BY code LIMIT 20000
            """
        ) { row in
            FormerDivisions.Change(
                code: try row.text("code"), name: try row.text("name"),
                successor: try row.optionalText("successor"),
                year: try row.optionalInt("successor_since").map(Int.init))
        }
        return ValueReferences(codes: codes, former: FormerDivisions(former))
    }
}
