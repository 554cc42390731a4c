import Testing

@testable import Ledger

@Suite("Paths of the public log")
struct LedgerPathTests {
    @Test(
        "A path reads and is written back the same",
        arguments: [
            ("checkpoint", .checkpoint),
            ("tile/0/000", .tile(level: 0, number: 0, width: nil)),
            ("tile/0/001.p/12", .tile(level: 0, number: 1, width: 12)),
            ("tile/63/999", .tile(level: 63, number: 999, width: nil)),
            ("tile/0/x001/000", .tile(level: 0, number: 1_000, width: nil)),
            ("tile/0/x001/x234/067", .tile(level: 0, number: 1_234_067, width: nil)),
            ("tile/0/x001/x234/067.p/255", .tile(level: 0, number: 1_234_067, width: 255)),
            ("tile/entries/x001/x234/067.p/1", .entries(bundle: 1_234_067, width: 1)),
            ("tile/entries/000", .entries(bundle: 0, width: nil)),
        ] as [(String, LedgerPath)])
    func reads(text: String, path: LedgerPath) {
        #expect(LedgerPath(text) == path)
        #expect(path.description == text)
    }

    @Test(
        "Anything else is refused",
        arguments: [
            "", "/", "tile", "tile/", "tile/0", "tile/0/", "tile/0/0", "tile/0/00", "tile/0/0000",
            "tile/0/x001",
            "tile/0/x000/001", "tile/0/001/002", "tile/0/x001/x002", "tile/0/y001/002", "tile/0/X001/002",
            "tile/00/000", "tile/01/000", "tile/64/000", "tile/-1/000", "tile/+1/000", "tile/a/000",
            "tile/entry/000",
            "tile/0/000.p", "tile/0/000.p/", "tile/0/000.p/0", "tile/0/000.p/256", "tile/0/000.p/01",
            "tile/0/000.p/-1", "tile/0/000.p/1/2", "tile/0/000.p/12x", "tile/0/.p/12", "tile/0/x001.p/12",
            "tile/0/000.p.p/1", "tile/0/000.P/1", "/tile/0/000", "tile//0/000", "tile/0/000/",
            "tile/0/../000",
            "tile/0/٠٠٠", "tile/0/ 00", "tile/0/000 ", "tile/0/000\n", "checkpoint/", "Checkpoint",
            " checkpoint",
            "tile/0/x999/x999/x999/x999/x999/x999/x999/999", "tile/0/x099/x999/x999/x999/x999/999",
            "tile/0/x9223/x372/036/854/775/808",
        ])
    func refuses(text: String) {
        #expect(LedgerPath(text) == nil)
    }
}
