import Catalogue
import Datasets
import DemoCity
import Platform
import Regulation
import Standards
import TestCity
import Testing

@Suite("The demo city")
struct DemoCityShape {
    private let profile: Profile
    private let city: DemoCity

    init() throws {
        let library = try ProfileFolder.read(TestCity.root + "/Profiles").library
        profile = try #require(library["zhuzhou-2020"])
        city = try DemoCity(profile: profile, persons: 20_000, enterprises: 2_000)
    }

    @Test("It has twelve bodies with valid codes of public bodies, named as the regulation names them")
    func bodies() throws {
        #expect(city.bodies.count == 12)
        #expect(Set(city.bodies.map(\.creditCode)).count == 12)
        for body in city.bodies {
            #expect(CreditCode.isPublicBody(body.creditCode), "\(body.key)")
            #expect(body.creditCode.dropFirst(2).hasPrefix(body.division))
        }
        #expect(city.body("authority")?.name == "株洲市行政审批局")
        #expect(city.body("operator")?.name == "株洲市智慧城市发展中心")
        #expect(city.bodies.filter { $0.level == .county }.count == 2)
    }

    @Test("Its accounts hold roles of the profile, one account a person")
    func accounts() {
        #expect(Set(city.accounts.map(\.account)).count == city.accounts.count)
        let held = Set(city.accounts.flatMap(\.roles))
        for role in held { #expect(profile.role(role) != nil, "\(role)") }
        #expect(held == Set(Role.needed))
        for account in city.accounts { #expect(city.body(account.body) != nil, "\(account.account)") }
        for system in city.systems { #expect(city.body(system.body) != nil, "\(system.key)") }
    }

    @Test("Its twenty entries stand under the regulation, with every sharing type among them")
    func entries() {
        #expect(city.entries.count == 20)
        #expect(Set(city.entries.map(\.key)).count == 20)
        #expect(Set(city.entries.map(\.content.sharing)) == Set(SharingType.ID.allCases))
        for entry in city.entries {
            #expect(EntryCheck(profile: profile)(entry.content) == .allowed, "\(entry.key)")
            let staff = city.accounts.filter { $0.body == entry.body }.flatMap(\.roles)
            #expect(staff.contains("data-staff") && staff.contains("department-head"), "\(entry.key)")
        }
    }

    @Test("Base items of the base databases are shared without conditions (Zhuzhou art. 18)")
    func baseItems() {
        for entry in city.entries where entry.content.classification.hasPrefix("1") {
            #expect(entry.content.sharing == .unconditional, "\(entry.key)")
        }
    }

    @Test("What holds something of a person is masked wherever its sharing has conditions")
    func masks() {
        for entry in city.entries where entry.content.sharing != .unconditional {
            for item in entry.content.items
            where item.identifier?.isPersonal == true || item.field.hasSuffix("name") {
                #expect(item.mask != nil, "\(entry.key).\(item.field)")
            }
        }
    }

    @Test(
        "Every row of every entry has the header's items, in a form that the item takes, and a key of its own"
    )
    func rows() throws {
        for entry in city.entries {
            #expect(
                entry.generator.header == entry.content.items.map(\.field).joined(separator: ","),
                "\(entry.key)")
            let forms = entry.content.items.map(CanonicalValue.init)
            var keys: Set<String> = []
            var bytes: [UInt8] = []
            for index in 0..<min(entry.rows, 3_000) where entry.generator.defect(at: index) == nil {
                bytes.removeAll(keepingCapacity: true)
                entry.generator.append(index, to: &bytes)
                let cells = String(decoding: bytes.dropLast(), as: UTF8.self)
                    .split(separator: ",", omittingEmptySubsequences: false).map(String.init)
                try #require(cells.count == forms.count, "\(entry.key) \(index)")
                for (place, cell) in cells.enumerated() {
                    let item = entry.content.items[place]
                    #expect(
                        forms[place].canonical(cell, today: 20_260_101) != nil,
                        "\(entry.key) \(index) \(item.field)")
                }
                let key = zip(entry.content.items, cells).filter(\.0.isKey).map(\.1).joined(separator: ",")
                #expect(keys.insert(key).inserted, "\(entry.key) \(index)")
            }
        }
    }

    @Test("Under the regulation of another city there is no demo")
    func elsewhere() throws {
        let library = try ProfileFolder.read(TestCity.root + "/Profiles").library
        let other = try #require(library["jingzhou-2024"])
        #expect(throws: DemoCityError.noTerritory(division: "421000")) { try DemoCity(profile: other) }
    }
}
