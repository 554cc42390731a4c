import Regulation
import Testing

@Suite("Duties behind the requirements")
struct DutyCoverageTests {
    /// Which articles found each row of the requirements, by regulation.
    static let sources: [(String, String)] = [
        ("A1", "ZZ:12,13 TJ:12 JZ:9 GA:ch2 GY:11"),
        ("A2", "GY:10,11,12,13,14 ZZ:13"),
        ("A3", "ZZ:17,18 TJ:16 JZ:17 GA:ch4"),
        ("A4", "ZZ:21 JZ:19 GA:ch5 GY:9"),
        ("A5", "JZ:7 GY:8,9,24 ZZ:3 TJ:21"),
        ("A6", "GY:14 ZZ:13 JZ:9"),
        ("A7", "ZZ:12,13 GY:12,13,14 JZ:9"),
        ("A8", "ZZ:13 GY:15 TJ:12 GA:ch2"),
        ("A9", "GA:ch2 ZZ:13,18"),
        ("A10", "ZZ:13 JZ:9,10 GY:22"),
        ("A11", "ZZ:9 JZ:9 TJ:12"),
        ("A12", "TJ:12 JZ:9 GA:ch1 GY:14"),
        ("A13", "ZZ:12"),
        ("B1", "ZZ:19,7 TJ:13"),
        ("B2", "TJ:13"),
        ("B3", "JZ:11 GY:18"),
        ("B4", "GY:18,23 JZ:10 ZZ:14,30 TJ:27"),
        ("B5", "ZZ:14 JZ:10 GY:22 GA:ch3"),
        ("B6", "GY:21 ZZ:2"),
        ("B7", "GY:24 TJ:21 JZ:29"),
        ("B8", "JZ:10 GY:19"),
        ("B9", "ZZ:10,11,19 TJ:11,13 GY:17"),
        ("B10", "JZ:14 GA:ch3 ZZ:22"),
        ("B11", "ZZ:7,16 TJ:8,27"),
        ("C1", "ZZ:10,15,18 JZ:12 GY:12"),
        ("C2", "ZZ:10 JZ:12 GA:ch3 GY:12"),
        ("C3", "ZZ:16 JZ:13 TJ:8,18"),
        ("C4", "JZ:13 ZZ:7"),
        ("C5", "JZ:13,22 TJ:18 ZZ:25"),
        ("C6", "GY:16 TJ:18 GA:ch4,ch5"),
        ("C7", "JZ:12 GA:ch4"),
        ("D1", "ZZ:19 TJ:17 JZ:17 GA:ch4"),
        ("D2", "ZZ:19"),
        ("D3", "JZ:17 TJ:18,19 GA:ch4 ZZ:7"),
        ("D4", "TJ:19 ZZ:25"),
        ("D5", "ZZ:10,19 TJ:15"),
        ("D6", "JZ:17 ZZ:18"),
        ("D7", "GA:ch4 JZ:17,29 ZZ:26"),
        ("D8", "GA:ch4"),
        ("D9", "JZ:17"),
        ("D10", "TJ:15,17 GA:ch1"),
        ("E1", "ZZ:21 JZ:19 GY:14"),
        ("E2", "ZZ:21 JZ:19"),
        ("E3", "ZZ:21 JZ:19 GA:ch5"),
        ("E4", "GA:ch5 JZ:18"),
        ("E5", "GA:ch5 GY:16"),
        ("E6", "ZZ:21 JZ:28"),
        ("E7", "ZZ:22,23 GA:ch6"),
        ("F1", "JZ:20 GA:ch6 ZZ:6"),
        ("F2", "JZ:3,21"),
        ("F3", "JZ:21 GA:ch6"),
        ("F4", "JZ:21,23 GA:ch6"),
        ("F5", "JZ:25 GA:ch6"),
        ("F6", "JZ:22"),
        ("F7", "JZ:24,25 GA:ch6"),
        ("F8", "JZ:21"),
        ("G1", "ZZ:20"),
        ("G2", "ZZ:20"),
        ("G3", "ZZ:20 GA:ch4"),
        ("H1", "ZZ:5,25 JZ:28 GY:27 TJ:19"),
        ("H2", "JZ:28 ZZ:25 GY:27,28,29"),
        ("H3", "ZZ:25 TJ:18 JZ:22"),
        ("H4", "ZZ:25 JZ:26 GY:27 TJ:20 GA:ch7"),
        ("H5", "JZ:12,27"),
        ("H6", "ZZ:25 TJ:20,25 JZ:32"),
        ("H7", "TJ:19 JZ:30"),
        ("H8", "GY:28,29 ZZ:30"),
        ("H9", "TJ:22"),
        ("H10", "JZ:30 TJ:26"),
        ("I1", "TJ:C-2.1,C-3.1,C-3.2 TJ:24 GA:ch1"),
        ("I2", "ZZ:11,13,29 TJ:10,14 GA:ch2,ch8 GY:17"),
        ("I3", "ZZ:29 TJ:23 JZ:32 GA:ch8 GY:30"),
        ("I4", "ZZ:27"),
        ("I5", "ZZ:30 TJ:27 JZ:31,33 GA:ch8"),
        ("I6", "GY:31"),
        ("I7", "ZZ:8"),
        ("I8", "ZZ:10,16 TJ:9"),
    ]

    static let names = [
        "ZZ": "zhuzhou-2020", "TJ": "taijiang-2022", "JZ": "jingzhou-2024", "GA": "guiyang-guian-2024",
        "GY": "guiyang-2017",
    ]

    @Test("Every article that founds a requirement is cited by a duty for it", arguments: sources)
    func covered(requirement: String, source: String) throws {
        let library = try ProfileFiles.library()
        for part in source.split(separator: " ") {
            let id = try #require(Self.names[String(part.prefix(2))])
            let profile = try #require(library[id])
            let cited = Set(profile.duties(for: requirement).map(\.article))
            for article in part.dropFirst(3).split(separator: ",") {
                let reference = ArticleReference(regulation: id, article: String(article))
                #expect(cited.contains(reference), "\(requirement) misses \(reference)")
            }
        }
    }
}
