import Catalogue
import Parties
import Regulation
import Store

/// What the form of a matter names (事项所涉), as the platform knows it; read once, before anything is judged.
struct MatterFacts {
    /// What it is about; nil where it is about nothing, or there is no such thing for the actor.
    var subject: Subject?
    /// Entries by the id or code under which the form names them.
    var entries: [String: Entry] = [:]
    /// Active bodies that the form names.
    var bodies: [String: Body] = [:]

    enum Subject {
        case entry(Entry)
        case body(Body)
        case system(InformationSystem)
    }

    /// The entry that it is about.
    var aboutEntry: Entry? {
        if case .entry(let entry) = subject { return entry }
        return nil
    }

    /// Whose people sit at the provider's seat.
    func provider(in session: any Session, _ parties: Parties) throws -> Body? {
        switch subject {
        case .entry(let entry): try parties.body(entry.body, in: session)
        case .body(let body): body
        case .system, nil: nil
        }
    }

    /// `entry:<id>`; nil where it is about nothing.
    var reference: String? {
        switch subject {
        case .entry(let entry): "entry:\(entry.id)"
        case .body(let body): "body:\(body.id)"
        case .system(let system): "system:\(system.id)"
        case nil: nil
        }
    }

    /// Every entry that the matter is about or names.
    var allEntries: [Entry] { (aboutEntry.map { [$0] } ?? []) + Array(entries.values) }
}

extension Matters {
    /// Reads what `content` names. Only what was published is there for a form.
    func facts(
        _ content: MatterContent, of procedure: Procedure, in session: any Session
    ) throws -> MatterFacts {
        var facts = MatterFacts()
        switch procedure.about {
        case .entry, .ownEntry: facts.subject = try entry(content.about, in: session).map { .entry($0) }
        case .body: facts.subject = try body(content.about, in: session).map { .body($0) }
        case .system:
            facts.subject = try parties.system(content.about, in: session).flatMap {
                $0.isActive ? .system($0) : nil
            }
        case .nothing: break
        }
        for field in procedure.form {
            for answer in (content.answers[field.id] ?? []).prefix(FormField.Kind.entries.limitMax) {
                switch field.kind {
                case .entries: facts.entries[answer] = try entry(answer, in: session)
                case .body: facts.bodies[answer] = try body(answer, in: session)
                case .text, .longText, .date, .choice, .items: break
                }
            }
        }
        return facts
    }

    private func entry(_ idOrCode: String, in session: any Session) throws -> Entry? {
        try catalogue.entry(named: idOrCode, in: session).flatMap {
            $0.code == nil || $0.state == .retired ? nil : $0
        }
    }

    private func body(_ id: String, in session: any Session) throws -> Body? {
        guard !id.isEmpty else { return nil }
        do {
            let body = try parties.body(id, in: session)
            return body.isActive ? body : nil
        } catch let refusal as Refusal where refusal.code == PartiesCodes.bodyNotFound {
            return nil
        }
    }
}
