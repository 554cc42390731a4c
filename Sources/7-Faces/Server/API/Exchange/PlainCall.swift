import Exchange

/// Reads the body of a call where it is written the plain way (调用正文速读): members of the form, each once, whose
/// texts hold no escape.
///
/// Nil for everything else, also for what is at fault: ``CallJSON`` reads that, and it alone refuses.
struct PlainCall {
    private let bytes: UnsafeRawBufferPointer
    private var next = 0

    static func read(_ bytes: UnsafeRawBufferPointer) -> CallRequest? {
        var reading = PlainCall(bytes: bytes)
        return reading.request()
    }

    private init(bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

    private mutating func request() -> CallRequest? {
        var request = CallRequest(key: [:])
        var key: [String: String]?
        guard take(0x7B) else { return nil }
        repeat {
            guard let name = text(), take(0x3A) else { return nil }
            let isRead: Bool
            switch name {
            case "grant" where request.grant == nil: isRead = read(&request.grant) { $0.text() }
            case "key" where key == nil: isRead = read(&key) { $0.map() }
            case "items" where request.items == nil: isRead = read(&request.items) { $0.list() }
            case "expected" where request.expected == nil: isRead = read(&request.expected) { $0.map() }
            case "purpose" where request.purpose == nil: isRead = read(&request.purpose) { $0.text() }
            case "person" where request.person == nil: isRead = read(&request.person) { $0.text() }
            default: return nil
            }
            guard isRead else { return nil }
        } while take(0x2C)
        guard take(0x7D), let key else { return nil }
        skipBlanks()
        guard next == bytes.count else { return nil }
        request.key = key
        return request
    }

    private mutating func read<T>(_ member: inout T?, _ read: (inout PlainCall) -> T?) -> Bool {
        member = read(&self)
        return member != nil
    }

    private mutating func map() -> [String: String]? {
        guard take(0x7B) else { return nil }
        var map: [String: String] = [:]
        if take(0x7D) { return map }
        repeat {
            guard let name = text(), take(0x3A), let value = text(),
                map.updateValue(value, forKey: name) == nil
            else { return nil }
        } while take(0x2C)
        return take(0x7D) ? map : nil
    }

    private mutating func list() -> [String]? {
        guard take(0x5B) else { return nil }
        var list: [String] = []
        if take(0x5D) { return list }
        repeat {
            guard let element = text() else { return nil }
            list.append(element)
        } while take(0x2C)
        return take(0x5D) ? list : nil
    }

    private mutating func text() -> String? {
        guard take(0x22) else { return nil }
        let start = next
        while next < bytes.count, bytes[next] != 0x22 {
            if bytes[next] < 0x20 || bytes[next] == 0x5C { return nil }
            next += 1
        }
        guard next < bytes.count else { return nil }
        defer { next += 1 }
        return String(validating: bytes[start..<next], as: UTF8.self)
    }

    /// Takes `byte`, and the blanks before it, where it comes next.
    private mutating func take(_ byte: UInt8) -> Bool {
        skipBlanks()
        guard next < bytes.count, bytes[next] == byte else { return false }
        next += 1
        return true
    }

    private mutating func skipBlanks() {
        while next < bytes.count {
            switch bytes[next] {
            case 0x20, 0x09, 0x0A, 0x0D: next += 1
            default: return
            }
        }
    }
}
