// swift-tools-version: 6.2
import PackageDescription

/// Every module of the house, in the order in which data flows: a module may depend only on those above it.
/// `Tests/Architecture` holds this list against the imports of the sources.
let strict: [SwiftSetting] = [.swiftLanguageMode(.v6), .treatAllWarnings(as: .error)]

func module(
    _ floor: String, _ name: String, uses: [Target.Dependency] = [], resources: [Resource]? = nil
) -> Target {
    .target(
        name: name, dependencies: uses, path: "Sources/\(floor)/\(name)", resources: resources,
        swiftSettings: strict)
}

func tests(_ floor: String, _ name: String, uses: [Target.Dependency]) -> Target {
    .testTarget(
        name: "\(name)Tests", dependencies: uses, path: "Tests/\(floor)/\(name)Tests",
        swiftSettings: strict)
}

let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let grdbSQLite = Target.Dependency.product(name: "GRDBSQLite", package: "GRDB.swift")
let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let cryptoExtras = Target.Dependency.product(name: "CryptoExtras", package: "swift-crypto")
let jwt = Target.Dependency.product(name: "JWTKit", package: "jwt-kit")
let yams = Target.Dependency.product(name: "Yams", package: "Yams")
let hummingbird = Target.Dependency.product(name: "Hummingbird", package: "hummingbird")
let hummingbirdCore = Target.Dependency.product(name: "HummingbirdCore", package: "hummingbird")
let hummingbirdTesting = Target.Dependency.product(
    name: "HummingbirdTesting", package: "hummingbird")
let mustache = Target.Dependency.product(name: "Mustache", package: "swift-mustache")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let arguments = Target.Dependency.product(
    name: "ArgumentParser", package: "swift-argument-parser")

let ground: [Target] = [
    module("0-Ground", "Regulation", uses: [yams]),
    module("0-Ground", "Standards"),
    .systemLibrary(
        name: "COpenSSL", path: "Sources/0-Ground/COpenSSL", pkgConfig: "libcrypto",
        providers: [.apt(["libssl-dev"])]),
    .systemLibrary(
        name: "CPostgres", path: "Sources/0-Ground/CPostgres", pkgConfig: "libpq",
        providers: [.apt(["libpq-dev"])]),
    .systemLibrary(
        name: "CExpat", path: "Sources/0-Ground/CExpat", pkgConfig: "expat",
        providers: [.apt(["libexpat1-dev"])]),
    .systemLibrary(
        name: "CXlsxWriter", path: "Sources/0-Ground/CXlsxWriter", pkgConfig: "xlsxwriter",
        providers: [.apt(["libxlsxwriter-dev"])]),
    .systemLibrary(
        name: "CZip", path: "Sources/0-Ground/CZip", pkgConfig: "libzip",
        providers: [.apt(["libzip-dev"])]),
    module("0-Ground", "Workbooks", uses: ["Regulation", "CExpat", "CXlsxWriter", "CZip"]),
    module("0-Ground", "Guomi", uses: ["COpenSSL"]),
    module("0-Ground", "Store", uses: ["CPostgres", grdb, grdbSQLite, crypto]),
    module("0-Ground", "Protection", uses: ["Standards", crypto]),
    module("0-Ground", "Ledger", uses: ["Regulation", "Guomi", "Store", "Protection", crypto]),
]

let house: [Target] = [
    module(
        "1-Parties", "Parties",
        uses: [
            "Regulation", "Standards", "Store", "Ledger", "Protection", crypto, cryptoExtras, jwt,
        ]),
    module("1-Parties", "Notices", uses: ["Regulation", "Store", "Ledger", "Parties"]),
    module("1-Parties", "Cases", uses: ["Regulation", "Store", "Ledger", "Parties", "Notices"]),
    module(
        "2-Catalogue", "Catalogue",
        uses: [
            "Regulation", "Standards", "Workbooks", "Store", "Ledger", "Protection", "Parties", "Cases",
        ]),
    module(
        "3-Intake", "Datasets",
        uses: ["Regulation", "Standards", "Store", "Ledger", "Protection", "Parties", "Catalogue"]),
    module(
        "3-Intake", "Intake",
        uses: [
            "Regulation", "Standards", "Workbooks", "Store", "Ledger", "Protection", "Parties", "Cases",
            "Catalogue", "Datasets", crypto,
        ]),
    module(
        "4-Governance", "Matters",
        uses: ["Regulation", "Workbooks", "Store", "Ledger", "Parties", "Notices", "Cases", "Catalogue"]),
    module(
        "4-Governance", "Projects",
        uses: [
            "Regulation", "Standards", "Guomi", "Store", "Ledger", "Parties", "Notices", "Catalogue",
            "Intake",
        ]),
    module(
        "4-Governance", "Roster",
        uses: [
            "Regulation", "Workbooks", "Store", "Protection", "Ledger", "Parties", "Notices", "Cases",
        ]),
    module(
        "4-Governance", "Upkeep",
        uses: ["Regulation", "Store", "Ledger", "Parties", "Notices", "Cases", "Catalogue"]),
    module(
        "4-Governance", "Quality",
        uses: [
            "Regulation", "Standards", "Store", "Protection", "Ledger", "Parties", "Notices", "Cases",
            "Catalogue", "Datasets", "Intake",
        ]),
    module(
        "5-Uses", "Exchange",
        uses: [
            "Regulation", "Standards", "Store", "Ledger", "Protection", "Parties", "Cases",
            "Catalogue", "Datasets", crypto,
        ]),
    module(
        "6-Supervision", "Supervision",
        uses: ["Regulation", "Store", "Parties", "Catalogue", "Matters", "Roster", "Upkeep"]),
]

let everything: [Target.Dependency] = [
    "Regulation", "Standards", "Workbooks", "Guomi", "Store", "Ledger", "Protection", "Parties", "Notices",
    "Cases", "Catalogue", "Datasets", "Intake", "Matters", "Projects", "Roster", "Upkeep", "Quality",
    "Exchange", "Supervision",
]

let faces: [Target] = [
    module("7-Faces", "Platform", uses: everything + [crypto]),
    module("7-Faces", "DemoCity", uses: everything + ["Platform"]),
    module(
        "7-Faces", "Server",
        uses: everything + ["Platform", crypto, hummingbird, hummingbirdCore, mustache, logging],
        resources: [.copy("Pages"), .copy("Assets")]),
    .executableTarget(
        name: "yuanliu", dependencies: everything + ["Platform", "DemoCity", "Server", arguments, logging],
        path: "Sources/7-Faces/yuanliu", swiftSettings: strict),
]

/// A platform on a fresh store for tests of the modules from Cases downwards; no product depends on it.
let testCity = Target.target(
    name: "TestCity", dependencies: everything + ["Platform"], path: "Tests/Support/TestCity",
    swiftSettings: strict)

/// Fresh places on both engines for tests of the modules on the ground; no product depends on it.
let testStore = Target.target(
    name: "TestStore", dependencies: ["CPostgres", "Store"], path: "Tests/Support/TestStore",
    swiftSettings: strict)

/// Workbooks put together part by part for tests, so that any part can be wrong; no product depends on it.
let testWorkbooks = Target.target(
    name: "TestWorkbooks", dependencies: ["CZip"], path: "Tests/Support/TestWorkbooks",
    swiftSettings: strict)

let suites: [Target] = [
    testCity,
    testStore,
    testWorkbooks,
    tests("0-Ground", "Regulation", uses: ["Regulation"]),
    tests("0-Ground", "Standards", uses: ["Standards"]),
    tests("0-Ground", "Workbooks", uses: ["Workbooks", "Regulation", "TestWorkbooks"]),
    tests("0-Ground", "Guomi", uses: ["Guomi"]),
    tests("0-Ground", "Store", uses: ["Store", "TestStore"]),
    tests("0-Ground", "Protection", uses: ["Protection", crypto]),
    tests("0-Ground", "Ledger", uses: ["Regulation", "Ledger", "Store", "Guomi", "TestStore"]),
    tests("1-Parties", "Parties", uses: everything + [crypto, jwt]),
    tests("1-Parties", "Cases", uses: everything + ["Platform", "TestCity"]),
    tests("2-Catalogue", "Catalogue", uses: everything + ["Platform", "TestCity"]),
    tests("3-Intake", "Intake", uses: everything + ["TestWorkbooks"]),
    tests("4-Governance", "Matters", uses: everything + ["Platform", "TestCity"]),
    tests("4-Governance", "Projects", uses: everything + ["Platform", "TestCity"]),
    tests("4-Governance", "Roster", uses: everything + ["Platform", "TestCity"]),
    tests("4-Governance", "Upkeep", uses: everything + ["Platform", "TestCity"]),
    tests("4-Governance", "Quality", uses: everything + ["Platform", "TestCity"]),
    tests("5-Uses", "Exchange", uses: everything + ["Platform", "TestCity"]),
    tests("6-Supervision", "Supervision", uses: everything + ["Platform", "TestCity"]),
    tests(
        "7-Faces", "Journey",
        uses: everything + [
            "Platform", "DemoCity", "Server", "TestCity", hummingbird, hummingbirdTesting, logging,
        ]),
    tests("Architecture", "Architecture", uses: []),
]

let package = Package(
    name: "yuanliu",
    products: [.executable(name: "yuanliu", targets: ["yuanliu"])],
    dependencies: [
        .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", exact: "2.28.1"),
        .package(url: "https://github.com/hummingbird-project/swift-mustache", exact: "2.1.1"),
        .package(url: "https://github.com/apple/swift-crypto", exact: "4.5.2"),
        .package(url: "https://github.com/vapor/jwt-kit", exact: "5.7.1"),
        .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
        .package(url: "https://github.com/apple/swift-log", exact: "1.16.2"),
        .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
    ],
    targets: ground + house + faces + suites
)
