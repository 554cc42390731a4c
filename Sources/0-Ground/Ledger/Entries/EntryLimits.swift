/// How large the parts of an entry may be (记录上限). Characters are Unicode scalars.
public enum EntryLimits {
    /// Bytes of one entry: its length is written as two bytes in an entry bundle.
    public static let bytesMax = 65_535
    /// Characters of an identifier, a name or a code.
    public static let nameCharactersMax = 300
    public static let factsMax = 40
    public static let factCharactersMax = 1_000
}
