/// How the server listens and what it bounds (服务设置). Every limit has a default that suits one city.
public struct ServerSettings: Sendable, Hashable {
    /// The address to listen on.
    public var host: String
    /// 0 lets the system choose a free port.
    public var port: Int
    /// Whether browsers reach the server over TLS (ended by a proxy in front): cookies are then marked `Secure`.
    public var behindTLS: Bool
    /// Open connections; further ones wait in the system's backlog.
    public var connectionsMax: Int
    /// A connection without a byte for so long is closed.
    public var idleSecondsMax: Int64
    /// Reading one JSON body or form may take so long in all.
    public var bodySecondsMax: Int64
    /// Reading one delivery may take so long in all.
    public var deliverySecondsMax: Int64
    /// Bytes of a JSON body.
    public var jsonBytesMax: Int
    /// Bytes of a form of the console, files aside.
    public var formBytesMax: Int
    /// Bytes of one delivery.
    public var deliveryBytesMax: Int
    /// The library that draws charts, a file of the system; where it is not there, pages show their tables alone.
    public var chartLibrary: String

    /// Where Debian's `libjs-chart.js` puts it.
    public static let chartLibraryOfSystem = "/usr/share/javascript/chart.js/chart.min.js"

    public init(
        host: String = "127.0.0.1", port: Int = 8080, behindTLS: Bool = false, connectionsMax: Int = 4096,
        idleSecondsMax: Int64 = 60, bodySecondsMax: Int64 = 30, deliverySecondsMax: Int64 = 3600,
        jsonBytesMax: Int = 1 << 20, formBytesMax: Int = 1 << 20, deliveryBytesMax: Int = 1 << 30,
        chartLibrary: String = ServerSettings.chartLibraryOfSystem
    ) {
        self.host = host
        self.port = port
        self.behindTLS = behindTLS
        self.connectionsMax = connectionsMax
        self.idleSecondsMax = idleSecondsMax
        self.bodySecondsMax = bodySecondsMax
        self.deliverySecondsMax = deliverySecondsMax
        self.jsonBytesMax = jsonBytesMax
        self.formBytesMax = formBytesMax
        self.deliveryBytesMax = deliveryBytesMax
        self.chartLibrary = chartLibrary
    }
}
