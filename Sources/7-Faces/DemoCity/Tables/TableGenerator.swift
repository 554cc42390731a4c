import Regulation

/// Makes the rows of an entry from the sources of its columns (表数据生成), without defects.
public struct TableGenerator: RowGenerator {
    public let header: String
    public let rowsMax = 1_000_000

    private let sources: [ColumnSource]
    private let population: Population
    private let asOf: LocalDate
    private let seed: UInt64

    init(
        fields: [String], sources: [ColumnSource], population: Population, seed: UInt64,
        asOf: LocalDate = PersonGenerator.asOfDefault
    ) {
        header = fields.joined(separator: ",")
        self.sources = sources
        self.population = population
        self.asOf = asOf
        self.seed = SeededRandom.mixed(seed)
    }

    public func defect(at index: Int) -> Defect? { nil }

    public func append(_ index: Int, to row: inout [UInt8]) {
        var context = RowContext(index, population, seed: seed)
        var isFirst = true
        for source in sources {
            if !isFirst { row.append(0x2C) }
            isFirst = false
            append(source, &context, to: &row)
        }
        row.append(0x0A)
    }

    private func append(_ source: ColumnSource, _ context: inout RowContext, to row: inout [UInt8]) {
        switch source {
        case .person(let who, let part): row.append(contentsOf: context.person(who, part).utf8)
        case .enterprise(let part): row.append(contentsOf: context.enterprise(part).utf8)
        case .serial(let prefix, let width):
            row.append(contentsOf: prefix.utf8)
            row.append(number: context.index + 1, width: width)
        case .day(let before): row.append(asOf.adding(days: -context.random.within(before)))
        case .eachDay(let repeated): row.append(asOf.adding(days: -1 - context.index / max(repeated, 1)))
        case .each(let words): row.append(contentsOf: words[context.index % words.count].utf8)
        case .choice(let words): row.append(contentsOf: words[context.random.below(words.count)].utf8)
        case .integer(let range): row.append(number: context.random.within(range))
        case .decimal(let range, let scale):
            row.append(decimal: context.random.within(range), scale: scale)
        case .pattern(let pattern): append(pattern: pattern, &context, to: &row)
        case .place(let part): row.append(contentsOf: context.place(part).utf8)
        case .joined(let parts):
            for part in parts { append(part, &context, to: &row) }
        }
    }

    private func append(pattern: String, _ context: inout RowContext, to row: inout [UInt8]) {
        let letters = Array("ABCDEFGHJKLMNPQRSTUVWXYZ".utf8)
        for byte in pattern.utf8 {
            switch byte {
            case 0x23: row.append(0x30 + UInt8(context.random.below(10)))
            case 0x3F: row.append(letters[context.random.below(letters.count)])
            default: row.append(byte)
            }
        }
    }
}

/// The people and enterprises that other tables speak of (引用对象), so that what one entry says of a person can be found
/// in another.
struct Population: Sendable {
    let persons: PersonGenerator
    let personRows: Int
    let enterprises: EnterpriseGenerator
    let enterpriseRows: Int
}

/// One row in the making (行上下文).
private struct RowContext {
    let index: Int
    var random: SeededRandom
    private let population: Population
    private let county: Territory.County
    private let street: Int
    private let road: Int
    private let estate: Int

    init(_ index: Int, _ population: Population, seed: UInt64) {
        self.index = index
        self.population = population
        random = SeededRandom(seed, row: index)
        let counties = population.persons.territory.counties
        county = counties[random.below(counties.count)]
        street = random.below(county.streets.count)
        road = random.below(Places.roads.count)
        estate = random.below(Places.estates.count)
    }

    func person(_ who: ColumnSource.Who, _ part: ColumnSource.PersonPart) -> String {
        let person = person(who)
        return switch part {
        case .idNumber: person.idNumber
        case .name: person.name
        case .gender: person.gender
        case .birthDate: person.birthDate.description
        case .phone: person.phone
        case .address: person.address
        }
    }

    private func person(_ who: ColumnSource.Who) -> DemoPerson {
        let rows = max(population.personRows, 1)
        // Steps prime to every usual number of rows: nobody twice before all are used.
        let row = who == .anyone || who == .man ? index * 7_919 : index * 6_091 + rows / 2
        for further in 0..<min(rows, 1_000) {
            let person = population.persons.person(at: (row + further) % rows)
            switch who {
            case .anyone: return person
            case .man where person.gender == "男" && person.birthDate.year < 2000: return person
            case .woman where person.gender == "女" && person.birthDate.year < 2000: return person
            case .child where person.birthDate.year >= 2018: return person
            default: continue
            }
        }
        return population.persons.person(at: row % rows)
    }

    func enterprise(_ part: ColumnSource.EnterprisePart) -> String {
        let row = index * 7_919 % max(population.enterpriseRows, 1)
        let enterprise = population.enterprises.enterprise(at: row)
        return switch part {
        case .creditCode: enterprise.creditCode
        case .name: enterprise.name
        case .representative: enterprise.representative
        case .address: enterprise.address
        }
    }

    func place(_ part: ColumnSource.PlacePart) -> String {
        switch part {
        case .countyCode: county.code
        case .countyName: county.name
        case .streetCode: county.streets[street].code
        case .streetName: county.streets[street].name
        case .road: Places.roads[road]
        case .estate: Places.estates[estate]
        }
    }
}
