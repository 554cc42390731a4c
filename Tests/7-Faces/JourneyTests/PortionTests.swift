import Testing

@testable import Server

@Suite("Pages of a list at hand")
struct PortionTests {
    @Test(
        "A page has its own lines and the total of all",
        arguments: [
            (1, 2, [1, 2]), (2, 2, [3, 4]), (3, 2, [5]), (4, 2, []), (1, 5, [1, 2, 3, 4, 5]), (0, 2, [1, 2]),
            (1, 0, [1]), (Int.max, 1_000, []),
        ])
    func lines(page: Int, size: Int, lines: [Int]) {
        let portion = Portion([1, 2, 3, 4, 5], page: page, size: size)
        #expect(Array(portion.lines) == lines)
        #expect(portion.total == 5)
    }
}
