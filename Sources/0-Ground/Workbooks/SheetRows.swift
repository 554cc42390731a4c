/// The rows of one sheet that hold something, top down (工作表行), read as they are taken.
/// Not safe to share between tasks.
public final class SheetRows {
    private let reading: SheetStream
    private let stream: XMLStream
    private var taken = 0
    private var failure: (any Error)?

    init(_ reading: SheetStream, _ stream: XMLStream) {
        self.reading = reading
        self.stream = stream
    }

    /// What was found beside the rows taken so far; whole once ``next()`` has answered nil.
    public var findings: SheetFindings { reading.findings }

    /// The next row; nil at the end. Refuses with ``WorkbookCodes`` damaged and too-large, after the rows before the
    /// place at fault.
    public func next() throws -> WorkbookRow? {
        while taken == reading.ready.count {
            reading.ready.removeAll(keepingCapacity: true)
            taken = 0
            if let failure { throw failure }
            do {
                guard try stream.more() else { return nil }
            } catch {
                failure = error
            }
        }
        taken += 1
        return reading.ready[taken - 1]
    }
}
