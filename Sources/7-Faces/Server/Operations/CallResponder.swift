import HTTPTypes
import Hummingbird
import Regulation

/// Answers the calls for data ahead of the router (数据调用直达): nearly all that a busy platform serves, they need
/// neither a search for their route nor a chain of middleware.
///
/// It takes what is written the plain way, `POST /exchange/v1/entries/101001/000001/query` with a body of a stated
/// and bounded length, and treats it as the router would: the same operation and door within the same
/// ``AnswerShell``. Everything else is the router's.
struct CallResponder<Rest: HTTPResponder<ServerContext>>: HTTPResponder {
    private let operations: [(name: String, operation: Operation)]
    private let routes: OperationRoutes
    private let shell: AnswerShell
    private let rest: Rest

    private static var prefix: String { "/exchange/v1/entries/" }
    private static var codeBytesMax: Int { 64 }

    /// Of `operations` it answers those that are calls.
    init(
        _ operations: [Operation], routes: OperationRoutes, shell: AnswerShell, rest: Rest
    ) {
        let stem = Self.prefix + "{entry}/"
        self.operations = operations.filter { $0.method == .post && $0.path.hasPrefix(stem) }
            .map { (String($0.path.dropFirst(stem.count)), $0) }
        self.routes = routes
        self.shell = shell
        self.rest = rest
    }

    func respond(to request: Request, context: ServerContext) async throws -> Response {
        guard request.method == .post, let (operation, code) = find(request.uri.string),
            isBodyBounded(request)
        else { return try await rest.respond(to: request, context: context) }
        context.coreContext.endpointPath.value = operation.path
        return try await shell.handle(request, context: context) { request, context in
            try await routes.respond(operation, request, context, path: ["entry": code])
        }
    }

    /// The operation at `path` and the resource code in it: digits, a slash, digits.
    private func find(_ path: String) -> (Operation, code: String)? {
        guard path.hasPrefix(Self.prefix) else { return nil }
        let rest = path.utf8.dropFirst(Self.prefix.utf8.count)
        guard let end = rest.lastIndex(of: 0x2F) else { return nil }
        let (code, name) = (rest[..<end], rest[end...].dropFirst())
        guard code.count <= Self.codeBytesMax, let slash = code.firstIndex(of: 0x2F),
            Self.isNumber(code[..<slash]), Self.isNumber(code[slash...].dropFirst()),
            let found = operations.first(where: { $0.name.utf8.elementsEqual(name) })
        else { return nil }
        return (found.operation, String(Substring(code)))
    }

    private static func isNumber(_ text: Substring.UTF8View) -> Bool {
        !text.isEmpty && text.allSatisfy { (0x30...0x39).contains($0) }
    }

    /// Whether the length of the body is stated and within what is read to its end.
    private func isBodyBounded(_ request: Request) -> Bool {
        request.headers[.contentLength].flatMap { Int($0) } != nil && shell.bodies.isReadAnyway(request)
    }
}
