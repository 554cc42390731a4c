import Foundation
import Regulation

/// Walks a JSON value along its schema. It keeps nothing: faults go to the findings of the step.
struct Checked: DecodableWithConfiguration {
    init(from decoder: any Decoder, configuration step: SchemaReading.Step) throws {
        try Self.value(decoder, step)
    }

    private static func value(_ decoder: any Decoder, _ step: SchemaReading.Step) throws {
        switch step.schema {
        case .named(_, _, let inner): try value(decoder, step.holding(inner))
        case .nullable(let inner):
            if try decoder.singleValueContainer().decodeNil() { return }
            try value(decoder, step.holding(inner))
        case .object(let members): try object(decoder, members, step)
        case .map(let element, let max): try map(decoder, element, max, step)
        case .array(let element, let max): try array(decoder, element, max, step)
        case .anything: return
        case .string, .integer, .number, .boolean: try scalar(decoder, step)
        }
    }

    private static func object(
        _ decoder: any Decoder, _ members: [Schema.Member], _ step: SchemaReading.Step
    ) throws {
        guard let container = try? decoder.container(keyedBy: AnyKey.self) else {
            return step.findings.add(step.path, Bilingual("应为对象", "An object is expected"))
        }
        let known = Set(members.map(\.name))
        for key in container.allKeys.map(\.stringValue).sorted() where !known.contains(key) {
            let place = String(key.prefix(64))
            step.findings.add(
                step.path.isEmpty ? place : "\(step.path).\(place)",
                Bilingual("没有这个字段", "There is no such field"))
        }
        for member in members {
            let key = AnyKey(member.name)
            let inner = step.member(member.name, member.schema)
            guard container.contains(key) else {
                if member.isRequired {
                    step.findings.add(inner.path, Bilingual("缺少该字段", "The field is missing"))
                }
                continue
            }
            if !member.isRequired, try container.decodeNil(forKey: key) { continue }
            _ = try container.decode(Checked.self, forKey: key, configuration: inner)
        }
    }

    private static func map(
        _ decoder: any Decoder, _ element: Schema, _ max: Int, _ step: SchemaReading.Step
    ) throws {
        guard let container = try? decoder.container(keyedBy: AnyKey.self) else {
            return step.findings.add(step.path, Bilingual("应为对象", "An object is expected"))
        }
        guard container.allKeys.count <= max else {
            return step.findings.add(step.path, Bilingual("最多 \(max) 个成员", "At most \(max) members"))
        }
        for key in container.allKeys {
            let inner = step.member(String(key.stringValue.prefix(64)), element)
            _ = try container.decode(Checked.self, forKey: key, configuration: inner)
        }
    }

    private static func array(
        _ decoder: any Decoder, _ element: Schema, _ max: Int, _ step: SchemaReading.Step
    ) throws {
        guard var container = try? decoder.unkeyedContainer() else {
            return step.findings.add(step.path, Bilingual("应为数组", "An array is expected"))
        }
        while !container.isAtEnd {
            let index = container.currentIndex
            guard index < max else {
                return step.findings.add(step.path, Bilingual("最多 \(max) 项", "At most \(max) elements"))
            }
            _ = try container.decode(Checked.self, configuration: step.element(index, element))
        }
    }

    private static func scalar(_ decoder: any Decoder, _ step: SchemaReading.Step) throws {
        let container = try decoder.singleValueContainer()
        switch step.schema {
        case .string(let bounds):
            guard let text = try? container.decode(String.self) else {
                return step.findings.add(step.path, Bilingual("应为文本", "A text is expected"))
            }
            if let fault = bounds.fault(in: text) { step.findings.add(step.path, fault) }
        case .integer(let range):
            guard let value = try? container.decode(Int64.self) else {
                return step.findings.add(step.path, Bilingual("应为整数", "A whole number is expected"))
            }
            if !range.contains(value) {
                step.findings.add(
                    step.path,
                    Bilingual(
                        "应在 \(range.lowerBound) 到 \(range.upperBound) 之间",
                        "It lies between \(range.lowerBound) and \(range.upperBound)"))
            }
        case .number:
            if (try? container.decode(Double.self)) == nil {
                step.findings.add(step.path, Bilingual("应为数值", "A number is expected"))
            }
        default:
            if (try? container.decode(Bool.self)) == nil {
                step.findings.add(step.path, Bilingual("应为 true 或 false", "true or false is expected"))
            }
        }
    }
}

extension Schema.Text {
    /// What is wrong with `text`; nil when it keeps to the bounds.
    func fault(in text: String) -> Bilingual? {
        if text.hasControlCharacters { return Bilingual("不能含有控制字符", "It holds a control character") }
        if !values.isEmpty {
            let list = values.joined(separator: "、")
            return values.contains(text)
                ? nil : Bilingual("只能是：\(list)", "It is one of: \(values.joined(separator: ", "))")
        }
        // A text of n bytes has at most n scalars: counting is for long texts only. What people see as one character
        // may hold any number of them.
        if text.utf8.count > lengthMax, text.unicodeScalars.count > lengthMax {
            return Bilingual("最多 \(lengthMax) 个字符", "At most \(lengthMax) characters")
        }
        if lengthMin > 0, text.count < lengthMin {
            return Bilingual("至少 \(lengthMin) 个字符", "At least \(lengthMin) characters")
        }
        if format == "date", LocalDate(text) == nil {
            return Bilingual("应为 YYYY-MM-DD 形式的日期", "A date YYYY-MM-DD is expected")
        }
        return nil
    }
}
