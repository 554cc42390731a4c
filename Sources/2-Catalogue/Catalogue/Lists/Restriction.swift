import Regulation

/// In what way an entry is restricted (限制情形): what a body has to give its reasons for, one by one.
///
/// Source: 株洲市政务数据资源共享开放管理办法 arts. 13, 18; 贵阳市贵安新区公共数据管理办法 ch. 2.
public enum Restriction: String, Sendable, Hashable, Codable, CaseIterable {
    /// 有条件共享.
    case conditional
    /// 不予共享.
    case notShared = "not-shared"
    /// 不予开放.
    case notOpened = "not-opened"
    /// 不予开放的信息项 of an entry that is opened.
    case itemsWithheld = "items-withheld"

    /// The restrictions of a content, in their order.
    public static func all(of content: EntryContent) -> [Restriction] {
        var found: [Restriction] = []
        switch content.sharing {
        case .unconditional: break
        case .conditional: found.append(.conditional)
        case .none: found.append(.notShared)
        }
        if content.opening == OpeningType.ID.none { found.append(.notOpened) }
        if !content.withheldItems.isEmpty { found.append(.itemsWithheld) }
        return found
    }

    /// Those that stand on the negative list (负面清单) of a regulation: sharing types that need a basis on file, and
    /// what is not opened where the regulation opens data at all.
    public static func listed(by profile: Profile) -> [Restriction] {
        allCases.filter { restriction in
            switch restriction {
            case .conditional: profile.sharingType(.conditional)?.needsBasis == true
            case .notShared: profile.sharingType(.none) != nil
            case .notOpened, .itemsWithheld: DerivedCatalogue.opening.exists(in: profile)
            }
        }
    }

    /// The regulation's own word for it.
    public func word(in profile: Profile) -> Bilingual {
        let word: Bilingual? =
            switch self {
            case .conditional: profile.sharingType(.conditional)?.word
            case .notShared: profile.sharingType(.none)?.word
            case .notOpened: profile.openingType(.none)?.word
            case .itemsWithheld:
                profile.openingType(.none).map {
                    Bilingual("信息项\($0.word.zh)", "Items: \($0.word.en)")
                }
            }
        return word ?? Bilingual(rawValue, rawValue)
    }

    /// The article of the type that it is.
    public func article(in profile: Profile) -> ArticleReference? {
        switch self {
        case .conditional: profile.sharingType(.conditional)?.article
        case .notShared: profile.sharingType(.none)?.article
        case .notOpened, .itemsWithheld: profile.openingType(.none)?.article
        }
    }

    /// What the entry itself gives as its reason; empty where it gives none.
    public func reason(in content: EntryContent) -> String {
        switch self {
        case .conditional, .notShared: content.sharingBasis
        case .notOpened, .itemsWithheld: content.openingConditions
        }
    }

    /// On what the entry itself says that it rests (依据); empty where it says nothing of it.
    public func basis(in content: EntryContent) -> String {
        switch self {
        case .conditional, .notShared: content.sharingBasis
        case .notOpened, .itemsWithheld: ""
        }
    }

    /// The names of the items that it keeps back; empty where it is of the whole entry.
    public func items(in content: EntryContent) -> [String] {
        self == .itemsWithheld ? content.withheldItems.map(\.name) : []
    }

    /// What the lists state of it; nil where `content` is not restricted so.
    public func facts(in content: EntryContent) -> RestrictionFacts? {
        guard Self.all(of: content).contains(self) else { return nil }
        return RestrictionFacts(
            reason: reason(in: content), basis: basis(in: content), items: items(in: content).sorted())
    }
}

/// What the lists state of a restriction (限制内容): what was confirmed of it holds for as long as none of this changes.
public struct RestrictionFacts: Sendable, Hashable, Codable {
    public let reason: String
    public let basis: String
    /// Names of the items that are kept back, in an order of their own.
    public let items: [String]
}
