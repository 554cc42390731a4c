import Testing

/// The order in which data flows through the modules, and what each may bring in from outside.
enum House {
    /// Every module of the manifest, top down: a module may use those before it.
    static let order = [
        "Regulation", "Standards", "COpenSSL", "CPostgres", "CExpat", "CXlsxWriter", "CZip",
        "Workbooks", "Guomi", "Store", "Protection", "Ledger",
        "Parties", "Notices", "Cases", "Catalogue", "Datasets", "Intake", "Matters", "Projects", "Roster",
        "Upkeep", "Quality",
        "Exchange",
        "Supervision",
        "Platform", "DemoCity", "Server", "yuanliu",
    ]

    /// Doors to libraries of the system, each behind the wall of one module.
    static let system: Set = ["CExpat", "COpenSSL", "CPostgres", "CXlsxWriter", "CZip"]

    /// Modules side by side that never use each other.
    static let siblings: [Set<String>] = [
        ["Matters", "Projects", "Quality", "Roster", "Upkeep"], ["Exchange", "Portal", "Market", "Licences"],
    ]

    /// Modules that hold rules alone: no clock, no file, no network of their own.
    static let pure: Set = ["Regulation", "Standards"]

    /// What belongs to the toolchain and is allowed everywhere.
    static let toolchain: Set = [
        "Dispatch", "Foundation", "FoundationEssentials", "Glibc", "RegexBuilder", "Synchronization",
    ]

    /// Libraries of others, each behind one wall.
    static let libraries: [String: Set<String>] = [
        "Regulation": ["Yams"],
        "Guomi": ["COpenSSL"],
        "Workbooks": ["CExpat", "CXlsxWriter", "CZip"],
        "Store": ["CPostgres", "Crypto", "GRDB", "GRDBSQLite"],
        "Protection": ["Crypto", "CryptoExtras"],
        "Ledger": ["Crypto"],
        "Parties": ["Crypto", "CryptoExtras", "JWTKit"],
        "Datasets": ["Crypto"],
        "Intake": ["Crypto"],
        "Exchange": ["Crypto"],
        "Platform": ["Crypto"],
        "Server": [
            "Crypto", "HTTPTypes", "Hummingbird", "HummingbirdCore", "Logging", "Mustache", "NIOCore",
            "NIOFoundationCompat", "NIOHTTP1", "NIOPosix", "ServiceLifecycle",
        ],
        "yuanliu": ["ArgumentParser", "Logging", "ServiceLifecycle"],
    ]

    /// The modules that `file` imports.
    static func imports(of file: ProjectFile) -> [String] {
        file.swift.code.split(separator: "\n").compactMap { line in
            let pattern =
                /^(?:@[\w()]+ )*(?:public |internal |package |fileprivate |private )?import (?:(?:struct|enum|class|protocol|func|var|let|typealias) )?(\w+)/
            return line.firstMatch(of: pattern).map { String($0.output.1) }
        }
    }
}

@Suite("The order of the house")
struct HouseTests {
    @Test("The manifest lists the modules in the order of the house")
    func manifest() throws {
        let manifest = try #require(SourceTree.file("Package.swift"))
        let declared = manifest.text
            .matches(
                of: /(?:module\(\s*"[^"]+",\s*"(\w+)"|\.(?:systemLibrary|executableTarget)\(\s*name: "(\w+)")/
            )
            .compactMap { $0.output.1 ?? $0.output.2 }
            .map(String.init)
        #expect(declared == House.order)
    }

    @Test("Every source stands in a module of the house", arguments: SourceTree.sources)
    func module(_ file: ProjectFile) {
        #expect(House.order.contains(file.module))
    }

    @Test("A module imports only what stands above it, never a sibling", arguments: SourceTree.sources)
    func walls(_ file: ProjectFile) throws {
        let own = try #require(House.order.firstIndex(of: file.module))
        for name in House.imports(of: file) {
            if let other = House.order.firstIndex(of: name), !House.system.contains(name) {
                #expect(other < own, "\(file.module) imports \(name), which stands below it")
                #expect(
                    !House.siblings.contains { $0.contains(file.module) && $0.contains(name) },
                    "\(file.module) imports its sibling \(name)")
            } else if !House.toolchain.contains(name) {
                let allowed = House.libraries[file.module] ?? []
                #expect(allowed.contains(name), "\(name) does not belong into \(file.module)")
            }
        }
    }

    @Test("Pure modules read no clock and draw no chance", arguments: SourceTree.sources)
    func purity(_ file: ProjectFile) {
        guard House.pure.contains(file.module) else { return }
        let pattern = /\bDate\(\)|\bDate\.now\b|\.now\(\)|SystemRandomNumberGenerator|\.random\(|UUID\(\)/
        let code = file.swift.code
        #expect(ProjectFile.places(of: pattern, in: code, path: file.path) == [])
    }

    @Test("The module names read from the imports of a file are those of its import lines")
    func reading() {
        let file = ProjectFile(
            path: "Sources/0-Ground/Store/A.swift",
            text:
                "import Store\n@testable import Ledger\npublic import struct Foundation.Data\n// import None\n"
        )
        #expect(House.imports(of: file) == ["Store", "Ledger", "Foundation"])
    }
}
