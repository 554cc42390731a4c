import Crypto
import Foundation

/// The token that every form carries (表单令牌): derived from a secret that only this browser holds, so that no
/// other site can submit a form in its name.
enum FormToken {
    /// For the browser that holds `secret` in its cookie.
    static func derive(from secret: String) -> String {
        let code = HMAC<SHA256>.authenticationCode(
            for: Data("yuanliu form token".utf8), using: SymmetricKey(data: Data(secret.utf8)))
        return Data(code).base64EncodedString()
            .replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
    }

    /// Whether `token` is the one derived from `secret`, in constant time.
    static func matches(_ token: String, secret: String) -> Bool {
        let expected = Array(derive(from: secret).utf8)
        let given = Array(token.utf8)
        guard given.count == expected.count else { return false }
        var difference: UInt8 = 0
        for (one, other) in zip(expected, given) { difference |= one ^ other }
        return difference == 0
    }

    /// A fresh secret of 256 bits.
    static func newSecret() -> String {
        SymmetricKey(size: .bits256).withUnsafeBytes { Data($0).base64EncodedString() }
            .replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
    }
}
