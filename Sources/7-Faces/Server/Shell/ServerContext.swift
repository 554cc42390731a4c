import Hummingbird
import Logging

/// What travels with one request through the server (请求上下文).
public struct ServerContext: RequestContext {
    public var coreContext: CoreRequestContextStorage

    public init(source: ApplicationRequestContextSource) {
        coreContext = .init(source: source)
    }

    /// The identifier that the answer carries in `X-Request-Id` and the log names: 17 to 32 hexadecimal digits.
    var requestID: String {
        logger[metadataKey: "hb.request.id"]?.description ?? ""
    }
}
