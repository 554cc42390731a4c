// swift-tools-version: 6.2
import PackageDescription

// The peer of `scripts/bench query` and `verify`: the least that can answer one row by its key over HTTP.
let package = Package(
    name: "bare",
    dependencies: [
        .package(url: "https://github.com/hummingbird-project/hummingbird", exact: "2.28.1")
    ],
    targets: [
        .systemLibrary(
            name: "CSQLite", path: "Sources/CSQLite", pkgConfig: "sqlite3",
            providers: [.apt(["libsqlite3-dev"])]),
        .executableTarget(
            name: "bare",
            dependencies: ["CSQLite", .product(name: "Hummingbird", package: "hummingbird")],
            path: "Sources/Bare", swiftSettings: [.swiftLanguageMode(.v6)]),
    ]
)
