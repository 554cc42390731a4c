import Protection
import Regulation
import Standards

/// The words that stand for values in the workbook's cells (单元格用语): those of the regulation in force, and the
/// stable codes of the platform and of the national guide beside them.
struct EntryWords: Sendable {
    static let yes = "是"
    static let no = "否"
    static let done = "已完成"
    static let notDone = "未完成"

    let profile: Profile

    func text(_ sharing: SharingType.ID) -> String {
        profile.sharingType(sharing)?.word.zh ?? sharing.rawValue
    }

    func text(_ opening: OpeningType.ID) -> String {
        profile.openingType(opening)?.word.zh ?? opening.rawValue
    }

    func text(_ sensitivity: Sensitivity.ID) -> String {
        profile.sensitivity(sensitivity)?.word.zh ?? sensitivity.rawValue
    }

    func sharing(_ text: String) -> SharingType.ID? {
        if let number = Int(text), SharingType.ID.allCases.indices.contains(number - 1) {
            return SharingType.ID.allCases[number - 1]
        }
        return Self.value(of: text) { (id: SharingType.ID) in
            let national =
                switch id {
                case .unconditional: "无条件共享"
                case .conditional: "有条件共享"
                case .none: "不予共享"
                }
            return [profile.sharingType(id)?.word.zh, national]
        }
    }

    func opening(_ text: String) -> OpeningType.ID? {
        Self.value(of: text) { (id: OpeningType.ID) in
            let national =
                switch id {
                case .unconditional: "无条件开放"
                case .conditional: "有条件开放"
                case .none: "不予开放"
                }
            return [profile.openingType(id)?.word.zh, national]
        }
    }

    func sensitivity(_ text: String) -> Sensitivity.ID? {
        Self.value(of: text) { (id: Sensitivity.ID) in [profile.sensitivity(id)?.word.zh] }
    }

    func affectedObject(_ text: String) -> DataGrade.AffectedObject? {
        Self.value(of: text) { (object: DataGrade.AffectedObject) in [object.zh] }
    }

    func harm(_ text: String) -> DataGrade.Harm? {
        Self.value(of: text) { (harm: DataGrade.Harm) in [harm.zh] }
    }

    func cycle(_ text: String) -> UpdateCycle? { Self.value(of: text) { (cycle: UpdateCycle) in [cycle.zh] } }

    func identifier(_ text: String) -> IdentifierKind? {
        Self.value(of: text) { (kind: IdentifierKind) in [kind.zh] }
    }

    func mask(_ text: String) -> MaskKind? {
        MaskKind(rawValue: text) ?? MaskKind.named.first { $0.zh == text }
    }

    func text(_ mask: MaskKind) -> String {
        if case .generic = mask { return mask.rawValue }
        return mask.zh
    }

    /// The code of a grade; what is none is left to the check of the entry.
    func grade(_ text: String) -> String {
        DataGrade.allCases.first { $0.zh == text }?.rawValue ?? text
    }

    func gradeText(_ code: String) -> String { DataGrade(rawValue: code)?.zh ?? code }

    func truth(_ text: String) -> Bool? {
        switch text.lowercased() {
        case Self.yes, Self.done, "true", "1", "y", "yes", "√": true
        case Self.no, Self.notDone, "false", "0", "n", "no", "": false
        default: nil
        }
    }

    /// The case whose code or one of whose words is `text`.
    private static func value<T: CaseIterable & RawRepresentable>(
        of text: String, _ words: (T) -> [String?]
    ) -> T? where T.RawValue == String {
        T(rawValue: text.lowercased()) ?? T.allCases.first { words($0).contains(text) }
    }
}
