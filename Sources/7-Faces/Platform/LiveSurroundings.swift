import Foundation
import Regulation
import Synchronization

extension Surroundings {
    /// The machine's clock, and identifiers of 26 letters and digits that sort by time: 48 bits of milliseconds
    /// and 80 bits of chance, each at least one more than the last within the same millisecond.
    public static let live: Surroundings = {
        let identifiers = IdentifierSource()
        return Surroundings(now: { machineTime() }, newID: { identifiers.next(at: machineTime()) })
    }()

    private static func machineTime() -> Instant {
        Instant(milliseconds: Int64(Date().timeIntervalSince1970 * 1000))
    }
}

/// Gives each identifier once, also when many threads ask in one millisecond (标识生成).
public final class IdentifierSource: Sendable {
    private struct Last {
        var milliseconds: Int64 = 0
        var chance: UInt128 = 0
    }

    private let last = Mutex<Last>(Last())
    private static let digits = Array("0123456789abcdefghjkmnpqrstvwxyz".utf8)

    public init() {}

    /// A fresh identifier for `instant`, later in order than every one given before.
    public func next(at instant: Instant) -> String {
        var value = last.withLock { last -> UInt128 in
            if instant.milliseconds > last.milliseconds {
                last.milliseconds = instant.milliseconds
                // The top bit stays free, so that counting up within a millisecond cannot overflow.
                last.chance = UInt128.random(in: 0..<(1 << 79))
            } else {
                last.chance += UInt128(UInt32.random(in: 0...UInt32.max)) + 1
            }
            return UInt128(UInt64(last.milliseconds)) << 80 | last.chance & ((1 << 80) - 1)
        }
        var text = [UInt8](repeating: 0, count: 26)
        for index in text.indices.reversed() {
            text[index] = Self.digits[Int(value & 31)]
            value >>= 5
        }
        return String(decoding: text, as: UTF8.self)
    }
}
