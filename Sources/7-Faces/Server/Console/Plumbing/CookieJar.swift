import Foundation
import HTTPTypes
import Hummingbird

/// The few cookies of the console (Cookie): none can be read by scripts, none is sent from other sites' forms.
struct CookieJar: Sendable {
    enum Name: String {
        /// The session of the person signed in.
        case session = "yuanliu-session"
        /// A secret of this browser, for forms before anyone has signed in.
        case visit = "yuanliu-visit"
        /// `zh` or `en`.
        case language = "lang"
        /// The key of the notice that the next page shows once.
        case notice = "yuanliu-notice"
    }

    private let received: [String: String]

    init(_ request: Request) {
        var received: [String: String] = [:]
        for header in request.headers[values: .cookie] {
            for pair in header.split(separator: ";").prefix(50) {
                let sides = pair.split(separator: "=", maxSplits: 1)
                guard sides.count == 2 else { continue }
                let name = sides[0].trimmingCharacters(in: .whitespaces)
                if received[name] == nil { received[name] = sides[1].trimmingCharacters(in: .whitespaces) }
            }
        }
        self.received = received
    }

    /// The cookie's value, at most 512 characters of those that we ourselves write.
    subscript(name: Name) -> String? {
        guard let value = received[name.rawValue], !value.isEmpty, value.utf8.count <= 512,
            value.utf8.allSatisfy({ (0x21...0x7E).contains($0) })
        else { return nil }
        return value
    }

    /// The header line that sets `name`; nil seconds last as long as the browser runs, 0 removes it.
    static func line(_ name: Name, _ value: String, secondsMax: Int?, settings: ServerSettings) -> String {
        var line = "\(name.rawValue)=\(value); Path=/; HttpOnly; SameSite=Lax"
        if let secondsMax { line += "; Max-Age=\(secondsMax)" }
        if settings.behindTLS { line += "; Secure" }
        return line
    }
}

extension Response {
    /// Adds one cookie to the answer.
    mutating func setCookie(
        _ name: CookieJar.Name, _ value: String, secondsMax: Int? = nil, settings: ServerSettings
    ) {
        headers.append(
            HTTPField(
                name: .setCookie,
                value: CookieJar.line(name, value, secondsMax: secondsMax, settings: settings)))
    }
}
