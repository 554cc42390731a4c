/// Every regulation profile at hand (规则档案库), read, filled from parents and checked.
///
/// A file with a fault of form gives findings and no profile; all others stay usable. A profile whose content has
/// faults is there, so that its pages can show them: ask `isUsable` before a city runs on it.
/// At most 200 files of at most 1 MiB each, and at most 8 generations of parents.
public struct ProfileLibrary: Sendable {
    public static let filesMax = 200
    public static let generationsMax = 8

    /// By identifier.
    public let profiles: [String: Profile]
    /// In the order of the files, reading faults before those of content.
    public let findings: [Finding]
    /// The file of each profile, by identifier.
    public let files: [String: String]

    /// Identifiers in order, for lists.
    public var ids: [String] { profiles.keys.sorted() }

    public subscript(id: String) -> Profile? { profiles[id] }

    /// What was found in the file of one profile.
    public func findings(of id: String) -> [Finding] {
        guard let file = files[id] else { return [] }
        return findings.filter { $0.file == file }
    }

    /// Whether a city may run on this profile: it and all its ancestors are read and free of errors.
    public func isUsable(_ id: String) -> Bool {
        var next: String? = id
        // Profiles that are there have no circle of parents, so this ends.
        while let current = next {
            guard let profile = profiles[current], !findings(of: current).hasErrors else { return false }
            next = profile.parent
        }
        return true
    }

    /// Reads `files`; never throws, never traps. `digest` gives the version of a text, SHA-256 in hexadecimal.
    public static func read(
        _ files: [(file: String, text: String)], digest: (String) -> String
    ) -> ProfileLibrary {
        var findings: [Finding] = []
        if files.count > filesMax {
            findings.append(
                Finding(
                    file: files[filesMax].file, line: 1, column: 1, code: .tooManyFiles,
                    message: Bilingual("档案超过 \(filesMax) 个", "more than \(filesMax) profiles")))
        }
        var drafts: [String: ProfileDraft] = [:]
        var order: [String] = []
        for (file, text) in files.prefix(filesMax) {
            let (draft, faults) = ProfileReader.read(file: file, text: text)
            findings += faults
            guard let draft else { continue }
            if let other = drafts[draft.id] {
                findings.append(
                    draft.finding(
                        .duplicateID, at: "id", "档案 \(draft.id) 已由 \(other.file) 定义",
                        "profile \(draft.id) is already given by \(other.file)"))
                continue
            }
            drafts[draft.id] = draft
            order.append(draft.id)
        }
        var profiles: [String: Profile] = [:]
        for id in order {
            guard let family = family(of: id, in: drafts, findings: &findings) else { continue }
            let (profile, faults) = ProfileResolution(family: family).resolve(digest: digest)
            profiles[id] = profile
            findings += faults
        }
        for id in order {
            guard let draft = drafts[id], let profile = profiles[id] else { continue }
            let parent = draft.parent.flatMap { profiles[$0] }
            findings += ProfileCheck(draft: draft, profile: profile, parent: parent).findings()
        }
        return ProfileLibrary(
            profiles: profiles, findings: findings,
            files: drafts.filter { profiles[$0.key] != nil }.mapValues(\.file))
    }

    /// The profile's own draft first, then its ancestors'; nil after a finding where that line is broken.
    private static func family(
        of id: String, in drafts: [String: ProfileDraft], findings: inout [Finding]
    ) -> [ProfileDraft]? {
        guard let own = drafts[id] else { return nil }
        var family = [own]
        while let next = family[family.count - 1].parent {
            if family.contains(where: { $0.id == next }) || family.count >= generationsMax {
                findings.append(
                    own.finding(
                        .parentCycle, at: "parent", "上级档案循环或超过 \(generationsMax) 代：\(next)",
                        "parents run in a circle or over \(generationsMax) generations: \(next)"))
                return nil
            }
            guard let parent = drafts[next] else {
                findings.append(
                    own.finding(
                        .parentMissing, at: "parent", "找不到上级档案 \(next)",
                        "the parent profile \(next) is not there"))
                return nil
            }
            family.append(parent)
        }
        return family
    }
}

extension ProfileDraft {
    func finding(_ code: Finding.Code, at path: String, _ zh: String, _ en: String) -> Finding {
        let place = place(path)
        return Finding(
            file: file, line: place.line, column: place.column, code: code, message: Bilingual(zh, en))
    }
}
