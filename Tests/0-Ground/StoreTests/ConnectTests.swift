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

    @Test("A server that never answers is given up when the time of the URL is over")
    func silent() async throws {
        let server = try SilentServer()
        let begun = ContinuousClock.now
        await #expect(throws: StoreError.unavailable("PostgreSQL cannot be reached at the given URL")) {
            try await PostgresConnection.connect(
                url: "postgresql://nobody@127.0.0.1:\(server.port)/none?connect_timeout=2&sslmode=disable")
        }
        let taken = ContinuousClock.now - begun
        #expect(taken >= .seconds(1) && taken < .seconds(8))
    }

    @Test("A URL that names no time has ten seconds")
    func bounded() async throws {
        let server = try SilentServer()
        let begun = ContinuousClock.now
        await #expect(throws: StoreError.self) {
            try await PostgresConnection.connect(
                url: "postgresql://nobody@127.0.0.1:\(server.port)/none?sslmode=disable")
        }
        let taken = ContinuousClock.now - begun
        #expect(taken >= .seconds(8) && taken < .seconds(20))
    }
}
