import Regulation
import Standards
import Store

/// Entries held to the standards that their items name (标准符合性).
extension Catalogue {
    /// What stands against `content`, with the standards in force looked up: for pages and programs.
    public func fullCheck(_ content: EntryContent) async throws -> Ruling {
        let found = try await store.read { session in
            try conformity(of: content, in: session).and(
                relations(of: content, code: nil, in: session))
        }
        return check(content).and(found)
    }

    /// Every item that names a standard not in force or deviates from the one it names.
    func conformity(of content: EntryContent, in session: any Session) throws -> Ruling {
        var reasons: [Reason] = []
        for item in content.items.prefix(EntryCheck.itemsMax) {
            if let reference = item.standard {
                if let standard = try inForce(reference, in: session)?.item {
                    reasons += deviations(of: item, from: standard, reference)
                } else {
                    reasons.append(notInForce(reference, item))
                }
            }
            if let reference = item.codeList, try inForce(reference, in: session)?.codeList == nil {
                reasons.append(notInForce(reference, item))
            }
        }
        return Ruling(reasons)
    }

    private func notInForce(_ reference: StandardReference, _ item: Item) -> Reason {
        Reason(
            DataStandardCodes.notInForce, article: standardsArticle,
            detail: Bilingual(
                "信息项“\(item.name)”引用的\(reference)", "item \(item.name) names \(reference)"),
            field: "items.\(item.number)")
    }

    private var standardsArticle: ArticleReference? {
        profile.procedure(DataStandards.procedure)?.articles.first
    }

    private func deviations(
        of item: Item, from standard: ItemStandard, _ reference: StandardReference
    ) -> [Reason] {
        var found: [Bilingual] = []
        func deviates(_ word: Bilingual, _ demanded: String) {
            found.append(
                Bilingual(
                    "“\(item.name)”与\(reference)的\(word.zh)不一致，应为\(demanded)",
                    "\(item.name): \(word.en) of \(reference) is \(demanded)"))
        }
        if item.type != standard.type { deviates(Bilingual("数据类型", "type"), standard.type.rawValue) }
        if let length = standard.length, (item.length ?? Int.max) > length {
            deviates(Bilingual("数据长度", "length"), "≤\(length)")
        }
        if let scale = standard.scale, item.scale != scale {
            deviates(Bilingual("小数位数", "scale"), String(scale))
        }
        if let identifier = standard.identifier, item.identifier != identifier {
            deviates(Bilingual("标识类型", "identifier"), identifier.rawValue)
        }
        if let list = standard.codeList, let own = item.codeList, own.code != list.code {
            deviates(Bilingual("代码集", "code list"), list.code)
        }
        return found.map {
            Reason(
                DataStandardCodes.deviation, article: standardsArticle, detail: $0,
                field: "items.\(item.number)")
        }
    }

    /// The content of what `reference` names, where it is issued: that very version, or whichever is in force.
    private func inForce(_ reference: StandardReference, in session: any Session) throws -> StandardContent? {
        try current(reference, in: session)?.content
    }

    private func current(_ reference: StandardReference, in session: any Session) throws -> DataStandard? {
        let found = try session.first(
            "SELECT * FROM data_standard WHERE code = ? AND state = 'issued'", [.text(reference.code)],
            DataStandards.standard)
        guard let found, reference.version.map({ $0 == found.version }) ?? true else { return nil }
        return found
    }

    /// The content as it is published: each reference with the version in force, and the code list of a standard
    /// on the items that follow it. One that went out of force during the review stays as it was written.
    func fixingStandards(of content: EntryContent, in session: any Session) throws -> EntryContent {
        var content = content
        for index in content.items.indices {
            if let reference = content.items[index].standard,
                let standard = try current(reference, in: session)
            {
                content.items[index].standard = standard.reference
                content.items[index].codeList =
                    content.items[index].codeList ?? standard.content.item?.codeList
            }
            if let reference = content.items[index].codeList, reference.version == nil,
                let list = try current(reference, in: session)
            {
                content.items[index].codeList = list.reference
            }
        }
        return content
    }

    /// Remembers which standards a published entry follows, for usage and conformity.
    func keepStandards(of entry: Entry, in session: any Session) throws {
        try session.run("DELETE FROM entry_standard WHERE entry = ?", [.text(entry.id)])
        var bound = 0
        for item in entry.content.items {
            let references = [item.standard, item.codeList].compactMap { $0 }
            if !references.isEmpty { bound += 1 }
            for reference in references {
                try session.run(
                    """
                    INSERT INTO entry_standard (entry, item, code, version) VALUES (?, ?, ?, ?)
                    ON CONFLICT DO NOTHING
                    """,
                    [
                        .text(entry.id), Value(item.number), .text(reference.code),
                        Value(reference.version ?? 0),
                    ])
            }
        }
        try session.run(
            """
            INSERT INTO entry_conformity (entry, body, items, bound) VALUES (?, ?, ?, ?)
            ON CONFLICT (entry) DO UPDATE SET items = excluded.items, bound = excluded.bound,
                body = excluded.body
            """,
            [.text(entry.id), .text(entry.body), Value(entry.content.items.count), Value(bound)])
    }
}
