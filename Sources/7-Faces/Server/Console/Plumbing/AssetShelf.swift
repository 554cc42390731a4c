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

    init(folder: URL) throws(PagesError) {
        guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder.path) else {
            throw .unreadable("Assets")
        }
        var byAddress: [String: Asset] = [:]
        var addresses: [String: String] = [:]
        for name in names.sorted() {
            guard let type = Self.types[(name as NSString).pathExtension] else { continue }
            guard let data = try? Data(contentsOf: folder.appendingPathComponent(name)) else {
                throw .unreadable(name)
            }
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
