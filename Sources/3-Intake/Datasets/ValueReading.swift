import Standards

/// What reading one value gave (取值结果).
public enum ValueReading: Sendable, Hashable {
    /// The canonical form was written.
    case value
    /// Nothing but blanks: no value.
    case blank
    /// The value breaks its item; what was written so far is of no use.
    case broken(ValueFault, Verdict)
}

/// Which demand of its item a value breaks (取值问题).
public enum ValueFault: String, Sendable, Hashable, CaseIterable {
    /// It cannot be read as the item's data type.
    case type
    /// It is longer, or has more digits, than the item allows.
    case length
    /// It is not a valid identifier of the item's kind.
    case identifier
    /// The value is not in the code list of its item.
    case codeList
}
