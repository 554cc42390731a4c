import Regulation
import Standards

/// An entry as rows of the workbook (条目写成行): one row an item, the entry's own columns on the first.
struct EntryRows {
    let words: EntryWords

    /// The rows of `content`; one row where it has no item yet.
    func rows(
        _ content: EntryContent, id: String, code: String?, provider: String, serial: Int, state: String,
        publishedOn: String
    ) -> [[String]] {
        var rows = max(1, content.items.count)
        var result: [[String]] = []
        result.reserveCapacity(rows)
        while rows > 0 {
            result.append(Array(repeating: "", count: EntryColumn.allCases.count))
            rows -= 1
        }
        func put(_ text: String, _ column: EntryColumn, _ row: Int = 0) { result[row][column.place] = text }
        put(String(serial), .serial)
        classify(content.classification) { put($0, $1) }
        put(content.sourceBusiness, .business)
        put(content.name, .name)
        put(code ?? "", .code)
        put(content.abstract, .abstract)
        format(content.format) { put($0, $1) }
        share(content) { put($0, $1) }
        put(content.opening == .none ? EntryWords.no : EntryWords.yes, .isOpen)
        put(content.openingConditions, .openingConditions)
        put(words.text(content.opening), .opening)
        put(content.updateCycle.zh, .cycle)
        put(publishedOn, .publishedOn)
        put(provider, .provider)
        put(words.text(content.sensitivity), .sensitivity)
        put(words.gradeText(content.grade), .grade)
        put(EntryRelation.text(content.relations), .relations)
        put(content.affectedObject?.zh ?? "", .affectedObject)
        put(content.harm?.zh ?? "", .harm)
        put(content.legalBasis, .legalBasis)
        put(content.sourceSystem, .system)
        put(content.usageRequirements, .usage)
        put(content.secrecyAssessed ? EntryWords.done : EntryWords.notDone, .secrecy)
        put(content.personalInformationAssessed ? EntryWords.done : EntryWords.notDone, .personal)
        put(state, .state)
        put(id, .entryID)
        for (row, item) in content.items.enumerated() {
            put(item.name, .itemName, row)
            put(item.type.zh + item.type.rawValue, .itemType, row)
            put(Self.length(item), .itemLength, row)
            put(item.field, .field, row)
            put(item.isKey ? EntryWords.yes : EntryWords.no, .isKey, row)
            put(item.isRequired ? EntryWords.yes : EntryWords.no, .isRequired, row)
            put(item.identifier?.zh ?? "", .identifier, row)
            put(item.mask.map(words.text) ?? "", .mask, row)
            put(item.standard?.description ?? "", .standard, row)
            put(item.codeList?.description ?? "", .codeList, row)
            put(item.sensitivity.map(words.text) ?? "", .itemSensitivity, row)
            put(item.grade.map(words.gradeText) ?? "", .itemGrade, row)
            put(item.opening.map(words.text) ?? "", .itemOpening, row)
        }
        return result
    }

    /// `301001` as 部门信息资源 | 01 | 001; what is no code yet stands whole in the detail.
    private func classify(_ code: String, _ put: (String, EntryColumn) -> Void) {
        guard code.count >= 6, ResourceCode.check(code + "/1").isValid,
            let category = ResourceCategory(rawValue: String(code.prefix(1)))
        else { return put(code, .detail) }
        put(category.zh, .category)
        put(String(code.dropFirst().prefix(2)), .item)
        put(String(code.dropFirst(3).prefix(3)), .subject)
        put(String(code.dropFirst(6)), .detail)
    }

    /// `3:MySQL` as 数据库 | MySQL; other words as a description.
    private func format(_ text: String, _ put: (String, EntryColumn) -> Void) {
        let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).map(
            String.init)
        guard let first = parts.first, let category = FormatCategory(rawValue: first), parts.last != "" else {
            return put(text, .formatDescription)
        }
        put(category.zh, .formatCategory)
        if parts.count > 1 { put(parts[1], category.types.isEmpty ? .formatDescription : .formatType) }
    }

    /// The template has one column for the conditions of conditional sharing and the basis of none; the other of
    /// the two stands to its right.
    private func share(_ content: EntryContent, _ put: (String, EntryColumn) -> Void) {
        put(words.text(content.sharing), .sharing)
        if content.sharing == .conditional {
            put(content.sharingConditions, .sharingTerms)
            put(content.sharingBasis, .sharingBasis)
        } else {
            put(content.sharing == .none ? content.sharingBasis : "", .sharingTerms)
            put(content.sharing == .none ? "" : content.sharingBasis, .sharingBasis)
            put(content.sharingConditions, .otherConditions)
        }
    }

    private static func length(_ item: Item) -> String {
        let length = item.length.map { String($0) } ?? ""
        return item.scale.map { "\(length),\($0)" } ?? length
    }
}
