import Hummingbird
import Logging
import NIOCore

/// What travels with one request through the server (请求上下文).
public struct ServerContext: RequestContext {
    public var coreContext: CoreRequestContextStorage
    /// The connection that the request came on.
    let channel: any Channel
    private let address: SocketAddress?

    public init(source: ApplicationRequestContextSource) {
        coreContext = .init(source: source)
        channel = source.channel
        address = source.channel.remoteAddress
    }

    /// The identifier that the answer carries in `X-Request-Id` and the log names: 17 to 32 hexadecimal digits.
    var requestID: String {
        logger[metadataKey: "hb.request.id"]?.description ?? ""
    }

    /// What failed sign-ins are counted by: the caller's address, of IPv6 the first 64 bits; empty where there is
    /// none. Behind a proxy it is the last address that the proxy added, which no caller can choose.
    func origin(_ request: Request, settings: ServerSettings) -> String {
        if settings.behindTLS, let line = request.headers[values: HeaderNames.forwardedFor].last {
            let last = line.split(separator: ",").last.map { $0.filter { !$0.isWhitespace } } ?? ""
            return Self.network(String(last.prefix(45)))
        }
        return Self.network(address?.ipAddress ?? "")
    }

    private static func network(_ address: String) -> String {
        guard address.contains(":") else { return address }
        return address.split(separator: ":", omittingEmptySubsequences: false).prefix(4).joined(
            separator: ":")
    }
}
