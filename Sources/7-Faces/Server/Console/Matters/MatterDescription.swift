import Cases
import Catalogue
import Matters
import Regulation

/// What a matter states, in words (事项内容).
struct MatterDescription {
    let desk: Desk
    let visit: Visit

    /// The answers as they now stand, field by field, then how it was filed and how it ended.
    func facts(_ matter: Matter) async throws -> [Fact] {
        let texts = visit.texts
        let procedure = desk.profile.procedure(matter.procedure)
        var facts: [Fact] = []
        if let entry = matter.entry {
            let names = try await desk.entries([entry])
            facts.append(
                Fact(
                    texts("matter.subject"), names[entry]?.content.name ?? entry,
                    href: "/console/entries/\(entry)"))
        } else if let subject = matter.subject {
            facts.append(Fact(texts("matter.subject"), try await name(subject)))
        }
        for field in procedure?.form ?? [] {
            guard let values = matter.settled[field.id] else { continue }
            facts.append(
                Fact(
                    field.label[visit.language], try await words(values, field),
                    isLong: field.kind == .longText || values.count > 1))
        }
        if let filing = matter.filing {
            facts.append(
                Fact(
                    texts("matter.filing"), filing.due.description,
                    badges: filing.isLate ? [Badge(.bad, texts("matter.late"))] : []))
        }
        if let outcome = matter.outcome, !outcome.note.isEmpty {
            facts.append(Fact(texts("matter.answer"), outcome.note, isLong: true))
        }
        return facts
    }

    /// The fields that a reviewer may settle otherwise while approving.
    func amendable(_ matter: Matter) async throws -> [FieldView] {
        let fields = desk.profile.procedure(matter.procedure)?.form.filter(\.isAmendable) ?? []
        guard !fields.isEmpty else { return [] }
        let bodies = try await desk.bodyChoices()
        return fields.map { field in
            let value = matter.settled[field.id]?.first ?? ""
            let label = field.label[visit.language]
            guard field.kind == .body else {
                return .input("settled-\(field.id)", label, value: value, maxLength: field.limit)
            }
            return .select(
                "settled-\(field.id)", label, options: [("", visit.texts("form.choose"))] + bodies,
                chosen: value)
        }
    }

    private func words(_ values: [String], _ field: FormField) async throws -> String {
        let comma = visit.language == .chinese ? "、" : ", "
        switch field.kind {
        case .choice:
            return values.map { value in
                field.options.first { $0.id == value }?.label[visit.language] ?? value
            }.joined(separator: comma)
        case .body:
            let names = try await desk.bodyNames(values)
            return values.map { names[$0] ?? $0 }.joined(separator: comma)
        case .entries:
            let entries = try await desk.entries(values)
            return values.map { id in
                entries[id].map { [$0.code, $0.content.name].compactMap { $0 }.joined(separator: " ") } ?? id
            }.joined(separator: comma)
        case .text, .longText, .date, .items: return values.joined(separator: comma)
        }
    }

    private func name(_ subject: String) async throws -> String {
        let sides = subject.split(separator: ":", maxSplits: 1).map(String.init)
        guard sides.count == 2 else { return subject }
        let names =
            sides[0] == "body"
            ? try await desk.bodyNames([sides[1]]) : try await desk.systemNames([sides[1]])
        return names[sides[1]] ?? sides[1]
    }
}
