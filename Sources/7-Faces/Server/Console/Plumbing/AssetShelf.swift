import Crypto
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore

/// Styles, scripts and images, held in memory under names that carry the hash of their content (静态资源).
///
/// A request is answered by a look-up in a table, so no path can lead to another file.
struct AssetShelf: Sendable {
    private struct Asset: Sendable {
        let bytes: ByteBuffer
        let type: String
        let tag: String
    }

    private let byAddress: [String: Asset]
    /// `layout.css` → `/assets/layout-1f2e3d4c5b6a.css`.
    let addresses: [String: String]

    /// The library that draws charts, by the name under which it is served where the system has it.
    static let chartLibrary = "chart.js"
    /// Bytes of a library of the system.
    private static let libraryBytesMax = 4 << 20

    /// Reads every file of `folder`. `libraries` are files of the system by the name under which they are served: one
    /// that is not there is left out, and pages do without.
    init(folder: URL, libraries: [String: String] = [:]) throws(PagesError) {
        guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder.path) else {
            throw .unreadable("Assets")
        }
        var byAddress: [String: Asset] = [:]
        var addresses: [String: String] = [:]
        var files: [(name: String, data: Data)] = []
        for name in names {
            guard let data = try? Data(contentsOf: folder.appendingPathComponent(name)) else {
                throw .unreadable(name)
            }
            files.append((name, data))
        }
        for (name, path) in libraries {
            guard let data = try? Data(contentsOf: URL(fileURLWithPath: path)),
                data.count <= Self.libraryBytesMax
            else { continue }
            files.append((name, data))
        }
        for (name, data) in files {
            guard let type = Self.types[(name as NSString).pathExtension] else { continue }
            let digest = SHA256.hash(data: data).prefix(6).map { byte in
                String(byte >> 4, radix: 16) + String(byte & 15, radix: 16)
            }.joined()
            let stem = (name as NSString).deletingPathExtension
            let address = "\(stem)-\(digest).\((name as NSString).pathExtension)"
            byAddress[address] = Asset(bytes: ByteBuffer(bytes: data), type: type, tag: "\"\(digest)\"")
            addresses[name] = "/assets/\(address)"
        }
        self.byAddress = byAddress
        self.addresses = addresses
    }

    func register(on router: Router<ServerContext>) {
        router.get("assets/:name") { request, context in
            guard let name = context.parameters.get("name"), let asset = byAddress[name] else {
                throw HTTPError(.notFound)
            }
            if request.headers[.ifNoneMatch] == asset.tag {
                return Response(status: .notModified, headers: [.eTag: asset.tag])
            }
            var response = Answers.immutable(asset.bytes, type: asset.type)
            response.headers[.eTag] = asset.tag
            return response
        }
    }

    private static let types = [
        "css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8", "svg": "image/svg+xml",
        "png": "image/png", "ico": "image/x-icon",
    ]
}
