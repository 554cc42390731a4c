import Foundation
import Hummingbird
import NIOCore

/// `bare FILE PORT`: serves `GET /person/{id}` from the table `person` of a SQLite file, on 127.0.0.1 only.
@main
struct Bare {
    static func main() async throws {
        let arguments = CommandLine.arguments
        guard arguments.count == 3, let port = Int(arguments[2]) else {
            FileHandle.standardError.write(Data("usage: bare FILE PORT\n".utf8))
            exit(64)
        }
        let lookups = try Lookups(path: arguments[1])
        let router = Router()
        router.get("/person/{id}") { request, _ -> Response in
            let id = request.uri.path.dropFirst("/person/".count)
            var buffer = ByteBufferAllocator().buffer(capacity: 512)
            guard try lookups.write(id, to: &buffer) else { throw HTTPError(.notFound) }
            return Response(
                status: .ok, headers: [.contentType: "application/json"],
                body: ResponseBody(byteBuffer: buffer))
        }
        let app = Application(
            router: router, configuration: .init(address: .hostname("127.0.0.1", port: port)))
        try await app.runService()
    }
}
