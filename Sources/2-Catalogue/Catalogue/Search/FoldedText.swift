/// A text as search reads it (检索折叠): full-width forms made half-width, capitals made small, and cut into runs of
/// letters; everything else parts runs and is dropped.
///
/// One scalar of a run stands for one scalar of the text, so a run knows where it came from.
struct FoldedText: Sendable, Hashable {
    /// Scalars of one kind without a break.
    struct Run: Sendable, Hashable {
        /// Latin letters, or digits: taken whole. Otherwise Chinese and other scripts: taken by the character.
        let isWord: Bool
        let scalars: [Unicode.Scalar]
        /// Where the first scalar stands in the text, in scalars.
        let start: Int

        var text: String { String(String.UnicodeScalarView(scalars)) }
    }

    let runs: [Run]

    /// Reads at most `limit` scalars of `text`.
    init(_ text: String, limit: Int = Int.max) {
        var runs: [Run] = []
        var scalars: [Unicode.Scalar] = []
        var kind = Kind.gap
        var start = 0
        func close() {
            if kind != .gap { runs.append(Run(isWord: kind != .script, scalars: scalars, start: start)) }
            scalars.removeAll(keepingCapacity: true)
        }
        for (offset, original) in text.unicodeScalars.prefix(limit).enumerated() {
            let scalar = Self.folded(original)
            let next = Self.kind(scalar)
            if next != kind {
                close()
                (kind, start) = (next, offset)
            }
            if next != .gap { scalars.append(scalar) }
        }
        close()
        self.runs = runs
    }

    private enum Kind { case gap, letters, digits, script }

    /// Half-width and small, as one scalar.
    private static func folded(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        switch scalar.value {
        case 0x41...0x5A: return Unicode.Scalar(scalar.value + 0x20) ?? scalar
        case 0..<0x80, 0x4E00...0x9FFF: return scalar
        case 0xFF01...0xFF5E: return folded(Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar)
        default:
            let small = scalar.properties.lowercaseMapping.unicodeScalars
            return small.count == 1 ? small.first ?? scalar : scalar
        }
    }

    private static func kind(_ scalar: Unicode.Scalar) -> Kind {
        switch scalar.value {
        case 0x61...0x7A: return .letters
        case 0x30...0x39: return .digits
        case 0..<0x80: return .gap
        case 0x4E00...0x9FFF: return .script
        default:
            switch scalar.properties.generalCategory {
            case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
                .nonspacingMark, .spacingMark, .enclosingMark, .decimalNumber, .letterNumber, .otherNumber:
                return .script
            default: return .gap
            }
        }
    }

    /// The runs parted by single blanks, with a blank at either end; empty where there is none.
    var line: String { runs.isEmpty ? "" : " " + runs.map(\.text).joined(separator: " ") + " " }
}
