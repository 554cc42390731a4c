import Hummingbird
import Regulation

/// Registers pages and forms (控制台路由); the door does for each what all need.
struct ConsoleRoutes {
    let router: Router<ServerContext>
    let door: ConsoleDoor

    /// A page.
    func get(_ path: String, _ handler: @escaping @Sendable (Visit) async throws -> Response) {
        for pattern in OperationRoutes.routerPaths(path) {
            router.get(RouterPath(pattern)) { [door] request, context in
                try await door.page(request, context, handler)
            }
        }
    }

    /// A form.
    func post(_ path: String, _ handler: @escaping @Sendable (Visit, Form) async throws -> Response) {
        for pattern in OperationRoutes.routerPaths(path) {
            router.post(RouterPath(pattern)) { [door] request, context in
                try await door.form(request, context, handler)
            }
        }
    }

    /// A file, streamed to `handler` part by part.
    func upload(
        _ path: String, _ handler: @escaping @Sendable (Visit, MultipartBody) async throws -> Response
    ) {
        for pattern in OperationRoutes.routerPaths(path) {
            router.post(RouterPath(pattern)) { [door] request, context in
                try await door.upload(request, context, handler)
            }
        }
    }
}
