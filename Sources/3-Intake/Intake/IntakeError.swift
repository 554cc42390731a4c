/// A fault of intake itself (采集故障), never the doing of the one who delivers.
public enum IntakeError: Error, Sendable, Hashable {
    /// A file that should be there cannot be read.
    case fileUnreadable(errorNumber: Int32)
    /// The spool folder is missing, full or not writable.
    case spoolUnwritable(errorNumber: Int32)
    /// The spooled file of an accepted delivery is gone, or no longer what was accepted.
    case spoolDamaged(delivery: String)
    /// The system has no converter for this encoding.
    case encodingUnsupported(String)
    /// Another process has moved the delivery on; it goes on there.
    case superseded(delivery: String)
}
