/// A postal code (邮政编码): six digits, the first of them 0 to 8 within the mainland.
public enum PostalCode {
    /// Checks one code; never allocates.
    public static func check(_ bytes: UnsafeBufferPointer<UInt8>) -> Verdict {
        guard bytes.count == 6 else { return bytes.isEmpty ? .empty : .wrongLength }
        guard bytes.isDigits(0, 6) else { return .wrongCharacter }
        return bytes[0] <= 0x38 && bytes.number(0, 6) > 9999 ? .valid : .wrongForm
    }

    public static func check(_ text: String) -> Verdict { text.withBytes { check($0) } }
}
