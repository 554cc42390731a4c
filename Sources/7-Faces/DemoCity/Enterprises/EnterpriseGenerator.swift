import Regulation
import Standards

/// Makes the enterprises of the demo city from a seed (企业生成), as ``PersonGenerator`` makes its people.
public struct EnterpriseGenerator: RowGenerator {
    public let header =
        "credit_code,name,legal_representative,registered_on,capital,address,industry,status,division,updated_on"
    /// The most characters of a name that its item takes; overlong ones exceed it.
    public static let nameCharactersMax = 100

    let territory: Territory
    private let asOf: LocalDate
    private let seed: UInt64
    private let codes: Permutation
    private let names = ChineseNames.common
    private let defects: DefectPlan

    /// Six characters of the organisation code after `MA`, from the 31 that a credit code may hold.
    private static let alphabet = Array("0123456789ABCDEFGHJKLMNPQRTUWXY")
    private static let firstRegistration = LocalDate(dayNumber: 8_035)  // 1992-01-01

    public init(
        seed: UInt64, territory: Territory, asOf: LocalDate = PersonGenerator.asOfDefault,
        defectsPerTenThousand: Int = 200
    ) {
        self.seed = SeededRandom.mixed(seed ^ 0x0046_4952_4D53)
        self.territory = territory
        self.asOf = asOf
        codes = Permutation(size: 31 * 31 * 31 * 31 * 31 * 31, seed: self.seed)
        defects = DefectPlan(
            perTenThousand: defectsPerTenThousand, kinds: Self.defectKinds, seed: self.seed &+ 0xDEFEC7)
    }

    public static let defectKinds: [Defect] = [
        .missingKey, .missingName, .wrongCheck, .wrongCategory, .impossibleDate, .amountInWords,
        .overlongName,
        .duplicateKey,
    ]

    public var rowsMax: Int { codes.size }

    /// The enterprise of row `index`, without the defect that the row may have. Wraps at ``rowsMax``.
    public func enterprise(at index: Int) -> DemoEnterprise {
        let traits = traits(at: index)
        func text(_ write: (inout [UInt8]) -> Void) -> String {
            var bytes: [UInt8] = []
            write(&bytes)
            return String(decoding: bytes, as: UTF8.self)
        }
        return DemoEnterprise(
            creditCode: traits.code, name: text { appendName(traits, to: &$0) },
            representative: text {
                names.append(surname: traits.surname, given: traits.given, isMale: traits.isMale, to: &$0)
            },
            registeredOn: traits.registered, capital: text { appendCapital(traits.capital, to: &$0) },
            address: text { appendAddress(traits, to: &$0) }, industry: Trades.industries[traits.trade],
            status: Trades.statuses[traits.status], division: territory.counties[traits.county].code,
            updatedOn: traits.updated)
    }

    public func defect(at index: Int) -> Defect? { defects(at: index) }

    private func traits(at index: Int) -> EnterpriseTraits {
        var random = SeededRandom(seed, row: index)
        let county = random.below(territory.counties.count)
        let isMale = random.below(100) < 70
        let registered = Self.firstRegistration.adding(
            days: random.below(max(1, asOf.dayNumber - Self.firstRegistration.dayNumber)))
        let age = max(1, min(asOf.dayNumber - registered.dayNumber, 730))
        return EnterpriseTraits(
            code: code(at: index, county: territory.counties[county].code(on: registered)), county: county,
            street: random.below(territory.counties[county].streets.count),
            brand: (random.below(Trades.brands.count), random.below(Trades.brands.count)),
            trade: random.below(Trades.names.count), form: random.below(Trades.forms.count),
            surname: names.surname(&random), given: names.given(isMale: isMale, &random), isMale: isMale,
            registered: registered,
            capital: random.below(8) == 0 ? random.within(1...9_999_999) : random.within(1...500) * 1_000,
            road: random.below(Places.roads.count), house: random.within(1...999),
            status: max(0, random.below(20) - 16), updated: asOf.adding(days: -random.within(1...age)))
    }

    /// `91`, the county of registration, `MA` with six characters and their check, and the check of the whole.
    private func code(at index: Int, county: String) -> String {
        var body = "MA"
        var rest = codes(index % codes.size)
        for _ in 0..<6 {
            body.append(Self.alphabet[rest % 31])
            rest /= 31
        }
        let organisation = body + (OrganisationCode.checkCharacter(for: body).map { String($0) } ?? "")
        return Self.closed("91" + county + organisation)
    }

    /// The seventeen characters with their check character behind them.
    static func closed(_ first17: String) -> String {
        first17 + (CreditCode.checkCharacter(for: first17).map { String($0) } ?? "")
    }

    public func append(_ index: Int, to row: inout [UInt8]) {
        let traits = traits(at: index)
        let defect = defect(at: index)
        appendCode(traits, defect, at: index, to: &row)
        row.append(0x2C)
        if defect != .missingName { appendName(traits, to: &row) }
        if defect == .overlongName {
            for _ in 0..<Self.nameCharactersMax { row.append("分") }
        }
        row.append(0x2C)
        names.append(surname: traits.surname, given: traits.given, isMale: traits.isMale, to: &row)
        row.append(0x2C)
        if defect == .impossibleDate {
            row.append(number: traits.registered.year, width: 4)
            row.append("-13-01")
        } else {
            row.append(traits.registered)
        }
        row.append(0x2C)
        if defect == .amountInWords {
            row.append("壹佰万元")
        } else {
            appendCapital(traits.capital, to: &row)
        }
        row.append(0x2C)
        appendAddress(traits, to: &row)
        row.append(0x2C)
        row.append(contentsOf: Trades.industries[traits.trade].utf8)
        row.append(0x2C)
        row.append(contentsOf: Trades.statuses[traits.status].utf8)
        row.append(0x2C)
        row.append(contentsOf: territory.counties[traits.county].code.utf8)
        row.append(0x2C)
        row.append(traits.updated)
        row.append(0x0A)
    }

    private func appendCode(
        _ traits: EnterpriseTraits, _ defect: Defect?, at index: Int, to row: inout [UInt8]
    ) {
        switch defect {
        case .missingKey: return
        case .duplicateKey:
            row.append(contentsOf: self.traits(at: defects.original(of: index) ?? index).code.utf8)
        case .wrongCategory:
            // Department 9 knows the categories 1 to 3 only.
            row.append(contentsOf: Self.closed("98" + traits.code.dropFirst(2).dropLast()).utf8)
        case .wrongCheck:
            row.append(contentsOf: traits.code.utf8)
            let right = row.removeLast()
            row.append(right == 0x30 ? 0x31 : 0x30)
        default: row.append(contentsOf: traits.code.utf8)
        }
    }

    private func appendName(_ traits: EnterpriseTraits, to row: inout [UInt8]) {
        row.append(contentsOf: territory.city.utf8)
        Trades.brands.append(traits.brand.0, to: &row)
        Trades.brands.append(traits.brand.1, to: &row)
        Trades.names.append(traits.trade, to: &row)
        Trades.forms.append(traits.form, to: &row)
    }

    private func appendCapital(_ hundredths: Int, to row: inout [UInt8]) {
        row.append(decimal: hundredths, scale: 2)
    }

    private func appendAddress(_ traits: EnterpriseTraits, to row: inout [UInt8]) {
        let county = territory.counties[traits.county]
        row.append(contentsOf: territory.province.utf8)
        row.append(contentsOf: territory.city.utf8)
        row.append(contentsOf: county.name.utf8)
        row.append(contentsOf: county.streets[traits.street].name.utf8)
        Places.roads.append(traits.road, to: &row)
        row.append(number: traits.house)
        row.append("号")
    }
}
