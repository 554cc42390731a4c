import Mustache

/// A value of a page's model with its properties by name (页面模型).
///
/// Mustache looks properties up by reflection, each time anew and through every value around: of a long table that
/// took half a second. Here each value is reflected once, when something of it is first asked for.
final class PageModel: MustacheParent, CustomStringConvertible {
    private let value: Any
    private lazy var properties = Dictionary(
        Mirror(reflecting: value).children.compactMap { child in child.label.map { ($0, child.value) } },
        uniquingKeysWith: { first, _ in first })
    private var found: [String: Any] = [:]

    private init(_ value: Any) { self.value = value }

    func child(named name: String) -> Any? {
        if let known = found[name] { return known }
        guard let property = properties[name], let child = Self.of(property) else { return nil }
        found[name] = child
        return child
    }

    /// What the value itself says of itself.
    var description: String { String(describing: value) }

    /// `value` as a template sees it: an optional is what it holds, a list is a list of such, and whatever Mustache has
    /// its own ways with stays as it is.
    static func of(_ value: Any) -> Any? {
        switch value {
        case is String, is Bool, is Int, is Int64, is any MustacheParent, is any MustacheCustomRenderable,
            is any MustacheCustomRepresentation, is MustacheLambda:
            return value
        default: break
        }
        let mirror = Mirror(reflecting: value)
        switch mirror.displayStyle {
        case .optional: return mirror.children.first.flatMap { of($0.value) }
        case .collection: return mirror.children.compactMap { of($0.value) }
        case .struct, .class, .tuple: return mirror.children.isEmpty ? value : PageModel(value)
        default: return value
        }
    }
}
