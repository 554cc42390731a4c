/// The pieces of one to four characters of a text (一至四元片段): what PostgreSQL finds an entry by.
///
/// Its index keeps no positions, so a phrase of pairs would have to be proved on each row. A piece of up to four
/// characters is a single key and proves itself; only longer queries are compared with the text.
enum Grams {
    static let lengthMax = 4

    /// Words of Latin letters and digits begin with a blank, so that a query finds their beginnings alone.
    static func pieces(_ texts: [FoldedText]) -> Set<String> {
        var pieces: Set<String> = []
        for run in texts.lazy.flatMap(\.runs) {
            let scalars = whole(run)
            for length in 1...lengthMax where length <= scalars.count {
                for start in 0...(scalars.count - length) {
                    pieces.insert(
                        String(String.UnicodeScalarView(scalars[start..<(start + length)])))
                }
            }
        }
        return pieces
    }

    /// The keys that every text with `query` in it has, and whether having them proves it.
    static func keys(_ query: FoldedText) -> (keys: [String], proves: Bool) {
        var keys: Set<String> = []
        for run in query.runs {
            let scalars = whole(run)
            let length = min(lengthMax, scalars.count)
            for start in 0...(scalars.count - length) {
                keys.insert(String(String.UnicodeScalarView(scalars[start..<(start + length)])))
            }
        }
        let proves = query.runs.count == 1 && keys.count == 1 && whole(query.runs[0]).count <= lengthMax
        return (keys.sorted(), proves)
    }

    private static func whole(_ run: FoldedText.Run) -> [Unicode.Scalar] {
        run.isWord ? [" "] + run.scalars : run.scalars
    }
}
