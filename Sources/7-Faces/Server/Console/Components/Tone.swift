/// How a badge, a notice or an event is meant (语气): shown by colour and by a sign of its own.
enum Tone: String, CustomStringConvertible {
    case plain, info, good, warn, bad

    var description: String { rawValue }
}
