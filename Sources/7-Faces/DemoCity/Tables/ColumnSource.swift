/// Where the values of a generated column come from (列的取值).
indirect enum ColumnSource: Sendable {
    /// Of one of the row's people.
    case person(Who, PersonPart)
    case enterprise(EnterprisePart)
    /// The row's number, from 1, behind a prefix.
    case serial(String, width: Int)
    /// A day so many days before the data was taken.
    case day(before: ClosedRange<Int>)
    /// One day a row, the newest first, each so often in a row.
    case eachDay(repeated: Int)
    /// The row's place among those of one day.
    case each([String])
    case choice([String])
    case integer(ClosedRange<Int>)
    /// A number of hundredths, thousandths, … written exactly.
    case decimal(ClosedRange<Int>, scale: Int)
    /// `#` is a digit, `?` a capital letter but I and O, anything else stands for itself.
    case pattern(String)
    /// The county's code or name, the street's code or name, all of one place a row.
    case place(PlacePart)
    case joined([ColumnSource])

    /// The people of a row: anyone at all, no two rows the same; or the nearest who is a grown man, a grown woman or
    /// a child.
    enum Who: Sendable { case anyone, man, woman, child }
    enum PersonPart: Sendable { case idNumber, name, gender, birthDate, phone, address }
    enum EnterprisePart: Sendable { case creditCode, name, representative, address }
    enum PlacePart: Sendable { case countyCode, countyName, streetCode, streetName, road, estate }
}
