/// A transform with the key it needs, ready for millions of values (已就绪的处理方式).
public struct PreparedTransform: Sendable {
    public let transform: Transform
    private let fingerprint: Fingerprint?

    /// Joins `transform` with the grant's own fingerprint; only a digest needs one.
    public init(_ transform: Transform, fingerprint: Fingerprint? = nil) throws(ProtectionError) {
        if transform == .digest, fingerprint == nil { throw .digestNeedsKey }
        self.transform = transform
        self.fingerprint = fingerprint
    }

    /// Appends what may leave of the UTF-8 `value`; false where nothing may and the item itself is left out.
    ///
    /// An empty value stays empty under every transform but `drop`.
    public func apply(_ value: UnsafeBufferPointer<UInt8>, to output: inout [UInt8]) -> Bool {
        switch transform {
        case .none: output.append(contentsOf: value)
        case .mask(let kind): kind.apply(value, to: &output)
        case .digest:
            guard let fingerprint else { return false }
            if !value.isEmpty { fingerprint.appendHex(of: UnsafeRawBufferPointer(value), to: &output) }
        case .drop: return false
        }
        return true
    }

    public func apply(_ value: UnsafeRawBufferPointer, to output: inout [UInt8]) -> Bool {
        value.withMemoryRebound(to: UInt8.self) { apply($0, to: &output) }
    }

    /// What may leave of `value`; nil where nothing may.
    public func apply(_ value: String) -> String? {
        var value = value
        var output: [UInt8] = []
        guard value.withUTF8({ apply($0, to: &output) }) else { return nil }
        return String(decoding: output, as: UTF8.self)
    }
}
