/// What a grant does to one item before it leaves (数据项处理方式).
public enum Transform: Sendable, Hashable {
    /// Leaves as it is.
    case none
    /// Leaves partly hidden.
    case mask(MaskKind)
    /// Leaves as a keyed digest: equal values stay equal within one grant and tell nothing across two.
    case digest
    /// Does not leave at all.
    case drop
}

extension Transform: RawRepresentable, Codable {
    /// The stored form: `none`, `drop`, `digest`, `mask:name`, `mask:generic:3:4`.
    public var rawValue: String {
        switch self {
        case .none: "none"
        case .mask(let kind): "mask:" + kind.rawValue
        case .digest: "digest"
        case .drop: "drop"
        }
    }

    /// Reads exactly the stored form; nil for anything else.
    public init?(rawValue text: String) {
        switch text {
        case "none": self = .none
        case "digest": self = .digest
        case "drop": self = .drop
        default:
            guard text.hasPrefix("mask:"), let kind = MaskKind(rawValue: String(text.dropFirst(5))) else {
                return nil
            }
            self = .mask(kind)
        }
    }

    /// Reads exactly the stored form.
    public init(parsing text: String) throws(ProtectionError) {
        guard let transform = Transform(rawValue: text) else { throw .unknownTransform }
        self = transform
    }
}
