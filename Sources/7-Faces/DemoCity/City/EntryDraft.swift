import Catalogue
import Protection
import Regulation
import Standards

/// An entry in few words (目录草稿): an item and where its values come from stand on one line.
struct EntryDraft {
    let key: String
    let body: String
    let content: EntryContent
    let columns: [Column]
    let rows: Int
    var stage: DemoEntry.Stage = .published
    /// Where the rows come from when not from the columns.
    var generator: (any RowGenerator)?

    struct Column {
        let item: Item
        let source: ColumnSource
    }

    /// No more rows than there are people or enterprises for the key.
    private func rows(_ population: Population) -> Int {
        guard generator == nil, let key = columns.first(where: \.item.isKey) else { return rows }
        return switch key.source {
        case .person(.anyone, .idNumber): min(rows, population.personRows)
        case .enterprise(.creditCode): min(rows, population.enterpriseRows)
        default: rows
        }
    }

    func entry(_ population: Population, seed: UInt64) -> DemoEntry {
        var ownSeed = seed
        for byte in key.utf8 { ownSeed = SeededRandom.mixed(ownSeed ^ UInt64(byte)) }
        var content = content
        content.items = columns.map(\.item)
        return DemoEntry(
            key: key, body: body, content: content, rows: rows(population),
            generator: generator
                ?? TableGenerator(
                    fields: columns.map(\.item.field), sources: columns.map(\.source), population: population,
                    seed: ownSeed),
            stage: stage)
    }
}

/// What an entry says of its sharing (共享属性).
enum SharingTerms {
    case unconditional
    case conditional(basis: String, scope: String, depth: String, term: String)
    case withheld(basis: String)
}

extension EntryContent {
    static func demo(
        _ name: String, _ abstract: String, _ classification: String, format: String = "3:Dm",
        sharing: SharingTerms, opening: OpeningType.ID = .none, openingConditions: String = "",
        cycle: UpdateCycle, sensitivity: Sensitivity.ID, grade: DataGrade, business: String, system: String,
        law: String
    ) -> EntryContent {
        var content = EntryContent(
            name: name, abstract: abstract, classification: classification, format: format, items: [],
            sharing: .unconditional, opening: opening, openingConditions: openingConditions,
            updateCycle: cycle,
            sensitivity: sensitivity, grade: grade.rawValue, sourceBusiness: business, sourceSystem: system,
            usageRequirements: "仅限履行法定职责使用，不得擅自扩散或者用于批准用途以外的目的。", legalBasis: law, secrecyAssessed: true,
            personalInformationAssessed: true)
        switch sharing {
        case .unconditional: break
        case .conditional(let basis, let scope, let depth, let term):
            content.sharing = .conditional
            content.sharingBasis = basis
            content.sharingConditions = "范围：\(scope)；深度：\(depth)；条件：有明确的法定职责和业务场景；时限：\(term)。"
        case .withheld(let basis):
            content.sharing = .none
            content.sharingBasis = basis
        }
        return content
    }
}

/// Items as the entries write them: field, name and what is particular.
extension EntryDraft.Column {
    static func key(
        _ field: String, _ name: String, _ length: Int, is identifier: IdentifierKind? = nil,
        mask: MaskKind? = nil,
        from source: ColumnSource
    ) -> EntryDraft.Column {
        EntryDraft.Column(
            item: Item(
                number: 0, field: field, name: name, type: .characters, length: length, isRequired: true,
                isKey: true,
                identifier: identifier, mask: mask), source: source)
    }

    static func text(
        _ field: String, _ name: String, _ length: Int, is identifier: IdentifierKind? = nil,
        mask: MaskKind? = nil,
        required: Bool = false, from source: ColumnSource
    ) -> EntryDraft.Column {
        EntryDraft.Column(
            item: Item(
                number: 0, field: field, name: name, type: .characters, length: length, isRequired: required,
                identifier: identifier, mask: mask), source: source)
    }

    static func date(
        _ field: String, _ name: String, mask: MaskKind? = nil, isKey: Bool = false, required: Bool = false,
        from source: ColumnSource
    ) -> EntryDraft.Column {
        EntryDraft.Column(
            item: Item(
                number: 0, field: field, name: name, type: .date, isRequired: required || isKey, isKey: isKey,
                mask: mask),
            source: source)
    }

    static func amount(
        _ field: String, _ name: String, _ type: DataType = .currency, _ length: Int = 18, scale: Int = 2,
        mask: MaskKind? = nil, required: Bool = false, from source: ColumnSource
    ) -> EntryDraft.Column {
        EntryDraft.Column(
            item: Item(
                number: 0, field: field, name: name, type: type, length: length, scale: scale,
                isRequired: required,
                mask: mask), source: source)
    }

    static func whole(
        _ field: String, _ name: String, _ length: Int, required: Bool = false, from source: ColumnSource
    ) -> EntryDraft.Column {
        EntryDraft.Column(
            item: Item(
                number: 0, field: field, name: name, type: .integer, length: length, isRequired: required),
            source: source)
    }
}
