import Hummingbird
import Parties
import Regulation

/// One request of a person to the console (页面访问).
struct Visit: Sendable {
    let request: Request
    let context: ServerContext
    let language: Language
    let texts: TextNode
    /// Who is signed in; nil on the few pages open to anybody.
    let person: Actor?
    /// The token of the session; nil where nobody is signed in.
    let session: String?
    /// What every form of this browser carries.
    let formToken: String
    /// A secret for a browser that has none yet, to be set as a cookie.
    let newSecret: String?
    let notice: String?
    /// The query of the address, as a form.
    let query: Form

    var path: String { request.uri.path }

    /// Who is signed in; sends strangers to the sign-in page.
    var actor: Actor {
        get throws(Refusal) {
            guard let person else { throw Refusal(ServerCodes.signInRequired) }
            return person
        }
    }

    /// A parameter of the path, decoded.
    func parameter(_ name: String) throws(Refusal) -> String {
        guard let value = ParameterReading.pathValue(name, context: context), !value.isEmpty,
            value.utf8.count <= 400
        else { throw Refusal(ServerCodes.noSuchPage) }
        return value
    }

    /// The page number of a list, from 1 to 100,000.
    var page: Int { min(max(Int(query["page"]) ?? 1, 1), 100_000) }

    /// This address with `name` set to `value` in its query.
    func href(setting name: String, to value: String) -> String { href(setting: [name: value]) }

    /// This address with these values in its query; an empty one takes its name out.
    func href(setting values: [String: String]) -> String {
        var pairs = query.names.filter { values[$0] == nil && $0 != "lang" }.flatMap { name in
            query.all(name).filter { !$0.isEmpty }.map { (name, $0) }
        }
        pairs += values.sorted { $0.key < $1.key }.filter { !$0.value.isEmpty }.map { ($0.key, $0.value) }
        return path + "?" + pairs.map { "\(Self.encoded($0.0))=\(Self.encoded($0.1))" }.joined(separator: "&")
    }

    /// `text` as it may stand in a path segment or a query.
    static func encoded(_ text: String) -> String {
        var result = ""
        for byte in text.utf8 {
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x7E:
                result.unicodeScalars.append(Unicode.Scalar(byte))
            default:
                let digits = String(byte, radix: 16, uppercase: true)
                result += "%" + (digits.count == 1 ? "0" : "") + digits
            }
        }
        return result
    }
}
