import Foundation
import Regulation

/// Reads `name=value&…` (表单编码).
enum FormReading {
    /// The pairs in order, at most `max`; a nil value stands for one that is not percent-encoded UTF-8.
    static func pairs(_ text: some StringProtocol, max: Int) -> [(name: String, value: String?)] {
        text.split(separator: "&", maxSplits: max, omittingEmptySubsequences: true).prefix(max).map { pair in
            let sides = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            let name = decoded(sides[0]) ?? String(sides[0])
            return (name, sides.count == 2 ? decoded(sides[1]) : "")
        }
    }

    private static func decoded(_ text: some StringProtocol) -> String? {
        String(text).replacing("+", with: " ").removingPercentEncoding
    }
}
