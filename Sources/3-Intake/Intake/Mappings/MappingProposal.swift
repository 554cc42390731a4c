import Catalogue
import Datasets
import Parties
import Regulation
import Store

/// What the columns of a file could be (列映射建议), so that staff need only confirm: nothing of the file is stored.
public struct MappingProposal: Sendable, Hashable {
    public let format: DeliveryFormat
    public let encoding: TextEncoding
    public let sheet: String?
    public let rowElement: String?
    /// In the order of the file.
    public let columns: [Column]
    /// Fields of required items that no column is proposed for.
    public let missing: [String]

    /// One column and what it is taken for (列建议).
    public struct Column: Sendable, Hashable {
        /// As its header says; `#1` for the first of a file without header.
        public let column: String
        /// The field of the item; nil for none.
        public let item: String?
        public let ground: Ground
        /// The source whose mapping says so.
        public let source: String?
    }

    /// Why a column is taken for an item (依据).
    public enum Ground: String, Sendable, Hashable, CaseIterable {
        /// An earlier mapping of the entry says so.
        case mapping
        /// An earlier mapping of the entry passes it over.
        case ignored
        /// It bears the field of the item.
        case field
        /// It bears the Chinese name of the item.
        case name
        /// Nothing says what it is.
        case none
    }

    /// The proposal as a mapping: columns that nothing is known of are passed over.
    public var mapping: ColumnMapping {
        ColumnMapping(columns: columns.map { .init(column: $0.column, item: $0.item) })
    }
}

extension Intake {
    /// Looks at the columns of the file at `path` and proposes items for them.
    ///
    /// A mapping named in `options` goes before those of other sources; the first row is taken for a header unless
    /// `options` say otherwise. Whoever may deliver to the entry may ask.
    public func propose(
        file path: String, to entry: Entry, by actor: Actor, options: DeliveryOptions = DeliveryOptions()
    ) async throws -> MappingProposal {
        try await propose(to: entry, by: actor, options: options) { spool, id in
            try await Lane.run { try spool.take(file: path, id: id) }
        }
    }

    /// Looks at bytes as they arrive.
    public func propose<Chunks: AsyncSequence>(
        _ chunks: Chunks, to entry: Entry, by actor: Actor, options: DeliveryOptions = DeliveryOptions()
    ) async throws -> MappingProposal where Chunks.Element == [UInt8] {
        try await propose(to: entry, by: actor, options: options) { spool, id in
            try await spool.take(chunks, id: id)
        }
    }

    private func propose(
        to entry: Entry, by actor: Actor, options: DeliveryOptions,
        spooling: (Spool, String) async throws -> Spool.Incoming
    ) async throws -> MappingProposal {
        do {
            try admission(to: entry, of: actor).orThrow()
            let shape = try DatasetShape(entry)
            let incoming = try await spooling(spool, surroundings.newID())
            defer { spool.remove(incoming.path) }
            let known = try await store.read { try Self.mappings(of: entry.id, in: $0) }
                .sorted { ($0.source == options.mapping ? 1 : 0) > ($1.source == options.mapping ? 1 : 0) }
            let encoding = try options.encoding.fixed(incoming)
            let rowElement = try Self.rowElement(options.rowElement)
            return try await Lane.run {
                let file = try DeliveredFile(
                    path: incoming.path, format: options.format, encoding: encoding, sheet: options.sheet,
                    rowElement: rowElement)
                let rows = file.rows.source
                guard try rows.next() else { throw Refusal(IntakeCodes.empty) }
                let names =
                    rows.names
                    ?? (0..<rows.fieldCount).map { index in
                        options.header == .absent
                            ? "#\(index + 1)"
                            : HeaderMatch.trimmed(String(decoding: rows.field(index), as: UTF8.self))
                    }
                let columns = Self.columns(names, of: shape, known)
                let given = Set(columns.compactMap(\.item))
                return MappingProposal(
                    format: file.format, encoding: file.encoding, sheet: file.sheet,
                    rowElement: file.rowElement?.description, columns: columns,
                    missing: shape.items.filter { ($0.isRequired || $0.isKey) && !given.contains($0.field) }
                        .map(\.field))
            }
        } catch let refusal as Refusal {
            throw IntakeCodes.founded(refusal, in: profile)
        }
    }

    /// Each item is proposed once: for the first column that has reason to be it.
    private static func columns(
        _ names: [String], of shape: DatasetShape, _ known: [SavedMapping]
    ) -> [MappingProposal.Column] {
        var given: Set<String> = []
        return names.map { name in
            for mapping in known {
                guard let column = mapping.content.columns.first(where: { $0.column == name }) else {
                    continue
                }
                guard let field = column.item else {
                    return .init(column: name, item: nil, ground: .ignored, source: mapping.source)
                }
                if shape.items.contains(where: { $0.field == field }), given.insert(field).inserted {
                    return .init(column: name, item: field, ground: .mapping, source: mapping.source)
                }
            }
            if let item = shape.items.first(where: { HeaderMatch.matches(name, $0) }),
                given.insert(item.field).inserted
            {
                let ground: MappingProposal.Ground = name == item.name ? .name : .field
                return .init(column: name, item: item.field, ground: ground, source: nil)
            }
            return .init(column: name, item: nil, ground: .none, source: nil)
        }
    }
}
