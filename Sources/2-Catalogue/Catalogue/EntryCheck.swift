import Regulation
import Standards

/// Whether what a department wrote may stand as an entry (目录条目检查): a pure ruling with every reason at once,
/// so that what is missing is told in one notice.
public struct EntryCheck: Sendable {
    let profile: Profile

    public static let itemsMax = 500
    /// Characters of the longest text of an entry.
    static let textMax = 2_000
    /// Characters of the longest name of an item.
    static let itemNameMax = 100
    /// The longest value that an item may hold, in characters or digits.
    static let lengthMax = 4_000

    public init(profile: Profile) { self.profile = profile }

    public func callAsFunction(_ content: EntryContent) -> Ruling {
        // A secret is refused before anything else is said about it.
        admission(content).and(elements(content)).and(items(content)).and(sharing(content))
            .and(GradeCheck(profile: profile)(content)).and(ItemOpeningCheck(profile: profile)(content))
            .and(RelationCheck(article: profile.article(for: .entryElements))(content.relations))
    }

    /// State secrets stay outside, whatever else is right about the entry.
    func admission(_ content: EntryContent) -> Ruling {
        guard let sensitivity = profile.sensitivity(content.sensitivity) else {
            return .refused([missing("sensitivity", Bilingual("敏感程度", "sensitivity"))])
        }
        guard !sensitivity.admitted else { return .allowed }
        return .refused([
            Reason(
                CatalogueCodes.secretRefused,
                article: profile.article(for: .noStateSecrets) ?? sensitivity.article,
                field: "sensitivity")
        ])
    }

    private func elements(_ content: EntryContent) -> Ruling {
        var reasons: [Reason] = []
        let required: [(String, String, Bilingual, Int)] = [
            ("name", content.name, Bilingual("名称", "name"), 200),
            ("abstract", content.abstract, Bilingual("摘要", "abstract"), Self.textMax),
            ("format", content.format, Bilingual("格式", "format"), 100),
            ("legalBasis", content.legalBasis, Bilingual("采集依据", "legal basis of collection"), Self.textMax),
        ]
        for (field, value, word, limit) in required {
            if value.allSatisfy(\.isWhitespace) {
                reasons.append(missing(field, word))
            } else if value.unicodeScalars.count > limit {
                reasons.append(over(limit, word, at: field))
            }
        }
        let optional: [(String, String, Bilingual)] = [
            ("sharingConditions", content.sharingConditions, Bilingual("共享条件", "sharing conditions")),
            ("sharingBasis", content.sharingBasis, Bilingual("共享依据", "sharing basis")),
            ("openingConditions", content.openingConditions, Bilingual("开放条件", "opening conditions")),
            ("sourceBusiness", content.sourceBusiness, Bilingual("来源业务", "source business")),
            ("sourceSystem", content.sourceSystem, Bilingual("来源系统", "source system")),
            ("usageRequirements", content.usageRequirements, Bilingual("使用要求", "usage requirements")),
        ]
        for (field, value, word) in optional where value.unicodeScalars.count > Self.textMax {
            reasons.append(over(Self.textMax, word, at: field))
        }
        if content.classification.count > 40 || !ResourceCode.check(content.classification + "/1").isValid {
            reasons.append(
                malformed(
                    "classification",
                    Bilingual("分类码为类（1位）项（2位）目（3位）及细目数字", "classification: digits of class, item, detail")))
        }
        if DataGrade(rawValue: content.grade) == nil {
            reasons.append(malformed("grade", Bilingual("数据级别不在国家标准之内", "grade is not one of GB/T 43697")))
        }
        if !content.secrecyAssessed || !content.personalInformationAssessed {
            reasons.append(
                Reason(
                    CatalogueCodes.assessmentMissing, article: profile.article(for: .entryElements),
                    field: content.secrecyAssessed ? "personalInformationAssessed" : "secrecyAssessed"))
        }
        return Ruling(reasons)
    }

    private func items(_ content: EntryContent) -> Ruling {
        var reasons: [Reason] = []
        if content.items.isEmpty { reasons.append(missing("items", Bilingual("信息项", "items"))) }
        if content.items.count > Self.itemsMax {
            reasons.append(
                Reason(
                    CatalogueCodes.overLimit,
                    detail: Bilingual("信息项超过\(Self.itemsMax)个", "more than \(Self.itemsMax) items"),
                    field: "items"))
            return Ruling(reasons)
        }
        if !content.items.isEmpty, content.key.isEmpty {
            reasons.append(missing("items", Bilingual("至少一个主键信息项", "at least one key item")))
        }
        var names: Set<String> = []
        var fields: Set<String> = []
        for item in content.items {
            let place = "items.\(item.number)"
            if item.name.allSatisfy(\.isWhitespace) {
                reasons.append(missing(place, Bilingual("信息项名称", "name of the item")))
            } else if item.name.unicodeScalars.count > Self.itemNameMax {
                reasons.append(over(Self.itemNameMax, Bilingual("信息项名称", "name of the item"), at: place))
            }
            if !Self.isField(item.field) {
                reasons.append(
                    malformed(
                        place, Bilingual("字段名以小写字母开头，只含小写字母、数字、下划线", "a field is a-z, then a-z 0-9 _")))
            }
            if !names.insert(item.name).inserted || !fields.insert(item.field).inserted {
                reasons.append(malformed(place, Bilingual("信息项重名", "two items have one name or field")))
            }
            if let length = item.length, length < 1 {
                reasons.append(malformed(place, Bilingual("数据长度至少为1", "length is at least 1")))
            } else if let length = item.length, length > Self.lengthMax {
                reasons.append(over(Self.lengthMax, Bilingual("数据长度", "length"), at: place))
            }
            if let scale = item.scale, scale < 0 || scale > min(item.length ?? 38, 38) {
                reasons.append(malformed(place, Bilingual("小数位数超过数据长度", "scale is more than the length")))
            }
        }
        return Ruling(reasons)
    }

    private func sharing(_ content: EntryContent) -> Ruling {
        var reasons: [Reason] = []
        if profile.openingType(content.opening) == nil {
            reasons.append(malformed("opening", Bilingual("本地规则没有这种开放类型", "no such opening type here")))
        }
        guard let type = profile.sharingType(content.sharing) else {
            return Ruling(
                reasons + [malformed("sharing", Bilingual("本地规则没有这种共享类型", "no such sharing type here"))])
        }
        if let sensitivity = profile.sensitivity(content.sensitivity), sensitivity.admitted,
            !sensitivity.sharing.contains(content.sharing)
        {
            reasons.append(
                Reason(
                    CatalogueCodes.sharingOutsideSensitivity, article: sensitivity.article,
                    detail: Bilingual(
                        "\(sensitivity.word.zh)不能选择\(type.word.zh)",
                        "\(sensitivity.word.en): not \(type.word.en)"),
                    field: "sharing"))
        }
        if type.needsBasis, content.sharingBasis.allSatisfy(\.isWhitespace) {
            reasons.append(
                Reason(
                    CatalogueCodes.basisRequired,
                    article: profile.article(for: .basisRequired) ?? type.article,
                    detail: type.word, field: "sharingBasis"))
        }
        if type.needsConditions, content.sharingConditions.allSatisfy(\.isWhitespace) {
            reasons.append(
                Reason(
                    CatalogueCodes.conditionsRequired,
                    article: profile.article(for: .conditionsStated) ?? type.article, detail: type.word,
                    field: "sharingConditions"))
        }
        return Ruling(reasons)
    }

    private func missing(_ field: String, _ word: Bilingual) -> Reason {
        Reason(
            CatalogueCodes.elementMissing, article: profile.article(for: .entryElements), detail: word,
            field: field)
    }

    private func malformed(_ field: String, _ detail: Bilingual) -> Reason {
        Reason(
            CatalogueCodes.elementMalformed, article: profile.article(for: .entryElements), detail: detail,
            field: field)
    }

    /// A bound of the platform, which no article sets.
    private func over(_ limit: Int, _ word: Bilingual, at field: String) -> Reason {
        Reason(
            CatalogueCodes.overLimit,
            detail: Bilingual("\(word.zh)超过\(limit)字", "\(word.en): over \(limit) characters"), field: field)
    }

    private static func isField(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        guard let first = bytes.first, (0x61...0x7A).contains(first), bytes.count <= 63 else { return false }
        return bytes.allSatisfy { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x5F }
    }
}
