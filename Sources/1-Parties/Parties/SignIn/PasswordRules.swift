import Regulation

/// What a new password must keep to (口令要求). Length does more than kinds of characters.
public enum PasswordRules {
    /// Characters, at the least.
    public static let lengthMin = 10
    /// UTF-8 bytes, at the most.
    public static let bytesMax = 256
    /// Different characters, at the least.
    public static let differentMin = 5

    /// Everything that is wrong with `password` for the person of `account`.
    public static func check(_ password: String, account: String) -> Ruling {
        var reasons: [Reason] = []
        // Counted no further than needed: the input may be long.
        if password.utf8.count > bytesMax {
            return .refused([Reason(PartiesCodes.passwordTooLong, field: "password")])
        }
        if password.count < lengthMin {
            reasons.append(Reason(PartiesCodes.passwordTooShort, field: "password"))
        }
        if password.lowercased() == account.lowercased() {
            reasons.append(Reason(PartiesCodes.passwordIsAccount, field: "password"))
        }
        if Set(password).count < differentMin {
            reasons.append(Reason(PartiesCodes.passwordTooSimple, field: "password"))
        }
        return Ruling(reasons)
    }
}
