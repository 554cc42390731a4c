import Catalogue
import Regulation

/// Whether an application may be received (申请检查): every reason at once, so that what is missing is told in one
/// notice (Decree 809 article 21).
struct ApplicationCheck {
    let profile: Profile
    let today: LocalDate

    /// The longest use that may be applied for at once: a bound of the platform, beside what a regulation says.
    static let yearsMax = 3
    static let textMax = 2_000
    /// Items of one application: the ledger names each with its transform.
    static let itemsMax = 300

    func callAsFunction(_ content: ApplicationContent, for entry: Entry) -> Ruling {
        sharing(entry).and(elements(content)).and(items(content, of: entry)).and(term(content))
    }

    /// Whether the entry is in force and of a type that is shared at all.
    func sharing(_ entry: Entry) -> Ruling {
        guard entry.isInForce else {
            return .refused([
                Reason(CatalogueCodes.notInForce, article: profile.article(for: .notShared))
            ])
        }
        if entry.content.sharing == .none {
            let type = profile.sharingType(.none)
            return .refused([
                Reason(
                    ExchangeCodes.notShared, article: profile.article(for: .notShared) ?? type?.article,
                    detail: Bilingual(
                        "依据：\(entry.content.sharingBasis)", "basis on file: \(entry.content.sharingBasis)"))
            ])
        }
        return .allowed
    }

    private func elements(_ content: ApplicationContent) -> Ruling {
        let required: [(String, String, Bilingual)] = [
            ("basis", content.basis, Bilingual("使用依据", "basis")),
            ("scene", content.scene, Bilingual("使用场景", "scene")),
            ("purpose", content.purpose, Bilingual("具体用途", "purpose")),
            ("scope", content.scope, Bilingual("使用范围", "scope")),
        ]
        var reasons: [Reason] = []
        for (field, value, word) in required {
            if value.allSatisfy(\.isWhitespace) {
                reasons.append(missing(field, word))
            } else if value.unicodeScalars.count > Self.textMax {
                reasons.append(
                    over(
                        field,
                        Bilingual(
                            "\(word.zh)超过\(Self.textMax)字", "\(word.en): over \(Self.textMax) characters")))
            }
        }
        if content.forms.isEmpty { reasons.append(missing("forms", Bilingual("共享方式", "manner"))) }
        return Ruling(reasons)
    }

    private func items(_ content: ApplicationContent, of entry: Entry) -> Ruling {
        guard content.items.contains(where: { $0.transform != .drop }) else {
            return .refused([missing("items", Bilingual("信息项", "items"))])
        }
        guard content.items.count <= Self.itemsMax else {
            return .refused([
                over("items", Bilingual("信息项超过\(Self.itemsMax)个", "more than \(Self.itemsMax) items"))
            ])
        }
        let fields = Set(entry.content.items.map(\.field))
        let unknown = content.items.map(\.field).filter { !fields.contains($0) }
        let repeated = content.items.count != Set(content.items.map(\.field)).count
        guard unknown.isEmpty, !repeated else {
            return .refused([
                Reason(
                    ExchangeCodes.itemUnknown, article: profile.article(for: .minimumNecessary),
                    detail: Bilingual(
                        unknown.isEmpty ? "信息项重复" : "目录中没有：\(unknown.prefix(10).joined(separator: "、"))",
                        unknown.isEmpty
                            ? "an item is repeated"
                            : "not in the entry: \(unknown.prefix(10).joined(separator: ", "))"),
                    field: "items")
            ])
        }
        return .allowed
    }

    private func term(_ content: ApplicationContent) -> Ruling {
        guard content.until > today else {
            return .refused([missing("until", Bilingual("使用时限应在今天之后", "the term ends after today"))])
        }
        guard content.until <= today.adding(months: 12 * Self.yearsMax) else {
            return .refused([
                over(
                    "until",
                    Bilingual("一次申请至多\(Self.yearsMax)年", "at most \(Self.yearsMax) years at once"))
            ])
        }
        return .allowed
    }

    /// A bound of the platform, which no article sets.
    private func over(_ field: String, _ detail: Bilingual) -> Reason {
        Reason(ExchangeCodes.overLimit, detail: detail, field: field)
    }

    private func missing(_ field: String, _ word: Bilingual) -> Reason {
        Reason(
            ExchangeCodes.applicationElement, article: profile.article(for: .applicationElements),
            detail: word,
            field: field)
    }
}
