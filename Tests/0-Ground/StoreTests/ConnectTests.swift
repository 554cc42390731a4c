import Dispatch
import Foundation
import Testing

@testable import Store

@Suite("Connecting to PostgreSQL")
struct ConnectTests {
    /// A door that takes connections and never says a word.
    private final class SilentServer {
        let descriptor: CInt
        let port: UInt16

        init() throws {
            let descriptor = socket(AF_INET, CInt(SOCK_STREAM.rawValue), 0)
            var address = sockaddr_in()
            address.sin_family = sa_family_t(AF_INET)
            address.sin_addr.s_addr = inet_addr("127.0.0.1")
            var length = socklen_t(MemoryLayout<sockaddr_in>.size)
            let bound = withUnsafeMutablePointer(to: &address) { pointer in
                pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                    bind(descriptor, address, length) == 0 && listen(descriptor, 8) == 0
                        && getsockname(descriptor, address, &length) == 0
                }
            }
            try #require(bound)
            self.descriptor = descriptor
            port = UInt16(bigEndian: address.sin_port)
        }

        deinit { close(descriptor) }
    }

    /// What connecting to `url` throws, and how long that takes on a thread of its own.
    private static func attempt(_ url: String) async -> (error: StoreError?, taken: Duration) {
        await withCheckedContinuation { continuation in
            DispatchQueue(label: "attempt").async {
                let begun = ContinuousClock.now
                var thrown: StoreError?
                do { try PostgresConnection(url: url).shut() } catch { thrown = error as? StoreError }
                continuation.resume(returning: (thrown, ContinuousClock.now - begun))
            }
        }
    }

    @Test(
        "A server that never answers is given up when the time of the URL is over, or after ten seconds",
        arguments: [("&connect_timeout=2", 1, 9), ("", 9, 40)])
    func silent(_ option: String, _ secondsMin: Int, _ secondsMax: Int) async throws {
        let server = try SilentServer()
        let (error, taken) = await Self.attempt(
            "postgresql://nobody@127.0.0.1:\(server.port)/none?sslmode=disable\(option)")
        #expect(error == .unavailable("PostgreSQL cannot be reached at the given URL"))
        #expect(taken >= .seconds(secondsMin) && taken < .seconds(secondsMax))
    }
}
