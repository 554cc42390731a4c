import Foundation
import Hummingbird
import Regulation

/// Reads the parameters of path and query as an operation declares them (参数读取): what it does not declare is
/// refused, so that no caller believes in a filter that is not there.
struct ParameterReading {
    let parameters: [Operation.Parameter]

    init(_ parameters: [Operation.Parameter]) { self.parameters = parameters }

    func read(request: Request, context: ServerContext) throws(Refusal) -> [String: String] {
        var values: [String: String] = [:]
        var reasons: [Reason] = []
        for parameter in parameters where parameter.place == .path {
            guard let value = Self.pathValue(parameter.name, context: context) else {
                throw Refusal(ServerCodes.noSuchPage)
            }
            values[parameter.name] = value
        }
        let queries = parameters.filter { $0.place == .query }
        for (name, text) in FormReading.pairs(request.uri.query ?? "", max: 100) {
            guard let text, queries.contains(where: { $0.name == name }) else {
                reasons.append(
                    Reason(
                        ServerCodes.invalidField,
                        detail: Bilingual("没有这个参数", "There is no such parameter"),
                        field: String(name.prefix(64))))
                continue
            }
            values[name] = text
        }
        for parameter in parameters {
            guard let value = values[parameter.name], let fault = Self.fault(value, parameter.schema) else {
                continue
            }
            reasons.append(Reason(ServerCodes.invalidField, detail: fault, field: parameter.name))
        }
        if !reasons.isEmpty { throw Refusal(reasons) }
        return values
    }

    /// The decoded value of `name`. A resource code holds a slash, so its second half may come as a segment of
    /// its own.
    static func pathValue(_ name: String, context: ServerContext) -> String? {
        if name == "tile" { return context.parameters.getCatchAll().joined(separator: "/") }
        guard let raw = context.parameters.get(name), let value = raw.removingPercentEncoding else {
            return nil
        }
        guard let second = context.parameters.get("\(name)\(OperationRoutes.secondHalf)") else {
            return value
        }
        return second.removingPercentEncoding.map { "\(value)/\($0)" }
    }

    private static func fault(_ value: String, _ schema: Schema) -> Bilingual? {
        switch schema {
        case .string(let bounds): return bounds.fault(in: value)
        case .integer(let range):
            guard let number = Int64(value), range.contains(number) else {
                return Bilingual(
                    "应为 \(range.lowerBound) 到 \(range.upperBound) 的整数",
                    "A whole number from \(range.lowerBound) to \(range.upperBound) is expected")
            }
            return nil
        case .boolean:
            return value == "true" || value == "false"
                ? nil : Bilingual("应为 true 或 false", "true or false is expected")
        default: return nil
        }
    }
}
