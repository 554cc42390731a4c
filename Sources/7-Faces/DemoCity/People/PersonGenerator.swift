import Regulation

/// Makes the people of the demo city from a seed (人口生成): the same seed gives the same people on every machine, and
/// any of them can be had at once, without making those before.
public struct PersonGenerator: RowGenerator {
    public let header = "id_number,name,gender,birth_date,phone,address,division,updated_on"
    /// The most characters of a name that its item takes; overlong ones exceed it.
    public static let nameCharactersMax = 30
    /// The day after the last that occurs in the data, unless another is given.
    public static let asOfDefault = LocalDate(dayNumber: 20_454)  // 2026-01-01

    private static let firstBirth = LocalDate(dayNumber: -13_514)  // 1933-01-01
    private static let sequences = 999

    let territory: Territory
    private let asOf: LocalDate
    private let seed: UInt64
    private let places: Permutation
    private let names = ChineseNames.common
    private let defects: DefectPlan

    /// - Parameters:
    ///   - asOf: the day on which the data is taken: later than every date in it.
    ///   - defectsPerTenThousand: rows with a defect, of the kinds in ``defectKinds``.
    public init(
        seed: UInt64, territory: Territory, asOf: LocalDate = asOfDefault, defectsPerTenThousand: Int = 200
    ) {
        self.seed = SeededRandom.mixed(seed ^ 0x5045_5253_4F4E)
        self.territory = territory
        self.asOf = asOf
        let days = max(asOf.dayNumber - Self.firstBirth.dayNumber, 1)
        places = Permutation(
            size: territory.counties.count * days * Self.sequences, seed: self.seed)
        defects = DefectPlan(
            perTenThousand: defectsPerTenThousand, kinds: Self.defectKinds, seed: self.seed &+ 0xDEFEC7)
    }

    public static let defectKinds: [Defect] = [
        .missingKey, .missingName, .wrongCheck, .impossibleBirth, .impossibleDate, .shortPhone, .overlongName,
        .duplicateKey, .birthMismatch,
    ]

    /// How many people there can be with an identity number of their own.
    public var rowsMax: Int { places.size }

    /// The person of row `index`, counted from 0, without the defect that the row may have. Wraps at ``rowsMax``.
    public func person(at index: Int) -> DemoPerson {
        let traits = traits(at: index)
        func text(_ write: (inout [UInt8]) -> Void) -> String {
            var bytes: [UInt8] = []
            write(&bytes)
            return String(decoding: bytes, as: UTF8.self)
        }
        return DemoPerson(
            idNumber: text { appendID(traits, to: &$0) },
            name: text {
                names.append(surname: traits.surname, given: traits.given, isMale: traits.isMale, to: &$0)
            },
            gender: traits.isMale ? "男" : "女", birthDate: traits.birth, phone: String(traits.phone),
            address: text { appendAddress(traits, to: &$0) },
            division: territory.counties[traits.county].code,
            updatedOn: traits.updated)
    }

    /// The defect of row `index`; nil for a sound one.
    public func defect(at index: Int) -> Defect? { defects(at: index) }

    private func traits(at index: Int) -> PersonTraits {
        var place = places(index % places.size)
        let county = place % territory.counties.count
        place /= territory.counties.count
        let sequence = place % Self.sequences + 1
        let birth = LocalDate(dayNumber: Self.firstBirth.dayNumber + place / Self.sequences)
        var random = SeededRandom(seed, row: index)
        let prefix = Places.mobilePrefixes[random.below(Places.mobilePrefixes.count)]
        // Nobody's record is older than the person.
        let age = max(1, min(asOf.dayNumber - birth.dayNumber, 730))
        return PersonTraits(
            county: county, street: random.below(territory.counties[county].streets.count), birth: birth,
            sequence: sequence, surname: names.surname(&random),
            given: names.given(isMale: sequence % 2 == 1, &random),
            phone: prefix * 100_000_000 + random.below(100_000_000), road: random.below(Places.roads.count),
            estate: random.below(Places.estates.count), house: random.within(1...999),
            room: random.within(1...30) * 100 + random.within(1...8),
            updated: asOf.adding(days: -random.within(1...age)))
    }

    public func append(_ index: Int, to row: inout [UInt8]) {
        let traits = traits(at: index)
        let defect = defect(at: index)
        switch defect {
        case .missingKey: break
        case .duplicateKey: appendID(self.traits(at: defects.original(of: index) ?? index), to: &row)
        default: appendID(traits, defect, to: &row)
        }
        row.append(0x2C)
        switch defect {
        case .missingName: break
        case .overlongName:
            for _ in 0...(Self.nameCharactersMax / 2) {
                names.male.append(traits.given.0 % names.male.count, to: &row)
            }
            for _ in 0...(Self.nameCharactersMax / 2) { names.female.append(0, to: &row) }
        default: names.append(surname: traits.surname, given: traits.given, isMale: traits.isMale, to: &row)
        }
        row.append(traits.isMale ? ",男," : ",女,")
        switch defect {
        case .impossibleDate:
            row.append(number: traits.birth.year, width: 4)
            row.append("-02-30")
        case .birthMismatch: row.append(traits.birth.adding(days: -1 - traits.house % 300))
        default: row.append(traits.birth)
        }
        row.append(0x2C)
        row.append(number: defect == .shortPhone ? traits.phone / 10 : traits.phone)
        row.append(0x2C)
        appendAddress(traits, to: &row)
        row.append(0x2C)
        row.append(contentsOf: territory.counties[traits.county].code.utf8)
        row.append(0x2C)
        row.append(traits.updated)
        row.append(0x0A)
    }

    private func appendID(_ traits: PersonTraits, _ defect: Defect? = nil, to row: inout [UInt8]) {
        let start = row.count
        row.append(contentsOf: territory.counties[traits.county].code(on: traits.birth).utf8)
        if defect == .impossibleBirth {
            row.append(number: traits.birth.year, width: 4)
            row.append("0230")
        } else {
            row.append(traits.birth, hyphens: false)
        }
        row.append(number: traits.sequence, width: 3)
        // GB 11643: the weight of place i is 2^(17-i) mod 11.
        var sum = 0
        for digit in row[start...] { sum = (sum + Int(digit - 0x30)) * 2 }
        var check = (12 - sum % 11) % 11
        if defect == .wrongCheck { check = (check + 1 + traits.house % 10) % 11 }
        row.append(check == 10 ? 0x58 : 0x30 + UInt8(check))
    }

    private func appendAddress(_ traits: PersonTraits, to row: inout [UInt8]) {
        let county = territory.counties[traits.county]
        row.append(contentsOf: territory.province.utf8)
        row.append(contentsOf: territory.city.utf8)
        row.append(contentsOf: county.name.utf8)
        row.append(contentsOf: county.streets[traits.street].name.utf8)
        Places.roads.append(traits.road, to: &row)
        row.append(number: traits.house)
        row.append("号")
        Places.estates.append(traits.estate, to: &row)
        row.append(number: traits.room)
        row.append("室")
    }
}
