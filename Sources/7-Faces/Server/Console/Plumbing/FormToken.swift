import Crypto
import Foundation

/// The token of the forms that come before anyone has signed in (表单令牌): derived from a secret that only this
/// browser holds, so that no other site can submit a form in its name.
enum FormToken {
    /// For the browser that holds `secret` in its cookie.
    static func derive(from secret: String) -> String {
        let code = HMAC<SHA256>.authenticationCode(
            for: Data("yuanliu form token".utf8), using: SymmetricKey(data: Data(secret.utf8)))
        return Data(code).base64EncodedString()
            .replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
    }

    /// Whether the two are equal, in time that does not depend on where they differ.
    static func isSame(_ one: String, _ other: String) -> Bool {
        let (one, other) = (Array(one.utf8), Array(other.utf8))
        guard one.count == other.count else { return false }
        var difference: UInt8 = 0
        for (left, right) in zip(one, other) { difference |= left ^ right }
        return difference == 0
    }

    /// A fresh secret of 256 bits.
    static func newSecret() -> String {
        SymmetricKey(size: .bits256).withUnsafeBytes { Data($0).base64EncodedString() }
            .replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
    }
}
