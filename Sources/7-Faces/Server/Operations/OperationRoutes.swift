import Hummingbird
import Parties
import Regulation

/// Turns operations into routes (路由登记).
struct OperationRoutes: Sendable {
    /// Marks the capture of the part behind the slash of a resource code: `301001` / `000012`.
    static let secondHalf = "-second"

    let settings: ServerSettings
    /// Who sent the request: nil where it carries no proof; throws where the proof is no longer good.
    let identify: @Sendable (Request) async throws -> Caller?

    func register(_ operations: [Operation], on router: Router<ServerContext>) {
        for operation in operations {
            for path in Self.routerPaths(operation.path) {
                router.on(RouterPath(path), method: operation.method) { request, context in
                    try await respond(operation, request, context)
                }
            }
        }
        // Every other method at these paths is told so.
        for (path, methods) in Self.methods(operations) {
            let allowed = methods.union(methods.contains(.get) ? [.head] : [])
            for method in [HTTPRequest.Method.get, .post, .put, .patch, .delete]
            where !methods.contains(method) {
                router.on(RouterPath(path), method: method) { _, _ -> Response in
                    throw Refusal(
                        ServerCodes.methodNotAllowed,
                        detail: Bilingual(
                            "可用方法：\(allowed.map(\.rawValue).sorted().joined(separator: "、"))",
                            "Methods: \(allowed.map(\.rawValue).sorted().joined(separator: ", "))"))
                }
            }
        }
    }

    private func respond(_ operation: Operation, _ request: Request, _ context: ServerContext) async throws
        -> Response
    {
        let caller = operation.security == .open ? nil : try await identify(request)
        try Self.admit(caller, to: operation)
        let values = try ParameterReading(operation.parameters).read(request: request, context: context)
        return try await operation.handler(
            Call(
                operation, request: request, context: context, settings: settings, caller: caller,
                values: values))
    }

    /// Answers an operation whose parameters, `path`, are already read and within their bounds.
    func respond(
        _ operation: Operation, _ request: Request, _ context: ServerContext, path: [String: String]
    ) async throws -> Response {
        let caller = operation.security == .open ? nil : try await identify(request)
        try Self.admit(caller, to: operation)
        return try await operation.handler(
            Call(
                operation, request: request, context: context, settings: settings, caller: caller,
                values: path))
    }

    static func admit(_ caller: Caller?, to operation: Operation) throws(Refusal) {
        guard operation.security != .open else { return }
        guard let caller else { throw Refusal(ServerCodes.signInRequired) }
        switch (operation.security, caller) {
        case (.person, .system), (.system, .person): throw Refusal(ServerCodes.wrongFace)
        default: return
        }
    }

    /// `/a/{code}/b` as `/a/:code/b`; paths whose parameter may hold a slash come in a second form.
    static func routerPaths(_ path: String) -> [String] {
        if path.hasSuffix("/{tile}") { return [path.replacing("{tile}", with: "**")] }
        let plain = path.replacing("{", with: ":").replacing("}", with: "")
        guard path.contains("{entry}") else { return [plain] }
        return [plain, plain.replacing(":entry", with: ":entry/:entry\(secondHalf)")]
    }

    private static func methods(_ operations: [Operation]) -> [String: Set<HTTPRequest.Method>] {
        var methods: [String: Set<HTTPRequest.Method>] = [:]
        for operation in operations {
            for path in routerPaths(operation.path) {
                methods[path, default: []].insert(operation.method)
            }
        }
        return methods
    }
}
