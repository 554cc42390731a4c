import Foundation
import Store
import Testing

@Suite("Rows in key order")
struct SorterTests {
    @Test("Many runs come out as one order, repeats told and the first line kept", arguments: [1, 3, 40])
    func merges(_ runs: Int) throws {
        var random = SystemRandomNumberGenerator()
        let seed = UInt64.random(in: .min ... .max, using: &random)
        var state = seed
        func next(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % bound
        }
        let sorter = RowSorter(columns: 3, key: 2, directory: FileManager.default.temporaryDirectory.path)
        var firstLine: [[String]: Int64] = [:]
        var line: Int64 = 0
        for _ in 0..<runs {
            var batch = RowBatch(columns: 3)
            for _ in 0..<50 {
                line += 1
                // Long parts with equal beginnings, and parts that would run together without an end.
                let key = [
                    String(repeating: "x", count: next(3) * 9) + "\(next(25))",
                    next(5) == 0 ? "" : "\(next(60))",
                ]
                batch.beginRow(line: line)
                batch.append(key[0].utf8)
                batch.append(key[1].utf8)
                batch.appendNull()
                if firstLine[key] == nil { firstLine[key] = line }
            }
            try sorter.add(batch)
        }
        let merge = try sorter.finish()
        let expected = firstLine.sorted { one, two in
            one.key[0] != two.key[0]
                ? one.key[0].utf8.lexicographicallyPrecedes(two.key[0].utf8)
                : one.key[1].utf8.lexicographicallyPrecedes(two.key[1].utf8)
        }.map(\.value)
        var lines: [Int64] = []
        var repeats: Set<Int64> = []
        while let batch = try merge.next(
            rowsMax: 17, bytesMax: 1 << 20, repeated: { line, _ in repeats.insert(line) })
        {
            #expect(batch.count <= 17)
            lines += batch.rowLines
        }
        #expect(lines == expected, "seed \(seed)")
        #expect(repeats == Set(1...line).subtracting(expected), "seed \(seed)")
    }

    @Test("Work that is taken up passes over what was done")
    func skips() throws {
        func merge() throws -> RowMerge {
            let sorter = RowSorter(
                columns: 1, key: 1, directory: FileManager.default.temporaryDirectory.path)
            for start in [0, 5] {
                var batch = RowBatch(columns: 1)
                for number in (start..<(start + 10)).reversed() {
                    batch.beginRow(line: Int64(number))
                    batch.append(String(format: "%03d", number).utf8)
                }
                try sorter.add(batch)
            }
            return try sorter.finish()
        }
        for skipped in [0, 1, 7, 15, 20] {
            let merge = try merge()
            try merge.skip(rows: skipped)
            var repeats: [Int64] = []
            let lines = try merge.next(rowsMax: 100, bytesMax: 1 << 20) { line, _ in repeats.append(line) }?
                .rowLines
            #expect(lines ?? [] == Array(Int64(min(skipped, 15))..<15))
            // Keys 5 to 9 come twice; the repeat belongs to its key.
            #expect(repeats == Array(Int64(max(5, min(skipped, 10)))..<10))
        }
    }
}
