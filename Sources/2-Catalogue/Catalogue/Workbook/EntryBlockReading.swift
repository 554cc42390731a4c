import Regulation
import Standards

/// Reads an entry from its rows (条目解读): the content, and every fault with the cell in which it stands.
struct EntryBlockReading {
    let words: EntryWords
    let check: EntryCheck
    /// The column of the sheet in which each column of the catalogue stands.
    let sheetColumn: (EntryColumn) -> Int

    private var profile: Profile { words.profile }

    func read(_ block: EntryBlock) -> (content: EntryContent, faults: [CellFault]) {
        var reading = Reading(block: block, words: words, sheetColumn: sheetColumn)
        let content = reading.content()
        for reason in check(content).reasons where !reading.isDoubtful(reason.field ?? "") {
            reading.faults.append(place(reason, of: content, in: block))
        }
        return (content, reading.faults)
    }

    /// The fault at the cell that `reason` speaks of.
    func place(_ reason: Reason, of content: EntryContent, in block: EntryBlock) -> CellFault {
        let path = (reason.field ?? "").split(separator: ".").map(String.init)
        if path.first == "items", path.count > 1, let number = Int(path[1]) {
            let index = content.items.firstIndex { $0.number == number }
            let row = index.flatMap { block.items.indices.contains($0) ? block.items[$0].row : nil }
            let column = path.count > 2 ? EntryColumn.ofItem(path[2]) : .itemName
            return CellFault(row: row ?? block.firstRow, column: sheetColumn(column), reason: reason)
        }
        var column = EntryColumn.of(path.first ?? "")
        // The basis of not sharing stands where the template has it.
        if column == .sharingBasis, content.sharing == .none { column = .sharingTerms }
        return CellFault(row: block.firstRow, column: sheetColumn(column), reason: reason)
    }
}

/// The reading of one entry under way.
private struct Reading {
    let block: EntryBlock
    let words: EntryWords
    let sheetColumn: (EntryColumn) -> Int
    var faults: [CellFault] = []
    /// Fields whose value could not be read: what the check says of the value in their place means nothing.
    private var doubtful: Set<String> = []

    init(block: EntryBlock, words: EntryWords, sheetColumn: @escaping (EntryColumn) -> Int) {
        self.block = block
        self.words = words
        self.sheetColumn = sheetColumn
    }

    func isDoubtful(_ field: String) -> Bool { doubtful.contains(field) }

    mutating func content() -> EntryContent {
        let sharing = sharing()
        let terms = terms(sharing)
        return EntryContent(
            name: block[.name], abstract: block[.abstract], classification: classification(),
            format: format(),
            items: block.items.enumerated().map { item($1, number: $0 + 1) }, sharing: sharing,
            sharingConditions: terms.conditions, sharingBasis: terms.basis, opening: opening(),
            openingConditions: block[.openingConditions],
            updateCycle: value(.cycle, field: "updateCycle", words.cycle) ?? .irregular,
            sensitivity: sensitivity(), grade: words.grade(block[.grade].trimmed),
            affectedObject: optional(.affectedObject, words.affectedObject),
            harm: optional(.harm, words.harm),
            sourceBusiness: block[.business], sourceSystem: block[.system], usageRequirements: block[.usage],
            legalBasis: block[.legalBasis], secrecyAssessed: truth(.secrecy, field: "secrecyAssessed"),
            personalInformationAssessed: truth(.personal, field: "personalInformationAssessed"),
            relations: relations())
    }

    private mutating func relations() -> [EntryRelation] {
        let read = EntryRelation.read(block[.relations])
        if let line = read.others.first {
            add(EntryWorkbookCodes.valueUnknown, .relations, block.firstRow, Bilingual(line, line))
        }
        return read.relations
    }

    /// A required value of a fixed set; nil with a fault where it is missing or none of them.
    private mutating func value<T>(_ column: EntryColumn, field: String, _ read: (String) -> T?) -> T? {
        let text = block[column].trimmed
        if let value = read(text) { return value }
        doubtful.insert(field)
        add(
            text.isEmpty ? CatalogueCodes.elementMissing : EntryWorkbookCodes.valueUnknown, column,
            block.firstRow)
        return nil
    }

    private mutating func sharing() -> SharingType.ID {
        if let sharing = value(.sharing, field: "sharing", words.sharing) { return sharing }
        doubtful.formUnion(["sharingConditions", "sharingBasis"])
        return .unconditional
    }

    private mutating func sensitivity() -> Sensitivity.ID {
        if let sensitivity = value(.sensitivity, field: "sensitivity", words.sensitivity) {
            return sensitivity
        }
        doubtful.insert("sharing")
        return .public
    }

    private func terms(_ sharing: SharingType.ID) -> (conditions: String, basis: String) {
        let terms = block[.sharingTerms]
        let other = block[.otherConditions]
        let basis = block[.sharingBasis]
        switch sharing {
        case .conditional: return (terms.isEmpty ? other : terms, basis)
        case .none: return (other, terms.isEmpty ? basis : terms)
        case .unconditional: return (other.isEmpty ? terms : other, basis)
        }
    }

    private mutating func opening() -> OpeningType.ID {
        let stated = block[.opening].trimmed
        guard let isOpen = words.truth(block[.isOpen].trimmed) else {
            add(EntryWorkbookCodes.valueUnknown, .isOpen, block.firstRow)
            return .none
        }
        guard !stated.isEmpty else {
            if !isOpen { return .none }
            return block[.openingConditions].trimmed.isEmpty ? .unconditional : .conditional
        }
        guard let opening = words.opening(stated) else {
            add(EntryWorkbookCodes.valueUnknown, .opening, block.firstRow)
            return .none
        }
        if !block[.isOpen].trimmed.isEmpty, isOpen != (opening != .none) {
            add(
                CatalogueCodes.elementMalformed, .opening, block.firstRow,
                Bilingual("与“是否向社会开放”不一致", "differs from whether it is opened"))
        }
        return opening
    }

    private mutating func truth(_ column: EntryColumn, field: String) -> Bool {
        if let truth = words.truth(block[column].trimmed) { return truth }
        doubtful.insert(field)
        add(EntryWorkbookCodes.valueUnknown, column, block.firstRow)
        return true
    }

    /// The digits of class, item, subject and detail; spreadsheets drop the zeros before a number.
    private func classification() -> String {
        let category = block[.category].trimmed
        let digit = ResourceCategory.allCases.first { category == $0.zh || category == $0.zh + "类" }?.rawValue
        return (digit ?? category) + Self.padded(block[.item].trimmed, 2)
            + Self.padded(block[.subject].trimmed, 3)
            + block[.detail].trimmed + block[.nestedDetail].trimmed
    }

    private static func padded(_ text: String, _ width: Int) -> String {
        guard !text.isEmpty, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return text }
        return String(repeating: "0", count: max(0, width - text.utf8.count)) + text
    }

    private mutating func format() -> String {
        let text = block[.formatCategory].trimmed
        let type = block[.formatType]
        let description = block[.formatDescription]
        if text.isEmpty { return description.isEmpty ? type : description }
        guard let category = FormatCategory.allCases.first(where: { $0.rawValue == text || $0.zh == text })
        else {
            doubtful.insert("format")
            add(EntryWorkbookCodes.valueUnknown, .formatCategory, block.firstRow)
            return text
        }
        if !type.isEmpty, !description.isEmpty {
            add(
                CatalogueCodes.elementMalformed, .formatDescription, block.firstRow,
                Bilingual("格式类型和描述只填其一", "either a type or a description"))
        }
        let words = type.isEmpty ? description : type
        return words.isEmpty ? category.rawValue : "\(category.rawValue):\(words)"
    }

    private mutating func item(_ row: EntryBlock.ItemRow, number: Int) -> Item {
        func text(_ column: EntryColumn) -> String { row.texts[column.place].trimmed }
        var type = DataType.characters
        if let read = DataType(reading: text(.itemType)) ?? DataType(rawValue: text(.itemType).uppercased()) {
            type = read
        } else {
            let isMissing = text(.itemType).isEmpty
            add(
                isMissing ? CatalogueCodes.elementMissing : EntryWorkbookCodes.valueUnknown, .itemType,
                row.row)
        }
        let size = size(text(.itemLength), row.row)
        return Item(
            number: number, field: text(.field), name: row.texts[EntryColumn.itemName.place], type: type,
            length: size.length, scale: size.scale, isRequired: itemTruth(.isRequired, row),
            isKey: itemTruth(.isKey, row), identifier: optional(.identifier, row, words.identifier),
            mask: optional(.mask, row, words.mask),
            standard: optional(.standard, row) { StandardReference($0.uppercased()) },
            codeList: optional(.codeList, row) { StandardReference($0.uppercased()) },
            sensitivity: optional(.itemSensitivity, row, words.sensitivity),
            grade: text(.itemGrade).isEmpty ? nil : words.grade(text(.itemGrade)),
            opening: optional(.itemOpening, row, words.opening))
    }

    /// `10,2` as length and scale.
    private mutating func size(_ text: String, _ row: Int) -> (length: Int?, scale: Int?) {
        let parts = text.split(omittingEmptySubsequences: false) { $0 == "," || $0 == "，" }.map {
            String($0).trimmed
        }
        let numbers = parts.map { $0.isEmpty ? nil : Int($0) }
        let isRead = zip(parts, numbers).allSatisfy { $0.isEmpty || $1 != nil } && parts.count <= 2
        guard isRead, parts.count < 2 || !parts[1].isEmpty else {
            add(
                CatalogueCodes.elementMalformed, .itemLength, row,
                Bilingual("写作 18 或 10,2", "written 18 or 10,2"))
            return (nil, nil)
        }
        return (numbers.first ?? nil, numbers.count > 1 ? numbers[1] : nil)
    }

    private mutating func itemTruth(_ column: EntryColumn, _ row: EntryBlock.ItemRow) -> Bool {
        if let truth = words.truth(row.texts[column.place].trimmed) { return truth }
        add(EntryWorkbookCodes.valueUnknown, column, row.row)
        return false
    }

    private mutating func optional<T>(
        _ column: EntryColumn, _ row: EntryBlock.ItemRow, _ read: (String) -> T?
    ) -> T? {
        optional(column, row.texts[column.place].trimmed, row.row, read)
    }

    /// A value of the entry that it may do without.
    private mutating func optional<T>(_ column: EntryColumn, _ read: (String) -> T?) -> T? {
        optional(column, block[column].trimmed, block.firstRow, read)
    }

    private mutating func optional<T>(
        _ column: EntryColumn, _ text: String, _ row: Int, _ read: (String) -> T?
    ) -> T? {
        if text.isEmpty { return nil }
        if let value = read(text) { return value }
        add(EntryWorkbookCodes.valueUnknown, column, row)
        return nil
    }

    private mutating func add(
        _ code: ReasonCode, _ column: EntryColumn, _ row: Int, _ detail: Bilingual? = nil
    ) {
        faults.append(
            CellFault(
                row: row, column: sheetColumn(column),
                reason: Reason(
                    code, article: words.profile.article(for: .entryElements),
                    detail: detail ?? Bilingual(column.rawValue, column.about.en))))
    }
}
